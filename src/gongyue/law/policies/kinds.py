"""The kinds of facts in conditions, and their values as the whole numbers CEL counts with.

CEL divides in floats, so nothing is divided: money is whole fen, a share a whole number of
millionths of a millionth, `whole` all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongyue.kernel.money import parse_decimal
from gongyue.law.rulebook.refusals import BadFacts

YES_NO, CHOICE, COUNT, PERCENT, MONEY = "yes_no", "choice", "count", "percent", "money"
KINDS = (YES_NO, CHOICE, COUNT, PERCENT, MONEY)  # of facts
RATE, SHARE = "rate", "share"  # of figures; of a number times a rate
WHOLE, WHOLE_IS = "whole", 10**12
NUMBERS = (COUNT, RATE, MONEY, SHARE)
MOST = {COUNT: 1_000_000, PERCENT: 100, MONEY: 100_000_000}  # keeps products within 64 bits
# What a figure of the law is in an expression, by its unit.
OF_UNIT = {"rate": RATE, "yuan": MONEY, "yuan/month": MONEY}
_PLACES = {COUNT: 0, PERCENT: 10, MONEY: 2, RATE: 12}  # decimals moved before the point


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One named fact of the vocabulary, with the words to ask for it."""

    name: str
    kind: str
    label: str
    ask: str
    choices: Mapping[str, str]

    @property
    def kind_in_cel(self) -> str:
        return RATE if self.kind == PERCENT else self.kind


def whole_number(value: Decimal | int, kind: str) -> int:
    """Exact; raises ValueError where something would be cut off."""
    moved = Decimal(value).scaleb(_PLACES[kind])
    if moved != moved.to_integral_value():
        raise ValueError(f"{value} has more decimals than a {kind} may have")
    return int(moved)


def in_cel(fact: Fact, value: Any) -> Any:
    """The value as CEL takes it. Raises BadFacts naming the fact when it cannot be."""
    try:
        return _in_cel(fact, value)
    except (ValueError, TypeError, ArithmeticError):
        raise BadFacts(
            f"“{fact.label}”无法识别：{str(value)[:40]}{_hint(fact)}", field=fact.name
        ) from None


def _in_cel(fact: Fact, value: Any) -> Any:
    if fact.kind in (YES_NO, CHOICE):
        if value in fact.choices if fact.kind == CHOICE else isinstance(value, bool):
            return value
        raise ValueError
    if isinstance(value, (bool, type(None))):
        raise ValueError
    number = value if isinstance(value, (int, Decimal)) else parse_decimal(str(value))
    if not 0 <= number <= MOST[fact.kind]:
        raise ValueError
    return whole_number(number, fact.kind)


def _hint(fact: Fact) -> str:
    """What may stand there, to follow the value."""
    if fact.kind == CHOICE:
        return f"，只能是：{'、'.join(fact.choices)}。"
    if fact.kind == YES_NO:
        return "，应为 true 或 false。"
    return f"，应在0至{MOST[fact.kind]}之间{'，是整数' if fact.kind == COUNT else ''}。"
