"""What kind of sheet a table is and which month it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from gongyue.engines.workbook.models import BareMonth
from gongyue.engines.workbook.numerals import tight
from gongyue.engines.workbook.terms import dates_in
from gongyue.kernel.numerals import with_digits

_NAMES = {
    "roster": r"花名册|员工信息|人员信息|名册|档案|基本信息|员工名单|人员名单|在职|离职|通讯录"
    r"|员工表"
    r"|人员表|员工一览|员工资料|职工信息|信息表|roster|入职|总表|人事",
    "contracts": r"合同|签订|续签|contract",
    "attendance": r"考勤|出勤|打卡|工时|加班|排班|attendance",
    "payroll": r"工资|薪|奖金|应发|payroll|salary|报酬",
    "insurance": r"社保|社会保险|参保|五险|公积金|养老保险|增减员|缴费",
    "leave": r"年假|年休|休假|假期|请假",
}
_PATTERNS = {role: re.compile(pattern) for role, pattern in _NAMES.items()}
_TELLING = {
    "hired_on": ("roster", 2.0), "gender": ("roster", 1.5), "birth_on": ("roster", 1.5),
    "phone": ("roster", 1.0), "post": ("roster", 0.7), "employment_kind": ("roster", 1.0),
    "status": ("roster", 1.5), "left_on": ("roster", 1.0), "work_started_on": ("roster", 1.0),
    "contract_signed": ("contracts", 1.0), "signed_on": ("contracts", 1.5),
    "contract_first": ("contracts", 1.2), "contract_last": ("contracts", 1.2),
    "contract_term": ("contracts", 1.2), "contract_kind": ("contracts", 1.2),
    "sign_count": ("contracts", 1.0), "probation_term": ("contracts", 0.7),
    "probation_wage": ("contracts", 0.7), "hours_system": ("contracts", 0.5),
    "gross": ("payroll", 2.5), "net": ("payroll", 2.5), "base_wage": ("payroll", 1.5),
    "overtime_pay": ("payroll", 1.2), "own_insurance": ("payroll", 0.8),
    "income_tax": ("payroll", 1.2), "deductions": ("payroll", 1.0), "post_wage": ("payroll", 1.0),
    "performance_pay": ("payroll", 1.0), "bonus": ("payroll", 0.7),
    "meal_allowance": ("payroll", 0.7),
    "day_grid": ("attendance", 4.0), "days_due": ("attendance", 1.0),
    "days_worked": ("attendance", 1.5), "overtime_hours": ("attendance", 2.0),
    "overtime_workday_hours": ("attendance", 1.5), "overtime_restday_hours": ("attendance", 1.5),
    "overtime_holiday_hours": ("attendance", 1.5), "rest_days": ("attendance", 1.5),
    "time_off_hours": ("attendance", 1.0), "absence_days": ("attendance", 0.7),
    "consecutive_days": ("attendance", 2.0), "longest_day_overtime": ("attendance", 2.0),
    "overtime_on": ("attendance", 1.5), "overtime_kind": ("attendance", 1.5),
    "enrolled": ("insurance", 1.0), "enrolled_on": ("insurance", 1.5),
    "insurance_base": ("insurance", 1.5), "stopped_on": ("insurance", 1.5),
    "employer_pension": ("insurance", 1.5), "own_pension": ("insurance", 0.8),
    "employer_medical": ("insurance", 1.0), "employer_insurance": ("insurance", 0.7),
    "leave_entitled": ("leave", 2.0), "leave_taken": ("leave", 1.5),
    "leave_unused": ("leave", 2.0), "leave_year": ("leave", 1.0),
}  # fmt: skip
_YEAR_MONTH = re.compile(
    r"((?:19|20)\d{2})(?:年度?|[-./_\s])?(1[0-2]|0?[1-9])(?!\d)(?:月|$|[^\d年.\-/])"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")
_BARE_MONTH = re.compile(r"(1[0-2]|0?[1-9])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年")
_ENGLISH = re.compile(
    r"(?<![a-z])(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(jun)e?|(jul)y?"
    r"|(aug)(?:ust)?|(sep)(?:t|tember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)(?![a-z])"
)
_SEVERAL = re.compile(r"(?<!\d)\d{1,2}月?[-~至到]\d{1,2}月|季度|半年")
_NOT_A_MONTH = re.compile(r"制表|打印|制作|填表|导出|更新|截至|截止|发放日期|日期[:：]")


def role_of(name: str, titles: Iterable[str], fields: Iterable[str]) -> str:
    """The role with the highest score from the sheet's name, its titles and its columns."""
    fields = list(fields)
    if not {"name", "id_number", "employee_no"} & set(fields):
        return "unknown"
    scores = dict.fromkeys(_PATTERNS, 0.0)
    for role, pattern in _PATTERNS.items():
        scores[role] += 3.0 if pattern.search(tight(name)) else 0.0
        scores[role] += 2.0 if any(pattern.search(tight(title)) for title in titles) else 0.0
    for one in set(fields):
        if one in _TELLING:
            role, weight = _TELLING[one]
            scores[role] += weight
    if {"wage"} <= set(fields):
        scores["roster"] += 0.3
    best = max(scores, key=lambda role: scores[role])
    return best if scores[best] >= 1.0 else _plain_list(fields)


