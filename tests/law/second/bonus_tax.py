"""The bonus of a year: Notice 164 of 2018, item 1: a twelfth finds the rate by months, it falls on
the whole bonus, the quick deduction of a month is taken off; or it is merged."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices

# As the notice prints the table by months: end of the row, rate in hundredths, quick deduction.
BY_MONTHS = (
    (3_000, 3, 0), (12_000, 10, 210), (25_000, 20, 1_410), (35_000, 25, 2_660),
    (55_000, 30, 4_410), (80_000, 35, 7_160), (None, 45, 15_160),
)  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    require(not facts.used or facts.income is not None, "merged with what?")
    in_force(facts.month.replace(day=1), TAX_LAW, "the table of 2019")
    parts: dict[str, Any] = {}
    if facts.income is not None:
        parts["merged"] = merged(facts)
    if facts.used:
        return answer(facts, parts["merged"], "merge_only", parts)
    parts["separate"] = alone = separate(facts.bonus)
    if facts.income is None:
        verdict, tax = "separate_only", alone
    else:
        tax = min(alone, parts["merged"])
        verdict = "merge" if tax < alone else "separate" if tax < parts["merged"] else "same"
    if verdict != "merge":
        parts |= cliff(facts.bonus)
    return answer(facts, tax, verdict, parts)


def answer(facts: Any, tax: Fraction, verdict: str, parts: dict[str, Any]) -> Answer:
    return Answer(tax, verdict, parts | {"net": fen(facts.bonus) - tax})


def separate(bonus: Fraction) -> Fraction:
    rows = (row for row in BY_MONTHS if row[0] is None or bonus <= 12 * row[0])
    _, rate, quick = next(rows)
    return fen(bonus * rate / 100 - quick)


def merged(facts: Any) -> Fraction:
    rest = facts.income - facts.deductions - 60_000
    with_it = fen(by_slices(above(rest + facts.bonus), COMPREHENSIVE))
    return with_it - fen(by_slices(above(rest), COMPREHENSIVE))


def cliff(bonus: Fraction) -> dict[str, Any]:
    """The nearest limit below, where it leaves more."""
    below = [Fraction(12 * end) for end, _, _ in BY_MONTHS if end is not None and 12 * end < bonus]
    if not below:
        return {"cliff_bonus": None}
    gain = (below[-1] - separate(below[-1])) - (bonus - separate(bonus))
    return (
        {"cliff_bonus": below[-1], "cliff_gain": fen(gain)} if gain > 0 else {"cliff_bonus": None}
    )
