"""What a change does to one employment, as far as the records answer: both rulebooks are asked.

Nothing is invented: a rule whose facts the records do not hold is left out, and what stands in for
a fact (the agreed wage for the wage insured) is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.apps.following.meaning.books import day_of, earlier_book, governs, is_moving
from gongyue.apps.following.models import LawChange
from gongyue.kernel.dates import month_of
from gongyue.law.checkup.subject import Subject
from gongyue.law.guide import known_answers
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.rulebook import BOOK, Outcome, Refusal, Rulebook

MINIMUM = "minimum_wage.monthly"
PERIODS = ("month", "on")  # asked as of the day of the change
STANDS_IN = {"contributions": "wage", "contribution_base": "wage"}
# An exposure to what has not happened (a dismissal) is no figure of somebody's month.
MONTHLY = ("minimum_wage", "contributions", "contribution_base", "probation_pay", "overtime_pay")


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One figure before and after. `who`: worker | employer, whose money it is; `assumed`: what
    stands in for a fact, in words."""

    rule: str
    label: str
    before: Decimal
    after: Decimal
    who: str = "worker"
    assumed: str = ""

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """Of one employment: `wage` and `gap` where the minimum wage changed; gap above zero is what
    the agreed wage lacks from then on."""

    effects: tuple[Effect, ...] = ()
    wage: Decimal | None = None
    gap: Decimal | None = None


def meaning_for(change: LawChange, subject: Subject, place: str) -> Meaning:
    """What moves for one person employed in a place; empty where the change does not reach it."""
    if not is_moving(change) or subject.left or not governs(change, place):
        return Meaning()
    day, wage = day_of(change), subject.agreed_wage
    return Meaning(
        effects=tuple(_effects(change, subject, place, day)),
        wage=wage if change.name == MINIMUM else None,
        gap=_gap(place, day, wage) if change.name == MINIMUM and wage else None,
    )


def _gap(place: str, day: date, wage: Decimal) -> Decimal | None:
    """What the agreed wage lacks to the new minimum; None where the value is not known."""
    try:
        value = BOOK.read(MINIMUM, place, day).value
    except Refusal:
        return None
    return value - wage if isinstance(value, Decimal) else None


def _effects(change: LawChange, subject: Subject, place: str, day: date) -> Iterator[Effect]:
    for name in MONTHLY:
        if name in change.rules and name in RULES:
            facts, assumed = _facts(RULES[name], subject, place, day)
            old, new = (_asked(name, facts, book) for book in (earlier_book(change), BOOK))
            if old is not None and new is not None:
                yield from _moved(name, old, new, assumed)


def _facts(rule: Rule, subject: Subject, place: str, day: date) -> tuple[dict[str, Any], str]:
    """What the records answer, as of the month of the change."""
    known = known_answers(rule, subject, place=place)
    facts = {field: answer.value for field, answer in known.items()}
    fields = {item.field for item in rule.questions.items}
    facts |= {field: str(month_of(day).first) for field in PERIODS if field in fields}
    field, assumed = STANDS_IN.get(rule.name), ""
    if field and field not in facts and subject.agreed_wage:
        facts[field], assumed = str(subject.agreed_wage), f"按约定工资 {subject.agreed_wage} 元估算"
    return facts, assumed


def _asked(name: str, facts: dict[str, Any], book: Rulebook) -> Outcome | None:
    try:
        return evaluate(name, facts, book=book, trace=False)
    except Refusal:
        return None


def _moved(name: str, old: Outcome, new: Outcome, assumed: str) -> Iterator[Effect]:
    """The parts of both sides where a rule has them; else its value."""
    if {"employer", "worker"} <= old.parts.keys() & new.parts.keys():
        pairs = [
            ("单位每月缴费", old.parts["employer"], new.parts["employer"], "employer"),
            ("个人每月缴费", old.parts["worker"], new.parts["worker"], "worker"),
        ]
    else:
        pairs = [(new.label, old.value, new.value, "worker")]
    for label, before, after, who in pairs:
        if isinstance(before, Decimal) and isinstance(after, Decimal) and before != after:
            yield Effect(
                rule=name, label=label, before=before, after=after, who=who, assumed=assumed
            )
