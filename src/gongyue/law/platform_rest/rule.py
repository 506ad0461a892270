"""Rest of those who work by orders: guidelines of 2023, takeaway standard of 2025."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.law.facts import ClockSpan, Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.platform_rest.orders import order_minutes
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

GUIDELINES = "cn/platform-rest-guidelines"
TIME = LIMITS = GUIDELINES
STANDARD = "cn/takeaway-standard"
CONTINUOUS, DAILY = Decimal(4), Decimal(8)
PAUSE = Decimal(20)
DAY = 24
DayHours = Annotated[Decimal, Between(Decimal(0), Decimal(24))]
Minutes = Annotated[int, Between(0, 1440)]
SOFT = "外卖平台的国家标准是推荐性的，8小时、4小时是“原则上”；平台声明执行的，应当做到。"
EARLIER = "外卖平台国家标准2025年12月4日才发布，此前只看平台与劳动者代表商定的时长。"
NOT_AGREED = "指引没有写小时数：连续最长接单、每日最长工作时间由企业与工会或劳动者代表协商确定。"


@dataclass(frozen=True, kw_only=True)
class PlatformRestFacts(Facts):
    place: Place
    on: Day
    is_takeaway: bool = True
    orders: tuple[ClockSpan, ...] = ()
    order_hours: DayHours | None = None
    allowance_hours: DayHours = Decimal(0)
    continuous_hours: DayHours
    agreed_continuous: DayHours | None = None
    agreed_daily: DayHours | None = None
    was_prompted: bool | None = None
    paused_minutes: Minutes | None = None
    has_confirmed: bool | None = None

    def check(self) -> None:
        if not self.orders and self.order_hours is None:
            self.refuse("order_hours", "没有填写；也可以逐单填写起止时间")
        hours = taken(self.orders, self.order_hours)
        if self.continuous_hours > hours:
            self.refuse("continuous_hours", "不能多于当天的接单时间")
        if hours + self.allowance_hours > DAY:
            self.refuse("allowance_hours", "与接单时间合计不能超过24小时")


def taken(orders: tuple[ClockSpan, ...], hours: Decimal | None) -> Decimal:
    """Order time of the day, from the orders themselves where they are given."""
    return Decimal(order_minutes(orders)) / 60 if orders else hours or Decimal(0)


def platform_rest(
    facts: PlatformRestFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Minutes without new orders that are due; the verdict says whether they were given."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=GUIDELINES)
    orders = _order_time(w, facts)
    hours = orders + facts.allowance_hours
    w.step("工作时间（接单时间加宽放时间）", hours, TIME, key="working_hours", unit="hour")
    covered = facts.is_takeaway and w.on >= w.book.sources.by_id[STANDARD].in_force_from
    if facts.is_takeaway:
        w.doubt(SOFT if covered else EARLIER)
    is_tired = _reaches(w, "连续接单", facts.continuous_hours, facts.agreed_continuous,
                        CONTINUOUS if covered else None)  # fmt: skip
    is_long = _reaches(w, "当天接单", orders, facts.agreed_daily,
                       DAILY if covered else None)  # fmt: skip
    pause = PAUSE if is_tired and covered else Decimal(0)
    w.step("应当发出疲劳提示", is_tired, LIMITS, key="fatigue_prompt")
    w.step("应当停止推送订单", pause, STANDARD if covered else LIMITS, key="pause_minutes",
           unit="minute")  # fmt: skip
    w.step("继续接单要经本人确认", is_long, STANDARD if covered else LIMITS, key="must_confirm")
    verdict = _verdict(facts, is_tired, is_long, pause)
    return w.outcome("应当停止推送订单的分钟数", pause, "minute", verdict)


def _order_time(w: Work, facts: PlatformRestFacts) -> Decimal:
    if not facts.orders:
        return w.given("当天接单时间（重叠的只算一次）", taken((), facts.order_hours), unit="hour")
    minutes = order_minutes(facts.orders)
    w.step("接单时间（几单同时进行的，重叠只算一次）", minutes, TIME, key="order_minutes",
           unit="minute")  # fmt: skip
    return w.step("当天接单时间", taken(facts.orders, None), TIME, unit="hour")


def _reaches(
    w: Work, what: str, hours: Decimal, agreed: Decimal | None, standard: Decimal | None
) -> bool:
    """Whether the lower of what was agreed and what the standard says is reached."""
    known = [limit for limit in (agreed, standard) if limit is not None]
    if not known:
        w.doubt(NOT_AGREED)
        return False
    limit = min(known)
    source = STANDARD if limit == standard else LIMITS
    w.step(f"{what}的上限", limit, source, unit="hour")
    return w.step(f"{what}达到上限", hours >= limit, source)


def _verdict(facts: PlatformRestFacts, is_tired: bool, is_long: bool, pause: Decimal) -> str:
    if not is_tired and not is_long:
        return "within"
    missing = is_tired and (facts.was_prompted is False or _too_short(facts, pause))
    missing |= is_long and facts.has_confirmed is False
    if missing:
        return "rest_missing"
    told = not is_tired or (facts.was_prompted and facts.paused_minutes is not None)
    known = told and (not is_long or facts.has_confirmed)
    return "rest_given" if known else "rest_due"


def _too_short(facts: PlatformRestFacts, pause: Decimal) -> bool:
    return facts.paused_minutes is not None and facts.paused_minutes < pause
