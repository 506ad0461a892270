"""Benefits of a work injury: Regulation 33 to 37, 64.2; the leaving subsidies of the province."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require

REGULATION = date(2011, 1, 1)  # as amended in 2010
# grade: months of the own wage, per cent of it a month
GRADES = {
    1: (27, 90), 2: (25, 85), 3: (23, 80), 4: (21, 75), 5: (18, 70), 6: (16, 60),
    7: (13, 0), 8: (11, 0), 9: (9, 0), 10: (7, 0),
}  # fmt: skip
CARE = {"part": 30, "most": 40, "full": 50}


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.injured_on, REGULATION, "the Regulation")
    leaving_is_possible(facts)
    wage = wage_of(facts, law, facts.injured_on)
    lump = fen(wage * GRADES[facts.grade][0])
    medical, employment = leaving(facts, law, wage)
    parts = {"base": wage, "lump": lump, "paid_by_fund": lump + medical}
    parts |= {"paid_by_employer": employment} | monthly(facts, law, wage)
    if facts.care != "none":
        average = average_of(facts, law, facts.injured_on)
        parts["care_monthly"] = fen(average * CARE[facts.care] / 100)
    if facts.leave_months is not None and facts.wage_before is not None:
        most = 24 if facts.leave_extended else 12
        parts["paid_leave_pay"] = fen(facts.wage_before * min(facts.leave_months, most))
    return Answer(lump + medical + employment, "due", parts)


def leaving_is_possible(facts: Any) -> None:
    if facts.leaves_on is not None:
        require(facts.injured_on <= facts.leaves_on, "left before the injury")
    if facts.leaves != "stays":
        require(facts.grade >= 5, "grades 1 to 4 keep the relation")
        require(facts.grade >= 7 or facts.leaves == "own_request", "5 and 6: only at their wish")
        require(facts.leaves_on is not None, "no day of leaving")


def average_of(facts: Any, law: Figures, day: date) -> Fraction:
    if facts.regional_average is not None:
        return Fraction(facts.regional_average)
    return law.figure("injury.regional_average", facts.place, day)


def wage_of(facts: Any, law: Figures, day: date) -> Fraction:
    """Not above three averages, not below sixty per cent of one."""
    average = average_of(facts, law, day)
    if facts.own_wage > 3 * average:
        return fen(3 * average)
    return fen(max(facts.own_wage, average * 60 / 100))


def monthly(facts: Any, law: Figures, wage: Fraction) -> dict[str, Any]:
    share = GRADES[facts.grade][1]
    if not share or (facts.grade >= 5 and facts.suitable_work):
        return {"monthly_allowance": None}
    least = law.maybe("minimum_wage.monthly", facts.place, facts.injured_on) or Fraction(0)
    payer = "fund" if facts.grade < 5 else "employer"
    return {"monthly_allowance": max(fen(wage * share / 100), least), "allowance_payer": payer}


def leaving(facts: Any, law: Figures, wage: Fraction) -> tuple[Fraction, Fraction]:
    """Medical subsidy of the fund, employment subsidy of the employer."""
    if facts.leaves == "stays":
        return Fraction(0), Fraction(0)
    months = [
        law.figure(f"injury.{kind}_months_{facts.grade}", facts.place, facts.leaves_on)
        for kind in ("medical", "employment")
    ]
    kept = share_kept(facts)
    return fen(wage * months[0] * kept), fen(wage * months[1] * kept)


def share_kept(facts: Any) -> Fraction:
    """Hunan: from five years before the retirement age a fifth less a year, a tenth at the end."""
    if facts.retires_on is None:
        return Fraction(1)
    if facts.retires_on <= facts.leaves_on:
        return Fraction(0)
    for years, kept in ((5, 100), (4, 80), (3, 60), (2, 40), (1, 20)):
        if facts.retires_on >= anniversary(facts.leaves_on, years):
            return Fraction(kept, 100)
    return Fraction(10, 100)


def anniversary(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    year = day.year + years
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, 2, 28) if leap and not is_leap else date(year, day.month, day.day)
