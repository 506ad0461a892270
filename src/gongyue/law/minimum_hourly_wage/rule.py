"""Pay of part-time work by the hour: Labour Contract Law, Article 72."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_72_1 = "cn/labour-contract-law#72.1"
ART_72_2 = "cn/labour-contract-law#72.2"
DaysBetweenPay = Annotated[int, Between(1, 366)]


@dataclass(frozen=True, kw_only=True)
class MinimumHourlyWageFacts(Facts):
    place: Place
    month: Day
    hourly_wage: Money
    pay_cycle_days: DaysBetweenPay | None = None


def minimum_hourly_wage(
    facts: MinimumHourlyWageFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is missing an hour; verdict below, cycle_too_long (well paid, too rarely) or lawful."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    minimum = w.use("minimum_wage.hourly")
    w.part("minimum", minimum)
    w.given("小时工资", facts.hourly_wage, unit="yuan/hour")
    shortfall = max(to_fen(minimum - facts.hourly_wage), Decimal("0.00"))
    w.step("每小时低于最低标准的差额", shortfall, ART_72_1, unit="yuan/hour")
    in_time = _paid_in_time(w, facts.pay_cycle_days)
    verdict = "below" if shortfall else ("lawful" if in_time else "cycle_too_long")
    return w.outcome("小时最低工资差额", shortfall, "yuan/hour", verdict)


def _paid_in_time(w: Work, days: int | None) -> bool:
    if days is None:
        return True
    w.given("工资结算支付周期", days, unit="day")
    most = w.use("part_time.pay_cycle_days")
    return w.step("支付周期不超过法定最长天数", days <= most, ART_72_2, key="cycle_lawful")
