"""The housing fund: Regulation 15 to 18, 37, 38, in whole hundredths of the wage."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require

REGULATION = date(1999, 4, 3)


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, REGULATION, "the Regulation")
    require(facts.percent == 0 or facts.percent >= 1, "a share, not a percentage")
    least, most, floor, cap = (
        law.figure(f"housing_fund.{name}", facts.place, month)
        for name in ("least_rate", "most_rate", "floor", "cap")
    )
    base = fen(sorted((floor, facts.wage, cap))[1])
    used = sorted((least * 100, facts.percent, most * 100))[1]
    each = fen(base * used / 100)
    parts: dict[str, Any] = {
        "base": base, "employer": each, "worker": each, "total": each + each,
        "compliant": used == facts.percent,
    }  # fmt: skip
    if facts.hired_on is not None:
        parts["register_by"] = facts.hired_on + timedelta(30)
    return Answer(each + each, verdict(facts, parts, used), parts)


def verdict(facts: Any, parts: dict[str, Any], used: Fraction) -> str:
    if not facts.registered:
        parts |= {"fine_low": Fraction(10_000), "fine_high": Fraction(50_000)}
        return "not_registered"
    if facts.paid is not None and fen(facts.paid) < parts["total"]:
        parts["short"] = parts["total"] - fen(facts.paid)
        return "short_paid"
    if used == facts.percent:
        return "compliant"
    return "rate_too_low" if facts.percent < used else "rate_too_high"
