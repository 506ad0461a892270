"""Workbooks made in the test, as small firms keep them: title rows, odd headers, monthly sheets."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from gongyue.kernel.ids import check_character

Cell = str | int | date | None
ROSTER = (
    "序号",
    "姓名",
    "身份证号码",
    "性别",
    "部门",
    "用工形式",
    "入职时间",
    "离职日期",
    "月工资标准",
)
CONTRACTS = ("姓名", "身份证号", "合同签订日期", "合同起始日期", "合同终止日期", "签订次数",
             "试用期(月)", "试用期工资")  # fmt: skip
PAY = ("姓名", "身份证号", "应发工资", "加班费", "平时加班小时", "实发工资")
INSURANCE = ("姓名", "身份证号", "参保日期", "缴费基数")


def identity(born: date, order: int, *, male: bool = True) -> str:
    """A fictional number that passes every check."""
    body = f"430102{born:%Y%m%d}{order:02d}{1 if male else 2}"
    return body + check_character(body)


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], *, title: str = "") -> bytes:
    """The bytes of an xlsx; dates become real dates, text stays text."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        lines = [[title], *rows] if title else rows
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                _write(sheet, at, column, cell, day)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def firm() -> dict[str, list[Sequence[Any]]]:
    """A workshop of six: one in order, five with one thing wrong each, one who has left."""
    people = {
        "李师傅": identity(date(1988, 3, 4), 11),
        "赵六": identity(date(1992, 7, 8), 12),
        "钱七": identity(date(1995, 1, 2), 13, male=False),
        "孙八": identity(date(1990, 9, 9), 14),
        "周九": identity(date(2009, 11, 1), 15),
        "吴十": identity(date(1985, 5, 5), 16),
    }
    hired = {"钱七": date(2025, 8, 1), "周九": date(2025, 9, 1)}
    roster: list[Sequence[Any]] = [ROSTER]
    contracts: list[Sequence[Any]] = [CONTRACTS]
    pay: list[Sequence[Any]] = [PAY]
    insurance: list[Sequence[Any]] = [INSURANCE]
    for at, (name, number) in enumerate(people.items(), start=1):
        started = hired.get(name, date(2023, 3, 1))
        left = date(2025, 11, 30) if name == "吴十" else None
        sex = "女" if name == "钱七" else "男"
        roster.append((at, name, number, sex, "生产部", "全日制", started, left, 5000))
        if name != "赵六":
            last = date(started.year + 3, started.month, 1)
            last = date.fromordinal(last.toordinal() - 1)
            trial = 3 if name != "钱七" else 8
            contracts.append((name, number, started, started, last, 1, trial, 5000))
        gross = 2100 if name == "孙八" else 5000
        pay.append((name, number, gross, 0, 0, gross - 500))
        insurance.append((name, number, started, 5000))
    return {
        "员工花名册": roster,
        "劳动合同台账": contracts,
        "2025年10月工资表": pay,
        "社保": insurance,
    }
