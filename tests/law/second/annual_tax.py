"""The settlement of a year: Individual Income Tax Law 2, 6 and 11; small sums spared from 2024."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices, rate_of

SPARED_FROM = 2024


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(date(facts.year, 1, 1), TAX_LAW, "the law of 2018")
    counted = facts.wages + (facts.services + facts.licence) * 4 / 5 + facts.author * 14 / 25
    taxable = above(counted - 60_000 - facts.special - facts.additional - facts.other)
    tax = fen(by_slices(taxable, COMPREHENSIVE))
    left = tax - facts.withheld
    due, refund = fen(above(left)), fen(above(-left))
    parts: dict[str, Any] = {"taxable": taxable, "due": due, "refund": refund}
    parts["rate"] = rate_of(taxable, COMPREHENSIVE)
    verdict = "refund" if refund else "even"
    if due:
        verdict = "spared" if small(facts, due) else "pay"
    return Answer(tax, verdict, parts)


def small(facts: Any, due: Fraction) -> bool:
    gross = facts.wages + facts.services + facts.author + facts.licence
    little = gross <= 120_000 or due <= 400
    return bool(little and facts.was_withheld and facts.year >= SPARED_FROM)
