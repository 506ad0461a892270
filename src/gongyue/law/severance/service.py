"""From which day service counts, and how many years it is for severance (47.1)."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from gongyue.kernel.dates import months_between
from gongyue.law.rulebook import Work

REG_10 = "cn/labour-contract-law-regulation#10"
JUDICIAL_46 = "cn/dispute-interpretation-1#46"


class ServiceFacts(Protocol):
    """`earlier_started_on`: the first day at the employer one was moved away from."""

    @property
    def started_on(self) -> date: ...

    @property
    def earlier_started_on(self) -> date | None: ...

    @property
    def earlier_was_paid(self) -> bool: ...


def service_from(w: Work, facts: ServiceFacts) -> date:
    """Years before the move are merged, unless severance was paid for them then (Regulation 10)."""
    if facts.earlier_started_on is None:
        return facts.started_on
    if facts.earlier_was_paid:
        w.step("调动时已经付过经济补偿，原单位的年限不再计算", True, REG_10, JUDICIAL_46)
        return facts.started_on
    w.step("非因本人原因调动，原单位的年限合并计算", True, REG_10, JUDICIAL_46, key="merged")
    w.given("原单位的用工之日", facts.earlier_started_on)
    return facts.earlier_started_on


def years_counted(started: date, ended: date) -> Decimal:
    """Six months or more count as a year, less than six months as half a year."""
    years, months, days = months_between(started, ended)
    if months >= 6:
        return Decimal(years + 1)
    return years + Decimal("0.5") if months or days else Decimal(years)
