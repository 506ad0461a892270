"""What the Figure component draws: a value, its working line by line, and how sure it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.kernel.money import daxie
from gongyue.law.rulebook.outcome import Outcome, Step
from gongyue.law.sources import GIVEN
from gongyue.portals.shared.words import Text, value_text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the working: a fact, a parameter read, or a computed value."""

    label: str
    value: Text
    citations: tuple[str, ...] = ()
    given: bool = False
    stale: bool = False
    checked_until: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    label: str
    value: Text
    verdict: str = ""
    in_words: str = ""  # 大写, for amounts
    lines: tuple[Line, ...] = ()
    stale: tuple[str, ...] = ()  # names of parameters; the doubts say so in words
    doubts: tuple[str, ...] = ()
    unlawful: bool = False
    print_url: str = ""
    given_words: str = "您填写的情况"  # where a line says that nobody computed it

    @property
    def doubtful(self) -> bool:
        return bool(self.stale or self.doubts)


def figure_of_outcome(outcome: Outcome, *, print_url: str = "", unlawful: bool = False) -> Figure:
    """The Figure of a rule's answer; its lines are the rule's own steps, never retyped."""
    return Figure(
        label=outcome.label,
        value=value_text(outcome.value, outcome.unit),
        verdict=outcome.verdict or "",
        in_words=_in_words(outcome.value, outcome.unit),
        lines=tuple(_line(step) for step in outcome.working),
        stale=outcome.stale,
        doubts=outcome.doubts,
        unlawful=unlawful,
        print_url=print_url,
    )


def figure_of_amount(
    label: str,
    amount: Decimal | str | None,
    *,
    lines: Iterable[Line] = (),
    unlawful: bool = False,
    given_words: str = "您填写的情况",
) -> Figure:
    """A Figure of an amount in yuan that did not come from one rule (a total, a finding)."""
    number = Decimal(amount) if isinstance(amount, str) else amount
    return Figure(
        label=label,
        value=value_text(number, "yuan"),
        in_words=_in_words(number, "yuan"),
        lines=tuple(lines),
        unlawful=unlawful,
        given_words=given_words,
    )


def line_of_json(step: Mapping[str, Any]) -> Line:
    """A line from a step in JSON form, as the check-up and the API write them."""
    sources = tuple(step.get("sources") or step.get("citations") or ())
    until = step.get("checked_until")
    return Line(
        label=str(step.get("label", "")),
        value=value_text(_typed(step.get("value")), step.get("unit")),
        citations=tuple(source for source in sources if source != GIVEN),
        given=GIVEN in sources,
        stale=bool(step.get("stale")),
        checked_until=date.fromisoformat(until) if until else None,
        note=step.get("note") or "",
    )


def _line(step: Step) -> Line:
    return Line(
        label=step.label,
        value=value_text(step.value, step.unit),
        citations=tuple(source for source in step.sources if source != GIVEN),
        given=GIVEN in step.sources,
        stale=step.stale,
        checked_until=step.checked_until,
        note=step.note or "",
    )


def _in_words(value: object, unit: str | None) -> str:
    return daxie(value) if isinstance(value, Decimal) and unit == "yuan" else ""


def _typed(value: object) -> object:
    """JSON has texts where rules have numbers and dates."""
    if not isinstance(value, str):
        return value
    for kind in (date.fromisoformat, Decimal):
        try:
            return kind(value)
        except (ValueError, ArithmeticError):
            continue
    return value
