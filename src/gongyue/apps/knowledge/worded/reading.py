"""One way to understand a problem: a rule, its facts, and what of the outcome is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.apps.knowledge.worded.case import Case
from gongyue.engines.reading import Kind
from gongyue.law.rulebook import Outcome, Value

# No place is named, so no local figure may speak: a province whose figures the rulebook lacks.
NOWHERE = "630000"
Answered = tuple[Kind, Decimal | date]
Wanted = Callable[[Sequence[Outcome]], Answered | None]
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """`every` holds facts of one rule, asked one after the other; `wanted` turns the outcomes into
    what an answer must say. `off_by`: the share by which days differ from round years."""

    rule: str
    every: Sequence[Mapping[str, Any]]
    wanted: Wanted
    off_by: Decimal = Decimal(0)


def counted(kind: Kind, result: Decimal | date) -> Reading:
    """What needs no rule: the calendar, or the problem's own formula."""
    return Reading("", (), lambda _: (kind, result))


@dataclass(frozen=True, slots=True)
class Scene:
    """`asked`: words of the question; `told`: words anywhere in the problem; `but`: words of the
    question that belong elsewhere; `read` finds the facts."""

    asked: str
    read: Callable[[Case], Iterator[Reading]]
    told: str = ""
    but: str = "(?!)"


def value(kind: Kind, times: Decimal = Decimal(1), plus: Decimal = Decimal(0)) -> Wanted:
    """The outcomes themselves, summed; a day stays a day."""

    def wanted(outcomes: Sequence[Outcome]) -> Answered | None:
        return _as(kind, [outcome.value for outcome in outcomes], times, plus)

    return wanted


def part(name: str, kind: Kind, times: Decimal = Decimal(1)) -> Wanted:
    """A named part of them."""

    def wanted(outcomes: Sequence[Outcome]) -> Answered | None:
        return _as(kind, [outcome.parts.get(name) for outcome in outcomes], times, Decimal(0))

    return wanted


def _as(
    kind: Kind, found: Sequence[Value | None], times: Decimal, plus: Decimal
) -> Answered | None:
    if len(found) == 1 and isinstance(found[0], date):
        return kind, found[0]
    numbers = [Decimal(item) for item in found if isinstance(item, (int, Decimal))]
    if len(numbers) != len(found) or any(isinstance(item, bool) for item in found):
        return None
    return kind, sum(numbers, Decimal(0)) * times + plus