def role_by_weak_words(count: Callable[[str], int], has_month: bool) -> str:
    """The role under which most of the vague headings (工资, 合计, 起, 止) make sense."""
    order = ("payroll", "contracts", "insurance", "leave", "attendance")
    best = max(order, key=lambda role: (count(role), role == "payroll"))
    if count(best) == 0:
        return "unknown"
    return "roster" if best == "payroll" and count(best) == 1 and not has_month else best


def _plain_list(fields: list[str]) -> str:
    """A list of names with identity numbers or departments is a roster, however short."""
    return "roster" if {"id_number", "department", "wage"} & set(fields) else "unknown"


def month_in(text: str) -> tuple[int | None, int | None]:
    """(year, month) written in a sheet name, a title or a file name; None where silent."""
    said = with_digits(tight(text).replace("全年", ""))
    if span := _span(said):
        return span
    if _NOT_A_MONTH.search(said):
        return None, None
    several = _SEVERAL.search(said)
    if not several and (found := _YEAR_MONTH.search(said) or _COMPACT.search(said)):
        return int(found[1]), int(found[2])
    months = [] if several else _MONTH.findall(said)
    year = _YEAR.search(said)
    short = _SHORT_YEAR.search(said)
    stated = int(year[1]) if year else (2000 + int(short[1]) if short else None)
    if len(months) == 1:
        return stated, int(months[0])
    if not months and (word := _ENGLISH.search(text.lower())) and word.lastindex:
        return stated, word.lastindex
    return stated, None


def _span(said: str) -> tuple[int, int] | None:
    """2025-08-26至2025-09-25: a period of about a month is named after its end."""
    days = dates_in(said)
    if len(days) == 2 and 20 <= (days[1] - days[0]).days <= 31:
        return days[1].year, days[1].month
    return None


def month_of_name(name: str) -> tuple[int | None, int | None]:
    """Like month_in, and a sheet called 9 or 09 is a month too."""
    year, month = month_in(name)
    if month is None and (found := _BARE_MONTH.fullmatch(tight(name))):
        return year, int(found[1])
    return year, month


def month_of(name: str, titles: Iterable[str]) -> tuple[int | None, int | None]:
    """(year, month) of a sheet; its own title wins over its name where both speak."""
    year, month = month_of_name(name)
    for title in titles:
        its_year, its_month = month_in(title)
        if its_month is not None and month in (None, its_month):
            year, month = its_year or year, its_month
        year = year or its_year
    return year, month


def first_day(year: int | None, month: int | None) -> date | None:
    return BareMonth(year, month, 1) if year and month else None
