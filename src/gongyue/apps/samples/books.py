"""The workbook of the sample firm: six invented people, each with one trouble or none."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter

from gongyue.kernel.dates import add_months
from gongyue.kernel.ids import check_character

# 9, a province, and 999, which is no nationality: no office has ever given out such a number.
NOBODYS = "943999"
ROSTER = ("姓名", "身份证号码", "部门", "岗位", "用工形式", "入职日期", "合同签订日期", "合同起始",
          "合同终止", "合同类型", "签订次数", "试用期（月）", "试用期工资", "合同工资")  # fmt: skip
INSURANCE = ("姓名", "身份证号码", "是否参保", "参保日期", "缴费基数")
LEAVE = ("姓名", "身份证号码", "应休年假", "已休年假")
ATTENDANCE = (
    "姓名",
    "身份证号码",
    "应出勤天数",
    "实际出勤天数",
    "平时加班(小时)",
    "周末加班(小时)",
)
PAY = ("姓名", "身份证号码", "基本工资", "平时加班(小时)", "周末加班(小时)", "加班费",
       "应发工资", "个人社保", "实发工资")  # fmt: skip
DUE_DAYS, MONTHS = 22, 2


@dataclass(frozen=True, kw_only=True)
class Invented:
    """One line of the books; lawful unless changed."""

    name: str
    number: str
    department: str
    post: str
    hired_on: date
    wage: int
    signed: bool = True
    until: date | None = None
    probation_wage: int = 0
    insured: bool = True
    overtime: tuple[int, int] = (0, 0)
    overtime_paid: int = 0
    rested: int = 5  # of the five days of leave of the year


def invented(today: date) -> list[Invented]:
    """Not called 样例: an import leaves out lines that call themselves so."""
    start = add_months(today.replace(day=1), -14)
    plain = [
        _one(0, "张示范", "生产", "操作工", start, 5200),
        _one(1, "李示范", "生产", "操作工", start, 4900),
        _one(2, "王示范", "生产", "班组长", start, 6300),
        _one(3, "赵示范", "仓库", "仓管员", add_months(start, 7), 4300),
        _one(4, "陈示范", "办公室", "文员", add_months(today.replace(day=1), -3), 4600),
        _one(5, "刘示范", "办公室", "会计", start, 7100),
    ]
    return [
        replace(plain[0], overtime=(12, 16), overtime_paid=450),  # weekends paid like weekdays
        replace(plain[1], until=today + timedelta(days=24)),  # a contract that runs out
        replace(plain[2], insured=False, rested=3),
        replace(plain[3], signed=False),  # seven months and nothing in writing
        replace(plain[4], probation_wage=3000),  # below four fifths
        plain[5],
    ]


def workbook(people: list[Invented], today: date) -> bytes:
    """Roster, insurance, leave, and for two months attendance and pay."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _sheet(book, "花名册", ROSTER, [_roster(one) for one in people])
        _sheet(book, "社保台账", INSURANCE, [_insurance(one) for one in people])
        _sheet(book, "年休假", LEAVE, [(one.name, one.number, 5, one.rested) for one in people])
        for back in range(MONTHS, 0, -1):
            month = add_months(today.replace(day=1), -back)
            name = f"{month.year}年{month.month}月"
            _sheet(book, f"{name}考勤", ATTENDANCE, [_attendance(one) for one in people])
            _sheet(book, f"{name}工资", PAY, [_pay(one) for one in people])
    return file.getvalue()


def _one(nth: int, name: str, department: str, post: str, hired_on: date, wage: int) -> Invented:
    body = f"{NOBODYS}{1985 + nth * 2}{nth + 1:02d}15{101 + nth}"
    number = body + check_character(body)
    return Invented(name=name, number=number, department=department, post=post, wage=wage,
                    hired_on=hired_on)  # fmt: skip


def _roster(one: Invented) -> tuple[Any, ...]:
    if not one.signed:
        contract: tuple[Any, ...] = ("", "", "", "", 0, 0, "")
    else:
        until = one.until or add_months(one.hired_on, 36) - timedelta(days=1)
        trial = one.probation_wage or one.wage * 9 // 10
        months = 6 if one.probation_wage else 2
        contract = (one.hired_on, one.hired_on, until, "固定期限", 1, months, trial)
    known = (one.name, one.number, one.department, one.post, "全日制", one.hired_on)
    return (*known, *contract, one.wage)


def _insurance(one: Invented) -> tuple[Any, ...]:
    if not one.insured:
        return one.name, one.number, "否", "", ""
    return one.name, one.number, "是", one.hired_on + timedelta(days=10), max(one.wage, 4308)


def _attendance(one: Invented) -> tuple[Any, ...]:
    return one.name, one.number, DUE_DAYS, DUE_DAYS, *one.overtime


def _pay(one: Invented) -> tuple[Any, ...]:
    gross = one.wage + one.overtime_paid
    own = one.wage * 105 // 1000 if one.insured else 0
    return (
        one.name,
        one.number,
        one.wage,
        *one.overtime,
        one.overtime_paid,
        gross,
        own,
        gross - own,
    )


def _sheet(book: Any, name: str, header: tuple[str, ...], lines: list[tuple[Any, ...]]) -> None:
    sheet, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, header)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
