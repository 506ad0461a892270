"""Benefits of platform workers: Procedure of 2025, 38 and 39."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require

# grade: months once, per cent a month, months once more
GRADES = {
    1: (27, 90, 0), 2: (25, 85, 0), 3: (23, 80, 0), 4: (21, 75, 0), 5: (18, 0, 30),
    6: (16, 0, 25), 7: (13, 0, 0), 8: (11, 0, 0), 9: (9, 0, 0), 10: (7, 0, 0),
}  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.injured_on, date(2025, 7, 1), "the procedure")
    require(facts.lone <= facts.others + facts.spouse, "more lone people than dependants")
    needed = facts.private_average if facts.grade == 0 else facts.benefit_base
    require(needed is not None, "the average is missing")
    if law.text("platform_injury.pilot", facts.place, facts.injured_on) != "running":
        return Answer(Fraction(0), "not_applicable")
    return death(facts, law) if facts.grade == 0 else disability(facts)


def disability(facts: Any) -> Answer:
    months, share, more = GRADES[facts.grade]
    base = facts.benefit_base
    parts = {"lump": fen(base * months)}
    if share:
        parts["monthly_allowance"] = fen(base * share / 100)
    if more:
        parts["once_allowance"] = fen(base * more)
    return Answer(fen(base * months) + fen(base * more), "due", parts)


def death(facts: Any, law: Figures) -> Answer:
    base = fen(facts.private_average * 6 / 10)
    grant = 20 * law.figure("injury.urban_income", facts.place, facts.injured_on)
    shares = [40] * facts.spouse + [30] * facts.others + [10] * facts.lone
    parts: dict[str, Any] = {"base": base, "funeral": 6 * base, "grant": grant}
    if shares:
        parts["monthly"] = min(fen(base * sum(shares) / 100), base)
    return Answer(6 * base + grant, "due", parts)
