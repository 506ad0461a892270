"""The floor of pay by orders: guidelines of 2023."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Hours, Money, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

GUIDELINES = "cn/platform-rest-guidelines"
OPINIONS = "cn/platform-workers-opinions"
LABEL = "低于小时最低工资，应当补的报酬"
Category = Literal["labour", "managed", "civil"]
ALLOWANCE = "宽放时间由企业与劳动者代表协商确定；没有约定的按0计算，实际可能更多。"
HOLIDAY = "法定节假日要付高于正常工作时间的合理报酬；高多少没有法定数字，看平台规则和协商。"
NOT_HIGHER = "填写的法定节假日每小时报酬没有高于平时，不符合指引。"
IS_IT = "按“不完全符合确立劳动关系、但受平台管理”计算；是哪一类，见“算不算劳动关系”。"
LABOUR = "有劳动关系的，适用月最低工资、加班费等规定，见“最低工资”“加班费”。"


@dataclass(frozen=True, kw_only=True)
class PlatformPayFacts(Facts):
    place: Place
    month: Day
    category: Category = "managed"
    order_hours: Hours
    allowance_hours: Hours = Decimal(0)
    paid: Money
    holiday_hours: Hours = Decimal(0)
    holiday_paid: Money = Decimal(0)

    def check(self) -> None:
        if self.holiday_hours > self.order_hours + self.allowance_hours:
            self.refuse("holiday_hours", "不能多于当月的工作时间")
        if self.holiday_paid > self.paid:
            self.refuse("holiday_paid", "不能多于当月的全部报酬")


def platform_pay(
    facts: PlatformPayFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is missing to the hourly minimum wage of the place of work, for all the time."""
    if facts.category == "labour":
        raise NotCovered(LABOUR, field="category")
    w = begin(book, on=facts.month, place=facts.place, trace=trace, under=GUIDELINES)
    if facts.category == "civil":
        w.step("自由接单、不受管理的，按约定，没有小时最低工资的保障", True, OPINIONS)
        return w.outcome(LABEL, Decimal("0.00"), verdict="not_applicable")
    hours = _hours(w, facts)
    least = to_fen(w.use("minimum_wage.hourly") * hours)
    w.step("小时最低工资 × 工作时间", least, GUIDELINES, OPINIONS, key="least", unit="yuan")
    w.given("当月实际得到的报酬", facts.paid, unit="yuan")
    _holiday(w, facts)
    missing = max(least - to_fen(facts.paid), Decimal("0.00"))
    w.step("还差", missing, GUIDELINES, key="missing", unit="yuan")
    w.doubt(IS_IT)
    return w.outcome(LABEL, missing, verdict="underpaid" if missing else "paid_enough")


def _hours(w: Work, facts: PlatformPayFacts) -> Decimal:
    w.given("接单时间（重叠的只算一次）", facts.order_hours, unit="hour")
    if not facts.allowance_hours:
        w.doubt(ALLOWANCE)
    hours = facts.order_hours + facts.allowance_hours
    return w.step("工作时间（接单时间加宽放时间）", hours, GUIDELINES, key="hours", unit="hour")


def _holiday(w: Work, facts: PlatformPayFacts) -> None:
    """More an hour on statutory holidays than on other days; by how much nobody says."""
    if not facts.holiday_hours:
        return
    other = facts.order_hours + facts.allowance_hours - facts.holiday_hours
    w.doubt(HOLIDAY)
    if not other:
        return
    # Compared without a division, so that nothing is rounded.
    is_higher = facts.holiday_paid * other > (facts.paid - facts.holiday_paid) * facts.holiday_hours
    w.step("法定节假日每小时报酬高于平时", is_higher, GUIDELINES, key="holiday_is_higher")
    if not is_higher:
        w.doubt(NOT_HIGHER)
