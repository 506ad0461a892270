"""What the law keeps of somebody, and until when. Each app that keeps more declares its own.

declare_retention("contracts", kept_of)      # (frozenset of person ids) -> Iterable[Kept]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongyue.apps.registry.legal_days import value_on, years_on
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.models.employments import employed_on
from gongyue.kernel.dates import add_months

People = frozenset[UUID]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something kept until a day, that day included, by an article. `until` None: still running."""

    what: str
    until: date | None
    citation: str


RETENTIONS: dict[str, Callable[[People, date], Iterable[Kept]]] = {}


def declare_retention(name: str, kept_of: Callable[[People, date], Iterable[Kept]]) -> None:
    """Add what another app must keep."""
    RETENTIONS[name] = kept_of


def kept_of(people: People, on: date) -> list[Kept]:
    """Everything that must still be kept on a day, the longest first."""
    found = [kept for each in RETENTIONS.values() for kept in each(people, on)]
    live = [kept for kept in found if kept.until is None or kept.until >= on]
    return sorted(live, key=lambda kept: kept.until or date.max, reverse=True)


def _employments(people: People, on: date) -> Iterable[Kept]:
    """An employment that runs; the contract's years after one that ended."""
    row = value_on("records.contract_years", on)
    months = 12 * years_on("records.contract_years", on)
    held = Employment.objects.filter(person__in=people, is_withdrawn=False)
    running = set(held.filter(employed_on(on)).values_list("pk", flat=True))
    for employment in held.select_related("organisation"):
        what = f"{employment.organisation.name}的用工和合同记录"
        if employment.pk in running:
            yield Kept(what=what, until=None, citation=row.source)
        elif employment.left_on:
            until = add_months(employment.left_on, months)
            yield Kept(what=what, until=until, citation=row.source)


def _pay(people: People, on: date) -> Iterable[Kept]:
    """Pay records: the longer of the two terms, for nothing says who is a rural migrant worker."""
    last = Event.objects.filter(person__in=people, type="pay.recorded", reversed_by=None)
    day = last.order_by("-occurred_on").values_list("occurred_on", flat=True).first()
    if day is None:
        return
    for name, what in (
        ("records.pay_years", "工资记录"),
        ("records.migrant_pay_years", "工资记录（农民工）"),
    ):
        until = add_months(day, 12 * years_on(name, on))
        yield Kept(what=what, until=until, citation=value_on(name, on).source)


declare_retention("employments", _employments)
declare_retention("pay", _pay)
