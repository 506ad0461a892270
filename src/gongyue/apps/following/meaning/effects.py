"""What a change does to one employment, as far as the records answer: the questions they answer
are asked under both rulebooks, as for the impact of a change nobody has published yet.

Nothing is invented: a rule whose facts the records do not hold is left out, and which pay stands
for the facts is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongyue.apps.following.meaning.books import comparison_of, governs, is_moving
from gongyue.apps.following.models import LawChange
from gongyue.law.checkup.subject import Subject
from gongyue.law.impact import Asked, Comparison, Move
from gongyue.law.impact.records import MONTHLY, pay_taken, questions_of
from gongyue.law.minimum_wage import MinimumWageFacts
from gongyue.law.registry import RULES

MINIMUM = "minimum_wage"
SIDES = (("单位每月缴费", "employer"), ("个人每月缴费", "worker"))


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One figure before and after. `who`: worker | employer, whose money it is; `taken`: which pay
    on record it was reckoned from, in words."""

    rule: str
    label: str
    before: Decimal
    after: Decimal
    who: str = "worker"
    taken: str = ""

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """A pay on record beside the changed minimum wage: `lacking` is what it lacks a month."""

    pay: Decimal
    taken: str
    lacking: Decimal


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """Of one employment; `shortfall` where the minimum wage changed and a pay is on record."""

    effects: tuple[Effect, ...] = ()
    shortfall: Shortfall | None = None


def meanings_of(
    change: LawChange, employments: Iterable[tuple[Subject, str]]
) -> Iterator[tuple[Subject, Meaning]]:
    """What moves for each of some people, given with the place they work in; a meaning is empty
    where the change does not reach its place. `Subject.on` is the day of the change."""
    comparison = comparison_of(change) if is_moving(change) else None
    for subject, place in employments:
        if comparison is None or not governs(change, place):
            yield subject, Meaning()
        else:
            yield subject, _meaning(change, comparison, subject, place)


def _meaning(change: LawChange, comparison: Comparison, subject: Subject, place: str) -> Meaning:
    asked = [one for one in questions_of(subject, place=place) if one.rule in MONTHLY]
    moves = [move for move in comparison.moves(asked) if not move.only_standing]
    return Meaning(
        effects=tuple(effect for move in moves for effect in _effects(move, subject)),
        shortfall=_shortfall(comparison, asked, subject) if _is_minimum(change) else None,
    )


def _is_minimum(change: LawChange) -> bool:
    return change.name == "minimum_wage.monthly"


def _shortfall(
    comparison: Comparison, asked: Iterable[Asked], subject: Subject
) -> Shortfall | None:
    """None where no pay is on record or the rule refuses to compare."""
    for one in asked:
        if isinstance(one.facts, MinimumWageFacts) and one.facts.gross is not None:
            lacking = comparison.answers(one)[1].value
            if isinstance(lacking, Decimal):
                taken = pay_taken(one.rule, subject)
                return Shortfall(pay=one.facts.gross, taken=taken, lacking=lacking)
    return None


def _effects(move: Move, subject: Subject) -> Iterator[Effect]:
    """The parts of both sides where a rule has them; else its value. What is missing to the
    minimum wage is told as such, not as a figure that moves."""
    rule, before, after = move.asked.rule, move.before, move.after
    taken = pay_taken(rule, subject)
    if rule == MINIMUM:
        return
    pairs = [(label, before.parts.get(who), after.parts.get(who), who) for label, who in SIDES]
    if not all(was is not None for _, was, _, _ in pairs):
        pairs = [(RULES[rule].title, before.value, after.value, "worker")]
    for label, was, will, who in pairs:
        if isinstance(was, Decimal) and isinstance(will, Decimal) and was != will:
            yield Effect(rule=rule, label=label, before=was, after=will, who=who, taken=taken)
