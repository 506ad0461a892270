"""How much overtime is allowed: Labour Law, Article 41."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import month_of
from gongyue.law.facts import Day, Facts, Hours, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, begin

LAW = "cn/labour-law"
ART_41 = "cn/labour-law#41"
INSPECTION_25 = "cn/inspection-regulation#25"
HOURS_A_DAY = 24
NORMAL_HOURS_DAY = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class OvertimeLimitFacts(Facts):
    place: Place
    month: Day
    hours: Hours
    longest_day_hours: Hours | None = None
    hours_system: Literal["standard", "averaged", "flexible"] = "standard"

    def check(self) -> None:
        if (self.longest_day_hours or Decimal(0)) > HOURS_A_DAY:
            self.refuse("longest_day_hours", f"多于一天的{HOURS_A_DAY}小时")


def overtime_limit(
    facts: OvertimeLimitFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether a month's overtime is within 36 hours and each day's within 3."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    if facts.hours_system == "flexible":
        raise NotCovered("不定时工时制没有统一的加班上限。", field="hours_system")
    if facts.hours_system == "averaged":
        w.doubt("综合计算工时制按周期平均每月不超过36小时计算，请按整个周期核对。")
    most = w.use("overtime.max_hours_month")
    w.given("当月加班小时", facts.hours, unit="hour")
    excess = w.step("超过每月上限", max(facts.hours - most, Decimal(0)), ART_41, key="excess_hours")
    day_excess = Decimal(0)
    if facts.longest_day_hours is not None and facts.hours_system == "standard":
        daily = w.use("overtime.max_hours_day")
        w.given("单日最长加班小时", facts.longest_day_hours, unit="hour")
        day_excess = max(facts.longest_day_hours - daily, Decimal(0))
        w.step("超过每日上限", day_excess, ART_41, key="day_excess_hours")
        if NORMAL_HOURS_DAY < facts.longest_day_hours <= daily:
            w.doubt("一般每日不得超过1小时；1至3小时须有特殊原因，并经与工会和劳动者协商。")
    within = not excess and not day_excess
    w.step("未超过上限", within, ART_41, *(() if within else (INSPECTION_25,)))
    return w.outcome("加班时间是否合法", within, None, "within" if within else "over")
