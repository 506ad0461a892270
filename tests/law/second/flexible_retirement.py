"""Earlier or later than the statutory day: Measures of 2024, Articles 2 and 3."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force, require
from tests.law.second.retirement import OLD_AGE, delayed, later

MEASURES = date(2025, 1, 1)
NEEDED = {2030: 186, 2031: 192, 2032: 198, 2033: 204, 2034: 210, 2035: 216, 2036: 222, 2037: 228,
          2038: 234}  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.birth_on <= facts.plan_on, "before birth")
    in_force(facts.plan_on, MEASURES, "the Measures")
    age = OLD_AGE[facts.track]
    delay = delayed(facts.birth_on.year + age, facts.birth_on.month, facts.track)
    day = later(facts.birth_on, 12 * age + delay)
    early = max(before(day, 36), later(facts.birth_on, 12 * age))
    late = later(day, 36)
    year = facts.plan_on.year
    missing = max((180 if year < 2030 else NEEDED.get(year, 240)) - facts.paid_months, 0)
    parts = {"retire_on": day, "earliest_on": early, "latest_on": late, "months_missing": missing}
    verdict = judged(facts, parts)
    return Answer(verdict in ("early", "on_time", "later"), verdict, parts)


def judged(facts: Any, parts: dict[str, Any]) -> str:
    plan, day = facts.plan_on, parts["retire_on"]
    if not parts["earliest_on"] <= plan <= parts["latest_on"]:
        return "too_early" if plan < day else "too_late"
    if plan >= day:
        agreed = "later" if facts.employer_agrees else "not_agreed"
        return "on_time" if plan == day else agreed
    if parts["months_missing"]:
        return "years_short"
    told = facts.told_on
    return "told_late" if told is not None and told > before(plan, 3) else "early"


def before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)
