"""Overtime, holidays and the wage of a day or an hour."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.reading import NOWHERE, Facts, Reading, Scene, value
from gongyue.apps.knowledge.worded.wages import daily_wage, hourly_wage, monthly_wage
from gongyue.engines.reading import Quantity

HOURS_A_DAY = Decimal(8)
HOLIDAY = r"法定(?:节|休)?假日|法定节日|国庆|春节|元旦|清明|劳动节|五一|端午|中秋|节假日"
RESTDAY = r"休息日|周末|周六|周日|星期六|星期日|星期天|双休"
WORKDAY = r"平时|工作日|延长工作|延时|晚上|正常工作日|加点|加班"
KINDS = (("holiday", HOLIDAY), ("restday", RESTDAY), ("workday", WORKDAY))
WORKED = r"加班|加点|延长|工作|上班|值班"
ORDINARY = date(2024, 6, 3)
DAYS_A_MONTH = Decimal("21.75")  # what the rule divides by again


def overtime(case: Case) -> Iterator[Reading]:
    """By the hour where hours are told or the wage is one of a month; else by days and dates."""
    hours = _hours_worked(case)
    hourly, daily, monthly = hourly_wage(case), daily_wage(case), monthly_wage(case)
    if daily is not None or hourly is not None:
        wage_of_hour = hourly if hourly is not None else Decimal(daily or 0) / HOURS_A_DAY
        if daily is not None:
            yield from _by_dates(case, daily)
        yield from _by_multiples(hours or _one(case), wage_of_hour)
    elif monthly is not None and hours:
        facts: Facts = {f"{kind}_hours": amount for kind, amount in hours.items()}
        facts |= {"place": NOWHERE, "month": _month(case), "monthly_wage": monthly}
        yield Reading("overtime_pay", [facts], value("money"))


def _month(case: Case) -> date:
    return next((q.day.replace(day=1) for q in case.of_kind("day", "month")), ORDINARY)


def _hours_worked(case: Case) -> dict[str, Decimal]:
    """Hours by kind of day; a day is eight of them."""
    found: dict[str, Decimal] = {}
    for quantity in case.of_kind("hours", "days"):
        left, right = case.around(quantity)
        said = left[-24:] + right[:10]
        kind = next((kind for kind, words in KINDS if re.search(words, said)), None)
        if kind is None or re.search(
            r"每[天日周月]|标准|工时|计薪|法定节假日为|(?<!未)(?<!不)(?<!没有)安排补休|补休了", said
        ):
            continue
        size = HOURS_A_DAY if quantity.kind == "days" else Decimal(1)
        found[kind] = found.get(kind, Decimal(0)) + quantity.amount * size
    return found


def _one(case: Case) -> dict[str, Decimal]:
    """No number of hours told: what one hour of such a day is paid."""
    kind = next((kind for kind, words in KINDS if re.search(words, case.told)), "workday")
    return {kind: Decimal(1)}


def _by_multiples(hours: dict[str, Decimal], hourly: Decimal) -> Iterator[Reading]:
    """A wage of an hour becomes that of a month, so that the one rule for overtime counts."""
    facts: Facts = {f"{kind}_hours": amount for kind, amount in hours.items()}
    facts |= {"place": NOWHERE, "month": ORDINARY,
              "monthly_wage": hourly * HOURS_A_DAY * DAYS_A_MONTH}  # fmt: skip
    yield Reading("overtime_pay", [facts], value("money"))


def _by_dates(case: Case, daily: Decimal) -> Iterator[Reading]:
    """Each day worked has its multiple."""
    days = dict.fromkeys(_worked(case))
    if days:
        every = [{"place": NOWHERE, "day": day} for day in days]
        yield Reading("day_multiple", every, value("money", times=daily))


def _worked(case: Case) -> Iterator[date]:
    days = case.of_kind("day")
    for at, quantity in enumerate(days):
        following = days[at + 1] if at + 1 < len(days) else None
        if following and _is_range(case, quantity, following):
            span = (following.day - quantity.day).days
            yield from (quantity.day + timedelta(days=n) for n in range(max(span, 0)))
        yield quantity.day


def _is_range(case: Case, first: Quantity, last: Quantity) -> bool:
    return case.told[first.end : last.start] in ("-", "至", "到", "--")


SCENES = (
    Scene(r"工资|报酬|加班费|多少", overtime, but=r"经济补偿|年休假",
          told=r"加班|加点|延长工作时间|节假日|休息日|法定休假日"),
)  # fmt: skip
