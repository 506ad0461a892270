"""A year of withholding: until any month the most that was ever due so far has been taken."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices


def opinion(facts: Any, law: Figures) -> Answer:
    require(bool(facts.incomes), "no month")
    in_force(date(facts.year, 1, 1), TAX_LAW, "the table of 2019")
    income = each(facts.incomes, facts.months)
    off = [
        each(entered, facts.months) for entered in (facts.special, facts.additional, facts.other)
    ]
    taken, parts = Fraction(0), {}
    for month in range(1, facts.months + 1):
        so_far = sum(income[:month], Fraction(0)) - 5000 * month
        so_far -= sum((sum(entered[:month], Fraction(0)) for entered in off), Fraction(0))
        most = max(taken, fen(by_slices(above(so_far), COMPREHENSIVE)))
        parts[f"withhold_{month}"], taken = most - taken, most
    whole = sum(income, Fraction(0)) - sum(
        (sum(entered, Fraction(0)) for entered in off), Fraction(0)
    )
    parts["taxable_year"] = above(whole - 60_000)
    parts["annual"] = fen(by_slices(parts["taxable_year"], COMPREHENSIVE))
    parts["refund"] = above(taken - parts["annual"])
    return Answer(taken, "withhold" if taken else "no_tax", parts)


def each(entered: list[Fraction], months: int) -> list[Fraction]:
    """One sum for every month; nothing is nought; else as many as there are months."""
    require(len(entered) in (0, 1, months), "as many sums as months")
    return list(entered) * months if len(entered) == 1 else list(entered) or [Fraction(0)] * months
