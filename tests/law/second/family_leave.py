"""Leave for the family: Labour Law 51; Special Provisions on Women Employees 9; the province."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import age_day
from tests.law.second.reading import LABOUR_LAW, Answer, Figures, in_force, require

AGES = {"parental": 3, "nursing": 1}


def opinion(facts: Any, law: Figures) -> Answer:
    event, born = facts.event, facts.child_born_on
    in_force(facts.on, LABOUR_LAW, "the Labour Law")
    require(born is None or born <= facts.on, "not born yet")
    if event == "marriage":  # what a province added before its first known day is not known
        added = law.rows("family_leave.marriage_added", facts.place)
        require(not added or added[0][0] <= facts.on, "the province's days are not known")
    if event in ("marriage", "mourning"):
        return Answer(Fraction(3), "entitled")
    if event == "nursing":
        in_force(facts.on, date(2012, 4, 28), "the special provisions")
    if event in AGES:
        require(born is not None, "the birthday is missing")
        if facts.on >= age_day(born, AGES[event]):
            return Answer(Fraction(0), "none", {"is_under": False})
    if event == "nursing":
        return Answer(Fraction(facts.babies), "entitled", {"is_under": True})
    return Answer(law.figure(f"family_leave.{event}", facts.place, facts.on), "entitled")
