"""Withholding from a wage: Announcement 61 of 2018, the formula of cumulative withholding."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices, rate_of


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.months <= facts.month.month, "more months than the year has had")
    in_force(facts.month.replace(day=1), TAX_LAW, "the table of 2019")
    free = 5000 * facts.months
    off = free + facts.special + facts.additional + facts.other + facts.tax_free
    taxable = above(facts.income - off)
    tax = above(fen(by_slices(taxable, COMPREHENSIVE)) - facts.reduced)
    still = fen(above(tax - facts.withheld))
    over = fen(above(facts.withheld - tax))
    verdict = "over_withheld" if over else "withhold" if still else "no_tax"
    parts = {
        "basic": Fraction(free),
        "taxable": taxable,
        "rate": rate_of(taxable, COMPREHENSIVE),
        "cumulative_tax": tax,
        "over_withheld": over,
    }
    return Answer(still, verdict, parts)
