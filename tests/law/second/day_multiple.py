"""What a day's work is paid: Labour Law 44; holiday measures of 2007, 2013, 2024, Article 2."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, require
from tests.law.second.sky import festivals

KNOWN_UNTIL = 2050


def opinion(facts: Any, law: Figures) -> Answer:
    day = facts.day
    require(2008 <= day.year <= KNOWN_UNTIL, "the holidays of that year are not known")
    if day in holidays(day.year):
        return Answer(Fraction(3), "holiday", {"statutory_holiday": True})
    if law.works(day):
        return Answer(Fraction(1), "workday", {"statutory_holiday": False, "restday": False})
    off = Fraction(1 if facts.time_off else 2)
    return Answer(off, "restday", {"statutory_holiday": False, "restday": True})


def holidays(year: int) -> set[date]:
    """Eleven days; thirteen since 2025. The eve was among them to 2013 and is again since 2025."""
    found = {date(year, 1, 1), date(year, 5, 1), *(date(year, 10, number) for number in (1, 2, 3))}
    if year >= 2025:
        found.add(date(year, 5, 2))
    new_year, qingming, dragon_boat, mid_autumn = festivals(year)
    eve = new_year.toordinal() - 1
    lunar = range(eve, eve + 3) if year < 2014 else range(eve + 1, eve + 4)
    found |= {
        date.fromordinal(number) for number in (range(eve, eve + 4) if year >= 2025 else lunar)
    }
    return found | {qingming, dragon_boat, mid_autumn}
