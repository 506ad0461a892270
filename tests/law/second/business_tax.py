"""Business income: Individual Income Tax Law 6.1.3, table two; Regulation 15.2; half of the tax
below two million yuan for individual businesses from 2023."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force
from tests.law.second.slices import BUSINESS, TAX_LAW, above, by_slices, rate_of


def opinion(facts: Any, law: Figures) -> Answer:
    day = date(facts.year, 1, 1)
    in_force(day, TAX_LAW, "the table of 2019")
    own = Fraction(0) if facts.has_other_income else 60_000 + facts.deductions
    taxable = above(above(facts.revenue - facts.costs) - own)
    full = fen(by_slices(taxable, BUSINESS))
    tax = full
    if facts.is_registered and full:
        in_force(day, date(2023, 1, 1), "half up to two million")
        tax -= fen(by_slices(min(taxable, Fraction(2_000_000)), BUSINESS) / 2)
    left = tax - facts.prepaid
    parts = {
        "taxable": taxable,
        "full": full,
        "rate": rate_of(taxable, BUSINESS),
        "due": fen(above(left)),
        "refund": fen(above(-left)),
    }
    return Answer(tax, "taxed" if tax else "no_tax", parts)
