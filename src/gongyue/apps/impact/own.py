"""What a change would do to the people of one's own firm, by name: for whoever may check it up.

The firm reads its own records, so nothing is folded and nothing is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.apps.impact.words import signed, verdict_change
from gongyue.apps.registry.selectors.organisations import place_of
from gongyue.apps.registry.selectors.workbooks import workbook_of_records
from gongyue.law.checkup.subject import Subject, subject_of
from gongyue.law.impact import Answer, Asked, Comparison, Move, Tally, impact_report
from gongyue.law.impact.records import MONTHLY, questions_of
from gongyue.law.registry import RULES
from gongyue.law.words import worded

AT_ONCE = 3000  # people reckoned while the browser waits


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMove:
    """One figure of one person, in words. `difference` in the unit of the rule; None where the
    rule refuses on one side or says no number."""

    person_id: UUID
    name: str
    rule: str
    title: str
    before: str
    after: str
    difference: Decimal | None
    difference_text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnImpact:
    """`people`: who was asked about; `report`: as of an office, nothing folded."""

    people: int
    moves: tuple[OwnMove, ...]
    report: dict[str, Any]

    @property
    def moved_people(self) -> int:
        return len({move.person_id for move in self.moves})


def impact_on_own(
    viewer: User, organisation_id: UUID, *, comparison: Comparison, on: date
) -> OwnImpact:
    """Raises NotFound, NotAllowed, Refused (more people than are reckoned at once)."""
    workbook = workbook_of_records(viewer, organisation_id)
    if len(workbook.people) > AT_ONCE:
        raise Refused(f"登记的人超过 {AT_ONCE} 人，不能在页面上逐人测算。")
    names = {person.key: person.name for person in workbook.people}
    subjects = [subject_of(facts, on) for facts in Gathering(workbook, on=on).people()]
    place = place_of(organisation_id)
    asked = [one for subject in subjects for one in _asked(subject, place)]
    moves = list(comparison.moves(asked))
    report = {
        **impact_report(comparison, Tally(largest=0).take(moves)),
        "asked_by_rule": _by_rule(asked),
    }
    told = [_told(move, names) for move in moves if not move.only_standing]
    people = len({one.subject for one in asked})
    return OwnImpact(people=people, moves=tuple(sorted(told, key=_order)), report=report)


def _asked(subject: Subject, place: str) -> Iterator[Asked]:
    return questions_of(subject, place=place, who=subject.facts.key)


def _by_rule(asked: list[Asked]) -> dict[str, int]:
    return {name: sum(one.rule == name for one in asked) for name in {one.rule for one in asked}}


def _order(move: OwnMove) -> tuple[bool, Decimal, str, str]:
    """What is due every month first, the largest difference first."""
    return move.rule not in MONTHLY, -abs(move.difference or Decimal(0)), move.name, move.rule


def _told(move: Move, names: dict[str, str]) -> OwnMove:
    key = str(move.asked.subject)
    unit = move.after.unit or move.before.unit
    return OwnMove(
        person_id=UUID(key),
        name=names[key],
        rule=move.asked.rule,
        title=RULES[move.asked.rule].title,
        before=_said(move.before),
        after=_said(move.after),
        difference=move.difference,
        difference_text="" if move.difference is None else signed(move.difference, unit),
        note=_note(move),
    )


def _said(answer: Answer) -> str:
    """The figure; where there is none, why."""
    if answer.value is None:
        return answer.message or "算不出"
    return worded(answer.value, answer.unit)


def _note(move: Move) -> str:
    if move.before.verdict == move.after.verdict:
        return ""
    return verdict_change(move.before.verdict or "", move.after.verdict or "")
