"""The workbooks the demo firms keep: three habits of keeping them, all of them real-looking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from gongyue.cli.demo.people import Employee
from gongyue.kernel.dates import add_months, month_end

FEN = Decimal("0.01")
MONTH_HOURS = Decimal("21.75") * 8
RATES = (Decimal("1.5"), Decimal(2), Decimal(3))
OWN_RATE = Decimal("0.105")

ROSTER: tuple[tuple[str, str], ...] = (
    ("姓名", "name"),
    ("身份证号码", "id_number"),
    ("手机号", "phone"),
    ("部门", "department"),
    ("岗位", "post"),
    ("用工形式", "kind"),
    ("入职日期", "hired_on"),
    ("合同签订日期", "signed_on"),
    ("合同起始", "contract_first"),
    ("合同终止", "contract_last"),
    ("合同类型", "contract_kind"),
    ("签订次数", "sign_count"),
    ("试用期（月）", "probation_months"),
    ("试用期工资", "probation_wage"),
    ("合同工资", "wage"),
    ("离职日期", "left_on"),
    ("备注", "remark"),
)
INSURANCE = (
    ("姓名", "name"),
    ("身份证号码", "id_number"),
    ("是否参保", "enrolled"),
    ("参保日期", "enrolled_on"),
    ("缴费基数", "insurance_base"),
)
LEAVE = (
    ("姓名", "name"),
    ("身份证号码", "id_number"),
    ("应休年假", "leave_entitled"),
    ("已休年假", "leave_taken"),
)
ATTENDANCE = [
    *("姓名", "身份证号码", "部门", "应出勤天数", "实际出勤天数"),
    *("平时加班(小时)", "周末加班(小时)", "节日加班(小时)", "事假天数"),
]
DUE_DAYS = 22
PAY = [
    *("姓名", "身份证号码", "部门", "基本工资"),
    *("平时加班(小时)", "周末加班(小时)", "节日加班(小时)"),
    *("加班费", "应发工资", "个人社保", "实发工资"),
]


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How a firm writes: dates as real dates or as text, a title row or none, hours or none."""

    title: bool
    dates: str  # "cell" | "dots" | "chinese"
    attendance: bool = False  # a sheet of days and hours for each month


HABITS = (
    Habit(title=True, dates="cell", attendance=True),
    Habit(title=False, dates="dots"),
    Habit(title=True, dates="chinese", attendance=True),
)


def workbook(
    firm: str, people: Iterable[Employee], *, months: Iterable[date], habit: Habit
) -> bytes:
    """A firm's books: roster, insurance, leave, and one payroll sheet a month."""
    staff = list(people)
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = _Page(book, firm, habit)
        page.write("花名册", [title for title, _ in ROSTER], _lines(staff, ROSTER))
        page.write("社保台账", [title for title, _ in INSURANCE], _lines(staff, INSURANCE))
        page.write("年休假", [title for title, _ in LEAVE], _lines(staff, LEAVE))
        for month in months:
            name = f"{month.year}年{month.month}月"
            if habit.attendance:
                page.write(f"{name}考勤", ATTENDANCE, _attendance(staff, month))
            page.write(f"{name}工资", PAY, _payroll(staff, month))
    return file.getvalue()


class _Page:
    def __init__(self, book: xlsxwriter.Workbook, firm: str, habit: Habit) -> None:
        self.book, self.firm, self.habit = book, firm, habit
        self.bold = book.add_format({"bold": True, "align": "center"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def write(self, name: str, headers: list[str], lines: Iterable[list[Any]]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, len(headers) - 1, 14)
        row = 0
        if self.habit.title:
            sheet.merge_range(0, 0, 0, len(headers) - 1, f"{self.firm}{name}", self.bold)
            row = 1
        sheet.write_row(row, 0, headers, self.bold)
        for number, line in enumerate(lines, start=row + 1):
            for column, value in enumerate(line):
                self._cell(sheet, number, column, value)

    def _cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value in (None, ""):
            return
        if isinstance(value, date) and self.habit.dates == "cell":
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, date):
            sheet.write_string(row, column, _day_text(value, self.habit.dates))
        elif isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)


def _day_text(day: date, style: str) -> str:
    if style == "dots":
        return f"{day.year}.{day.month}.{day.day}"
    return f"{day.year}年{day.month}月{day.day}日"


def _lines(staff: list[Employee], columns: Iterable[tuple[str, str]]) -> Iterable[list[Any]]:
    names = [name for _, name in columns]
    return ([getattr(one, name) for name in names] for one in staff)


def _payroll(staff: list[Employee], month: date) -> Iterable[list[Any]]:
    return (_slip(one) for one in _there(staff, month))


def _attendance(staff: list[Employee], month: date) -> Iterable[list[Any]]:
    for one in _there(staff, month):
        came = DUE_DAYS - one.absent_days
        yield [one.name, one.id_number, one.department, DUE_DAYS, came, *one.overtime,
               one.absent_days]  # fmt: skip


def _there(staff: list[Employee], month: date) -> list[Employee]:
    """Full months only: who came or went during the month is paid by another list."""
    last = month_end(month)
    return [
        one
        for one in staff
        if one.hired_on <= month and (one.left_on is None or one.left_on > last)
    ]


def _slip(one: Employee) -> list[Any]:
    worked = Decimal(DUE_DAYS - one.absent_days) / DUE_DAYS
    base = (one.wage * one.pay_share * worked).quantize(FEN, ROUND_HALF_UP)
    extra = overtime_due(one) * one.overtime_share
    extra = extra.quantize(FEN, ROUND_HALF_UP)
    own = ((one.insurance_base or Decimal(0)) * OWN_RATE).quantize(FEN, ROUND_HALF_UP)
    gross = base + extra
    return [one.name, one.id_number, one.department, base, *one.overtime, extra, gross, own,
            gross - own]  # fmt: skip


def overtime_due(one: Employee) -> Decimal:
    """What the month's hours are worth, in yuan."""
    weighed = sum(hours * rate for hours, rate in zip(one.overtime, RATES, strict=True))
    return (one.wage / MONTH_HOURS * weighed).quantize(FEN, ROUND_HALF_UP)


def last_months(today: date, count: int) -> list[date]:
    """The first days of the last full calendar months, oldest first."""
    first = today.replace(day=1)
    return [add_months(first, -back) for back in range(count, 0, -1)]
