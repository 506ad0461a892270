"""Off the list: three years from listing; six months listed since all was paid, if promised."""

from datetime import date
from typing import Any

from tests.law.second.counting import month_end
from tests.law.second.reading import Answer, Figures, Refuse


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.listed_on < date(2022, 1, 1):
        raise Refuse("another list")
    if facts.on < facts.listed_on or (facts.cured_on and facts.cured_on > facts.on):
        raise Refuse("asked before it happened")
    end = same_day(facts.listed_on, 36)
    leave = end
    if facts.cured_on and not (facts.owed_again or facts.is_prosecuted):
        leave = min(end, same_day(max(facts.listed_on, facts.cured_on), 6))
    verdict = "may_leave" if facts.has_promised and facts.on >= leave else "still_listed"
    return Answer(leave, "term_over" if facts.on >= end else verdict, {"ends_on": end})


def same_day(day: date, months: int) -> date:
    """The corresponding day so many months on; the last of the month where there is none."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = month_end(date(year, month, 1))
    return last if day.day > last.day else date(year, month, day.day)
