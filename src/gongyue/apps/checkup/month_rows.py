"""Payroll and attendance rows of one person, put together month by month."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from gongyue.apps.checkup.day_marks import read_marks
from gongyue.engines.workbook import Problem, Row, Sheet
from gongyue.law.checkup.facts import MonthFacts, Origin

COPIED = {
    "gross": "gross", "net": "net", "base_wage": "base_wage", "post_wage": "post_wage",
    "overtime_pay": "overtime_pay", "own_insurance": "own_insurance", "own_fund": "own_fund",
    "income_tax": "income_tax", "deductions": "deductions",
    "absence_deduction": "absence_deduction",
    "days_due": "days_due", "days_worked": "days_worked", "absence_days": "absence_days",
    "rest_days": "rest_days", "consecutive_days": "consecutive_days",
    "overtime_hours": "overtime_hours", "overtime_workday_hours": "workday_hours",
    "overtime_restday_hours": "restday_hours", "overtime_holiday_hours": "holiday_hours",
    "overtime_days": "overtime_days", "longest_day_overtime": "longest_day",
    "time_off_hours": "time_off_hours", "hours_worked": "hours_worked",
}  # fmt: skip
ALLOWANCES = frozenset({"shift_allowance", "heat_allowance", "hazard_allowance"})
SPECIAL_FIELDS = ALLOWANCES | {"day_grid", "sick_days", "remark"}
SPECIAL = re.compile(r"病假|产假|医疗期|工伤|停工|停薪|待岗|内退|陪产|流产")
MONTHLY = frozenset({"payroll", "attendance"})
PAY = frozenset({"gross", "net"})
HOURS = frozenset(
    {
        "overtime_hours", "overtime_workday_hours", "overtime_restday_hours",
        "overtime_holiday_hours", "overtime_days", "days_worked", "rest_days", "day_grid",
        "consecutive_days", "longest_day_overtime",
    }
)  # fmt: skip
# Whoever writes a deduction below zero means the same as whoever writes it above.
DEDUCTIONS = frozenset({"own_insurance", "own_fund", "absence_deduction"})
ONCE = frozenset({"days_due"})  # two rows of one month still have one month's days due
BONUS = re.compile(r"年终奖|年终双薪|双薪|奖金|红包|过节费|补发|(?:13|十三)(?:薪|个?月(?:工资|薪))")
ASSUMED_YEAR = "month.assumed_year"


Values = dict[str, Any]


class SheetMonth(NamedTuple):
    """What holds for all rows of a sheet, so that 120,000 rows need not find it out again."""

    month: date | None
    monthly: bool  # made for months; other sheets only where a row holds pay or hours
    pays: bool
    bonus: bool  # pay beside the wages of the month: nothing to be compared with a monthly wage
    has_hours: bool
    deducts: bool
    has_special: bool
    facts: Values  # what every month begun by a row of this sheet has


class MonthRows:
    """Puts the rows of one person together by month."""

    def __init__(self, sheets: list[Sheet], problems: tuple[Problem, ...]) -> None:
        assumed = any(problem.code == ASSUMED_YEAR for problem in problems)
        self.about = {id(sheet): _about(sheet, year_assumed=assumed) for sheet in sheets}

    def of(self, placed: list[tuple[Sheet, Row]]) -> Iterator[MonthFacts]:
        """The months of one person. Rows of one month in several sheets complete each other."""
        months: dict[object, Values] = {}
        for sheet, row in placed:
            about = self.about[id(sheet)]
            values: Values = row.values
            if about.bonus:
                continue
            if not about.monthly and PAY.isdisjoint(values) and HOURS.isdisjoint(values):
                continue
            written = values.get("month")
            month = first_day(written) if isinstance(written, date) else about.month
            key = month or (id(sheet), row.number)
            if key in months:
                _add(months[key], about, Origin(sheet.name, row.number), values)
            else:
                months[key] = _begun(about, month, Origin(sheet.name, row.number), values)
            if about.has_special:
                _put_special(months[key], sheet, values)
            if row.unreadable:
                lost = months[key].get("unreadable", frozenset())
                months[key]["unreadable"] = lost.union(row.unreadable)
        return (MonthFacts(**found) for found in months.values())


def _about(sheet: Sheet, *, year_assumed: bool) -> SheetMonth:
    fields = set(sheet.mapping.values())
    pays = sheet.role == "payroll" or not PAY.isdisjoint(fields)
    facts: Values = {"year_assumed": bool(year_assumed and sheet.month and sheet.year is None)}
    facts |= {"has_pay": True} if pays else {}
    facts |= {"has_overtime_pay": True} if "overtime_pay" in fields else {}
    return SheetMonth(
        month=first_day(sheet.month) if sheet.month else None,
        monthly=sheet.role in MONTHLY,
        pays=pays,
        bonus=sheet.role == "payroll" and _is_bonus(f"{sheet.name} {sheet.title}"),
        has_hours=not HOURS.isdisjoint(fields),
        deducts=not DEDUCTIONS.isdisjoint(fields),
        has_special=not SPECIAL_FIELDS.isdisjoint(fields),
        facts=facts,
    )


def _is_bonus(title: str) -> bool:
    """A sheet of a bonus alone; one that pays wages too is a payroll."""
    rest, bonuses = BONUS.subn("", title)
    return bool(bonuses) and "工资" not in rest


@lru_cache(maxsize=2048)
def first_day(day: date) -> date:
    return date(day.year, day.month, 1)


def _begun(about: SheetMonth, month: date | None, origin: Origin, values: Values) -> Values:
    """The first row of a month: the usual case, asked for 120,000 times in a large firm."""
    found = _copied(about, values)
    found.update(about.facts, month=month, origin=origin)
    if about.has_hours:
        found["hours_origin"] = origin
    return found


def _add(found: Values, about: SheetMonth, origin: Origin, values: Values) -> None:
    """A further row of a month. What is known already stands; a second row of the same person in
    the same payroll sheet is added to the first."""
    again = about.pays and "has_pay" in found and found["origin"].sheet == origin.sheet
    if about.pays and not again:
        _put_pay(found, origin, values.get("gross"))
    if about.has_hours:
        found.setdefault("hours_origin", origin)
    found |= {name: fact for name, fact in about.facts.items() if name not in found}
    for target, value in _copied(about, values).items():
        if target not in found:
            found[target] = value
        elif again and target not in ONCE:
            found[target] += value


def _copied(about: SheetMonth, values: Values) -> Values:
    found = {COPIED[name]: value for name, value in values.items() if name in COPIED}
    if about.deducts:
        for name in DEDUCTIONS & found.keys():
            found[name] = abs(found[name])
    return found


def _put_pay(found: Values, origin: Origin, gross: Any) -> None:
    """The first table that pays the month, or another one: the same sum again, or more beside."""
    if "has_pay" not in found:
        found["origin"], found["has_pay"] = origin, True
    elif isinstance(gross, Decimal) and "gross" in found:
        before = found.get("also_paid", Decimal(0))
        if gross not in (found["gross"], before):
            found["also_paid"] = before + gross


def _put_special(found: Values, sheet: Sheet, values: Values) -> None:
    for name in SPECIAL_FIELDS & values.keys():
        value = values[name]
        if name in ALLOWANCES:
            found["excluded_allowances"] = found.get("excluded_allowances", Decimal(0)) + value
        elif name == "day_grid":
            found["days_on"], found["days_unclear"] = read_marks(value, sheet.legend)
        elif name == "sick_days" and value:
            found["special"] = "病假"
        elif name == "remark" and (match := SPECIAL.search(str(value))):
            found["special"] = match[0]
