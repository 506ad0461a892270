"""Made-up firms for measuring the check-up: nobody in them exists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from gongyue.kernel.ids import check_character

SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红建文斌辉"
AREAS = ("430102", "430103", "430104", "430105", "430111", "430121")
DEPARTMENTS = 40
ROSTER = (
    "序号", "姓名", "身份证号", "部门", "岗位", "入职日期", "合同签订日期", "合同起始日",
    "合同终止日", "试用期", "月薪", "是否参保", "参保日期",
)  # fmt: skip
PAYROLL = (
    "序号", "姓名", "身份证号", "部门", "出勤天数", "基本工资", "岗位工资", "加班费", "应发合计",
    "个人社保", "个税", "实发工资",
)  # fmt: skip


def person(number: int) -> tuple[str, str, str]:
    """Name, identity number and department of the person of this number."""
    given = GIVEN[number // 30 % 30] + GIVEN[number // 900 % 30]
    area = AREAS[number // 360_000 % len(AREAS)]
    year, month, day = 1976 + number % 24, number // 24 % 12 + 1, number // 288 % 28 + 1
    body = f"{area}{year}{month:02d}{day:02d}{number // 8_064 % 1_000:03d}"
    return (
        SURNAMES[number % 30] + given,
        body + check_character(body),
        f"{number % DEPARTMENTS}车间",
    )


def roster_lines(people: int) -> Iterator[tuple[object, ...]]:
    for number in range(people):
        name, identity, department = person(number)
        hired = f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        last = "2026-12-31" if number % 50 else "2025-06-30"
        wage = 4_000 + number % 40 * 100
        yield (
            number + 1, name, identity, department, "操作工", hired, hired, hired, last, "2个月",
            wage, "是" if number % 97 else "否", hired if number % 97 else "",
        )  # fmt: skip


def payroll_lines(people: int, month: int) -> Iterator[tuple[object, ...]]:
    for number in range(people):
        name, identity, department = person(number)
        base, overtime = 2_500 + number % 40 * 100, (number + month) % 7 * 85.5
        gross = base + 1_500 + overtime
        yield (
            number + 1, name, identity, department, 22, base, 1_500, overtime, gross, 420, 0,
            gross - 420,
        )  # fmt: skip


def write_xlsx(path: Path, people: int, months: int = 12) -> None:
    """A roster and one payroll sheet a month, with a title line above each header."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    tables = [("花名册", "某某公司员工花名册", ROSTER, roster_lines(people))]
    for month in range(1, months + 1):
        title = f"某某公司2025年{month}月工资表"
        tables.append((f"{month}月工资", title, PAYROLL, payroll_lines(people, month)))
    for name, title, head, lines in tables:
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, title)
        sheet.write_row(1, 0, head)
        for row, line in enumerate(lines, start=2):
            sheet.write_row(row, 0, line)
    book.close()


def write_csv(path: Path, people: int) -> None:
    """One line a person: the roster with the pay of one month."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*ROSTER, "月份", *PAYROLL[4:]))
        for line, pay in zip(roster_lines(people), payroll_lines(people, 9), strict=True):
            writer.writerow((*line, "2025年9月", *pay[4:]))
