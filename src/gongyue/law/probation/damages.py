"""Damages for a probation served beyond the lawful limit: Labour Contract Law, Article 83."""

from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, months_between, period_end, workdays_in
from gongyue.kernel.money import to_fen
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import Work

ART_83 = "cn/labour-contract-law#83"


def damages(w: Work, served: Period | None, monthly_wage: Decimal | None) -> Decimal | None:
    """The wage after probation for the unlawful days served; None when the wage is unknown."""
    if served is None:
        return w.step("已履行的违法试用期（月）", Decimal("0.00"), ART_83)
    if monthly_wage is None:
        w.doubt("没有试用期满后的月工资，无法计算赔偿金。")
        return None
    w.given("试用期满月工资", monthly_wage, unit="yuan/month")
    return to_fen(monthly_wage * _months(w, served))


def _months(w: Work, served: Period) -> Decimal:
    years, months, days = months_between(served.first, served.last)
    whole = 12 * years + months
    if not days:
        return w.step("已履行的违法试用期（月）", Decimal(whole), ART_83, unit="month")
    rest = Period(period_end(served.first, whole) + ONE_DAY, served.last)
    worked = w.step("不满一个月部分的工作日", Decimal(workdays_in(rest, work_calendar())), ART_83)
    part = min(worked / w.use("pay.days_month"), Decimal(1))
    w.doubt("不满一个月的部分按工作日除以月计薪天数折算，法律没有写明折算方法。")
    if not work_calendar().known(rest.last.year):
        w.unsettled("holidays", "该年度的放假通知尚未公布，工作日按周一至周五估算。")
    return w.step("已履行的违法试用期（月）", whole + part, ART_83, unit="month")
