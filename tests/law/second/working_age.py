"""Child labour: Labour Law 15; Provisions on Child Labour 6.1 (a month begun counts)."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, age_day, days, last_day
from tests.law.second.reading import Answer, Figures, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.birth_on <= facts.on, "not born yet")
    begun = facts.started_on
    require(
        begun is None or facts.birth_on <= begun <= facts.on, "work before birth or after today"
    )
    in_force(facts.on, date(1995, 1, 1), "the Labour Law")
    sixteen, eighteen = age_day(facts.birth_on, 16), age_day(facts.birth_on, 18)
    first = facts.on if begun is None else begun
    if first >= sixteen:
        return Answer(Fraction(0), "minor" if facts.on < eighteen else "adult")
    in_force(facts.on, date(2002, 12, 1), "the provisions on child labour")
    months = begun_months(first, min(facts.on, sixteen - DAY))
    verdict = "child" if facts.on < sixteen else "was_child"
    return Answer(Fraction(5000 * months), verdict, {"months": months})


def begun_months(first: date, last: date) -> int:
    months, left = 0, first
    while days(left, last):
        months += 1
        left = last_day(first, months) + DAY
    return months
