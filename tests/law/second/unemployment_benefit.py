"""Unemployment benefit: Social Insurance Law 45, 46, 51; Provisions of 2011, Article 13."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force
from tests.law.second.social import ACT

# 36 proposed by the employer, 38, 39, 40, 41, 44(1), 44(4) and 44(5).
AGAINST_THE_WILL = {
    "agreed_employer", "employer_fault", "worker_fault", "no_fault", "redundancy", "expiry",
    "renewal_refused", "employer_closed",
}  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, ACT, "the Social Insurance Law")
    eligible = all(
        (
            facts.paid_months // 12 >= 1,
            facts.reason in AGAINST_THE_WILL,
            facts.registered,
            facts.seeking,
        )
    )
    nothing = {"eligible": eligible, "max_months": 0}
    if not eligible:
        return Answer(Fraction(0), "not_entitled", nothing)
    if facts.stopped_by != "none":
        return Answer(Fraction(0), "stopped", nothing)
    a_year = law.maybe("unemployment.months_a_year", facts.place, facts.on)
    months = longest(facts.paid_months // 12, facts.carried_months, a_year)
    monthly = law.maybe("unemployment.benefit", facts.place, facts.on)
    if monthly is None:
        return Answer(None, "entitled", {"eligible": True, "max_months": months})
    return Answer(monthly, "entitled", {
        "eligible": True, "max_months": months, "total_most": in_all(facts, law, months),
    })  # fmt: skip


def longest(years: int, left: int, a_year: Fraction | None) -> int:
    own = {0: 12, 1: 18}.get(years // 5, 24)
    if a_year is not None:
        own = min(own, int(years * a_year))
    while left and own < 24:
        own, left = own + 1, left - 1
    return own


def in_all(facts: Any, law: Figures, months: int) -> Fraction:
    """Month by month."""
    first = law.figure("unemployment.benefit", facts.place, facts.on)
    later = law.maybe("unemployment.benefit_later", facts.place, facts.on)
    paid = [first if month <= 12 or later is None else later for month in range(1, months + 1)]
    return sum(paid, Fraction(0))
