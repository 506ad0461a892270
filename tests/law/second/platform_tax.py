"""Platform workers: Announcement 16 of 2025. A month without pay between others leaves open which
months are 连续; the answer stands only where it does not matter."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.slices import COMPREHENSIVE, above, by_slices

Months = list[tuple[date, Fraction, Fraction]]  # first day, pay, what counts of it


def opinion(facts: Any, law: Figures) -> Answer:
    require(1 <= len(facts.incomes) <= 24, "one month to two years")
    first = facts.month.replace(day=1)
    in_force(first, date(2025, 10, 1), "the announcement of 2025")
    months = listed(facts, first)
    anew = withheld(months, again=True, idle=False)
    others = [withheld(months, again=False, idle=idle) for idle in (True, False)]
    if any(other != anew for other in others):
        sums = [sum(taken, Fraction(0)) for taken in (anew, *others)]
        return Answer(None, None, {"least": min(sums), "most": max(sums)})
    total = sum(anew, Fraction(0))
    parts = {f"withhold_{number}": taken for number, taken in enumerate(anew, 1)}
    return Answer(total, "withhold" if total else "no_tax", parts | {"total": total})


def listed(facts: Any, first: date) -> Months:
    months: Months = []
    for pay, free, other in zip(
        facts.incomes, whole(facts, facts.tax_free), whole(facts, facts.other), strict=True
    ):
        months.append((first, pay, pay - pay / 5 - free - other))
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return months


def whole(facts: Any, entered: list[Fraction]) -> list[Fraction]:
    count = len(facts.incomes)
    require(len(entered) in (0, 1, count), "as many sums as months")
    return list(entered) * count if len(entered) == 1 else list(entered) or [Fraction(0)] * count


def withheld(months: Months, *, again: bool, idle: bool) -> list[Fraction]:
    """`again`: a month without pay begins everything anew; `idle`: it counts as a month."""
    taken: list[Fraction] = []
    count, net, paid = 0, Fraction(0), Fraction(0)
    for place, (first, pay, counted) in enumerate(months):
        if first.month == 1 or (again and not pay):
            count, net, paid = 0, Fraction(0), Fraction(0)
        if not pay and not (idle and count and ahead(months, place)):
            taken.append(Fraction(0))
            continue
        count, net = count + 1, net + counted
        due = fen(by_slices(above(net - 5000 * count), COMPREHENSIVE))
        taken.append(above(due - paid))
        paid += taken[-1]
    return taken


def ahead(months: Months, place: int) -> bool:
    """Whether the same year holds pay later on."""
    year = months[place][0].year
    return any(pay for first, pay, _ in months[place:] if first.year == year)
