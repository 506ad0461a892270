"""Maternity leave: Special Provisions on Women Employees 7; the days of the province."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2012, 4, 28), "the special provisions")
    if facts.event == "miscarriage":
        require(facts.pregnant_months is not None, "months of pregnancy are missing")
        days = Fraction(42 if facts.pregnant_months >= 4 else 15)
        return Answer(days, "entitled", {"days": days})
    require(facts.pregnant_months is None, "only asked after a miscarriage")
    national = Fraction(98 + 15 * facts.difficult + 15 * (facts.babies - 1))
    local = law.maybe("maternity.local_days", facts.place, facts.on) or Fraction(0)
    days = national + local
    last = facts.on + timedelta(days=int(days) - 1)
    return Answer(days, "entitled", {"national": national, "days": days, "last_day": last})
