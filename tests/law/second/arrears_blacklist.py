"""On the list: Order 45, Article 5; the sums by Interpretation 3 of 2013, Articles 3 and 4."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse

HUNAN = {"one": 6_000, "ten": 40_000}  # its High Court, from 2014
NATION = {"one": (5_000, 20_000), "ten": (30_000, 100_000)}


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.on < date(2022, 1, 1):
        raise Refuse("before the order")
    if facts.paid_on and facts.paid_on > facts.on:
        raise Refuse("paid later than asked")
    if facts.longest_amount > facts.total or facts.workers < 1:
        raise Refuse("more than all")
    if facts.workers == 1 and facts.longest_amount < facts.total:
        raise Refuse("the only one is owed all")
    one = facts.longest_months >= 3 and reached(facts, "one", facts.longest_amount)
    ten = facts.workers >= 10 and reached(facts, "ten", facts.total)
    found = {"one_worker": one, "ten_workers": ten}
    values = [*found.values(), facts.caused_incident]
    large: bool | None = True if True in values else None if None in values else False
    late = overdue(facts)
    parts: dict[str, Any] = {**found, "order_unpaid": late}
    if large is False:
        return Answer(False, "not_listed", parts)
    if not late:
        return Answer(False, "order_first", parts)
    return Answer(large, "listed" if large else "to_be_settled", parts)


def reached(facts: Any, which: str, amount: Fraction) -> bool | None:
    if facts.place.startswith("43"):
        return amount >= HUNAN[which]
    least, most = NATION[which]
    return None if least <= amount < most else amount >= most


def overdue(facts: Any) -> bool:
    """Its last day is over, and nothing was paid up to it."""
    if facts.ordered_until is None or facts.ordered_until >= facts.on:
        return False
    return facts.paid_on is None or facts.paid_on > facts.ordered_until
