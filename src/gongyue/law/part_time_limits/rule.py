"""Non-full-time work and its limits: Labour Contract Law, Articles 68–72."""

from dataclasses import dataclass
from typing import Literal

from gongyue.law.facts import Count, Day, Facts, Hours, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
PaidBy = Literal["hour", "month"]


@dataclass(frozen=True, kw_only=True)
class PartTimeFacts(Facts):
    place: Place
    on: Day
    paid_by: PaidBy = "hour"
    hours_a_day: Hours
    hours_a_week: Hours
    has_probation: bool = False
    pay_cycle_days: Count


def part_time_limits(
    facts: PartTimeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it is lawful non-full-time work; verdict full_time where the hours say otherwise."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    most_day, most_week = w.use("part_time.hours_day"), w.use("part_time.hours_week")
    within = facts.hours_a_day <= most_day and facts.hours_a_week <= most_week
    w.given("平均每日工作时间", facts.hours_a_day, unit="hour")
    w.given("每周累计工作时间", facts.hours_a_week, unit="hour")
    w.step("工作时间在非全日制的限度以内", within, f"{LAW}#68", key="within_hours")
    label = "属于合法的非全日制用工"
    if not within:
        return w.outcome(label, False, None, "full_time")
    if facts.paid_by != "hour":
        w.doubt("非全日制以小时计酬为主；按月计酬的，可能被认定为全日制。")
    lawful = not w.step("约定了试用期", facts.has_probation, f"{LAW}#70", key="has_probation")
    longest = w.use("part_time.pay_cycle_days")
    paid = w.step(
        "按期结算报酬", facts.pay_cycle_days <= longest, f"{LAW}#72.2", key="paid_in_time"
    )
    w.step("可以随时通知终止，不付经济补偿", True, f"{LAW}#71")
    lawful = lawful and paid
    return w.outcome(label, lawful, None, "lawful" if lawful else "unlawful")
