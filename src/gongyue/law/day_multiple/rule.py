"""What a full day's work on a given date is paid: Labour Law, Article 44; holidays, Article 2."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.holidays import statutory_holidays, work_calendar
from gongyue.law.rulebook import NotInForce, Outcome, Rulebook, Work, begin

LAW = "cn/labour-law"
ART_44 = "cn/labour-law#44"
HOLIDAYS = "cn/holidays-measures#2"
HOLIDAYS_BEFORE = "cn/holidays-measures-2014#2"
ORDINARY = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class DayMultipleFacts(Facts):
    place: Place
    day: Day
    time_off: bool = False


def day_multiple(
    facts: DayMultipleFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The multiple of the ordinary wage for a day worked; verdict holiday, restday or workday."""
    w = begin(book, on=facts.day, place=facts.place, trace=trace, under=LAW)
    if not statutory_holidays(facts.day.year):
        raise NotInForce(f"没有{facts.day.year}年的法定休假日资料。", field="day")
    calendar = work_calendar()
    measures = HOLIDAYS if facts.day.year >= 2025 else HOLIDAYS_BEFORE
    w.given("日期", facts.day)
    holiday = calendar.is_statutory_holiday(facts.day)
    w.step("是法定休假日", holiday, measures, key="statutory_holiday")
    if holiday:
        multiple = w.use("overtime.holiday_multiple")
        return w.outcome("当天工资倍数", multiple, "multiple", "holiday")
    if not calendar.known(facts.day.year):
        w.unsettled("holidays", "该年度的放假调休通知尚未公布，休息日按周六、周日判断。")
    restday = w.step("是休息日", not calendar.is_workday(facts.day), ART_44, key="restday")
    multiple = _not_a_holiday(w, restday, facts.time_off)
    return w.outcome("当天工资倍数", multiple, "multiple", "restday" if restday else "workday")


def _not_a_holiday(w: Work, restday: bool, time_off: bool) -> Decimal:
    if restday and not time_off:
        return w.use("overtime.restday_multiple")
    if restday:
        return w.step("已安排补休，不另付加班工资", ORDINARY, ART_44, unit="multiple")
    w.doubt("正常工作时间内为1倍；超过8小时的部分为1.5倍。")
    return w.step("工作日正常工作时间", ORDINARY, ART_44, unit="multiple")
