"""Pay for services: Announcement 61 of 2018 for each payment; Announcement 13 of 2020 for interns
who are students; from 2025-10 platforms withhold otherwise."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.slices import (
    COMPREHENSIVE,
    SERVICES,
    TAX_LAW,
    above,
    by_slices,
    rate_of,
)


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, TAX_LAW, "the table of 2019")
    if facts.payee == "student":
        return student(facts)
    if facts.payee == "platform":
        require(facts.on < date(2025, 10, 1), "platforms withhold cumulatively")
    taxable = above(facts.income - 800) if facts.income <= 4000 else facts.income * 4 / 5
    tax = fen(by_slices(taxable, SERVICES))
    parts = {"taxable": taxable, "rate": rate_of(taxable, SERVICES), "net": fen(facts.income) - tax}
    return Answer(tax, "withhold" if tax else "no_tax", parts)


def student(facts: Any) -> Answer:
    require(facts.months <= facts.on.month, "more months than the year has had")
    in_force(facts.on, date(2020, 7, 1), "the announcement of 2020")
    received = (facts.earlier_income + facts.income) * 4 / 5
    taxable = above(received - 5000 * facts.months)
    so_far = fen(by_slices(taxable, COMPREHENSIVE))
    tax = fen(above(so_far - facts.withheld))
    parts = {"taxable": taxable, "cumulative_tax": so_far, "net": fen(facts.income) - tax}
    return Answer(tax, "withhold" if tax else "no_tax", parts)
