"""Grids of days, lists with a line a day, months in headings: shapes beside a column a field."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongyue.engines.workbook import Sheet, Workbook, read
from tests.engines.workbook.builder import Line, Tab, csv_bytes, identity, xlsx

A = identity("19900101")
B = identity("19850212", 25)
ON = date(2025, 12, 10)
DAYS = list(range(1, 31))
MARKS = ["√"] * 6 + ["休"] + ["√"] * 23


def sheet_of(name: str, lines: list[Line], merges: list[str] | None = None, **more: Any) -> Sheet:
    return book_of(name, lines, merges, **more).sheets[0]


def book_of(name: str, lines: list[Line], merges: list[str] | None = None, **more: Any) -> Workbook:
    return read(xlsx(Tab(name, lines, merges or [])), name="x.xlsx", on=ON, **more)


def grid(sheet: Sheet, place: int = 0) -> dict[int, str]:
    found = sheet.rows[place].values["day_grid"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("weekdays", [True, False])
@pytest.mark.parametrize("numbers", [[*DAYS], [str(d) for d in DAYS], [f"{d}日" for d in DAYS]])
def test_days_in_the_line_of_the_names_are_a_grid_and_no_column_numbers(
    numbers: list[Any], weekdays: bool
) -> None:
    lines: list[Line] = [["2025年11月份考勤表"], ["序号", "姓名", *numbers, "出勤"]]
    if weekdays:
        lines.append(["", "", *("六日一二三四五"[i % 7] for i in range(30)), ""])
    lines.append([1, "张三", *MARKS, 29])
    sheet = sheet_of("考勤", lines)
    assert (sheet.role, sheet.month) == ("attendance", date(2025, 11, 1))
    assert (grid(sheet)[7], grid(sheet)[30]) == ("休", "√")
    assert sheet.rows[0].values["days_worked"] == 29


@pytest.mark.parametrize(
    "heads",
    [
        [date(2025, 11, d) for d in DAYS],
        [float(45961 + d) for d in DAYS],
        [f"2025-11-{d:02d}" for d in DAYS],
        [f"11月{d}日" for d in DAYS],
        [f"11/{d}" for d in DAYS],
    ],
)
def test_days_written_as_dates_tell_the_month(heads: list[Any]) -> None:
    sheet = sheet_of("考勤", [["考勤表"], ["姓名", *heads], ["张三", *MARKS]])
    assert sheet.month == date(2025, 11, 1)
    assert grid(sheet)[7] == "休"


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("2025年11月考勤（10.26-11.25）", [*range(26, 32), *range(1, 26)]),
        ("考勤表", [date(2025, 10, 26) + timedelta(days=n) for n in range(31)]),
    ],
)
def test_a_pay_period_over_two_months_keeps_each_day_in_its_month(
    title: str, heads: list[Any]
) -> None:
    marks = ["○"] + ["√"] * 30
    sheet = sheet_of(
        "考勤", [[title], ["姓名", "部门", *heads, "出勤天数"], ["张三", "一部", *marks, 30]]
    )
    november, october = (row.values for row in sheet.rows)
    assert (november["month"], october["month"]) == (date(2025, 11, 1), date(2025, 10, 1))
    assert set(october["day_grid"]) == set(range(26, 32))  # type: ignore[arg-type]
    assert set(november["day_grid"]) == set(range(1, 26))  # type: ignore[arg-type]
    assert october["day_grid"][26] == "○"  # type: ignore[index]
    assert november["days_worked"] == 30
    assert "days_worked" not in october


def test_hours_of_overtime_under_the_days_are_no_attendance() -> None:
    hours = [3.5, "2:30", "", *[1] * 10, *[""] * 17]
    lines: list[Line] = [
        ["2025年11月加班登记表（小时）"], ["姓名", *DAYS, "合计"], ["张三", *hours, 16],
    ]  # fmt: skip
    row = sheet_of("加班", lines).rows[0].values
    assert row["overtime_hours"] == 16
    assert row["longest_day_overtime"] == Decimal("3.5")
    assert "day_grid" not in row


PUNCHES = ["姓名", "身份证号", "日期", "上班时间", "下班时间", "加班时数"]


@pytest.mark.parametrize("name", ["打卡明细", "Sheet1"])
@pytest.mark.parametrize("clock", ["08:30", time(8, 30), "2025-11-03 08:30"])
def test_a_line_a_day_of_punches_is_attendance_and_no_roster(name: str, clock: Any) -> None:
    lines: list[Line] = [PUNCHES]
    lines += [["张三", A, f"2025-11-{d:02d}", clock, "18:00", 2] for d in (3, 4, 5)]
    lines += [["张三", A, "2025-11-06", "", "", ""], ["李四", B, "2025-11-03", clock, "18:00", ""]]
    book = book_of(name, lines)
    sheet = book.sheets[0]
    assert sheet.role == "attendance"
    assert "hired_on" not in sheet.mapping.values()
    assert [row.values["month"] for row in sheet.rows] == [date(2025, 11, 1)] * 2
    assert set(grid(sheet)) == {3, 4, 5}
    assert sheet.rows[0].values["overtime_hours"] == 6
    assert sheet.rows[0].values["longest_day_overtime"] == 2
    assert book.problems == ()


def test_a_daily_export_with_results_and_hours_is_added_up() -> None:
    head = [
        "姓名", "考勤组", "部门", "工号", "日期", "上班1打卡时间", "上班1打卡结果",
        "下班1打卡时间", "出勤天数", "休息天数", "工作日加班", "休息日加班",
    ]  # fmt: skip
    lines: list[Line] = [
        head,
        ["张三", "组", "一部", "7", "25-11-01 星期六", "08:55", "正常", "18:01", 1, 0, 0, 8],
        ["张三", "组", "一部", "7", "25-11-02 星期日", "", "休息", "", 0, 1, 0, 0],
        ["张三", "组", "一部", "7", "25-11-03 星期一", "08:55", "正常", "20:01", 1, 0, 2, 0],
    ]
    row = sheet_of("每日统计", lines).rows[0].values
    assert (row["days_worked"], row["rest_days"]) == (2, 1)
    assert (row["overtime_workday_hours"], row["overtime_restday_hours"]) == (2, 8)
    assert row["longest_day_overtime"] == 8


def test_one_line_a_person_under_a_bare_date_may_stand_for_a_month() -> None:
    lines: list[Line] = [
        ["姓名", "日期", "加班小时"],
        ["张三", "2025-11-30", 20],
        ["李四", "2025-11-30", 9],
    ]
    row = sheet_of("加班", lines).rows[0].values
    assert row["overtime_hours"] == 20
    assert "longest_day_overtime" not in row


@pytest.mark.parametrize(
    ("heads", "amounts"),
    [
        (["8月应发", "9月应发"], [3000, 3100]),
        (["2025年8月应发工资", "2025年9月应发工资"], [3000, 3100]),
        ([f"{m}月应发" for m in range(1, 13)], [3000 + m for m in range(12)]),
    ],
)
def test_a_month_and_a_word_in_one_heading(heads: list[str], amounts: list[int]) -> None:
    sheet = sheet_of("工资", [["2025年工资"], ["姓名", "部门", *heads], ["张三", "一部", *amounts]])
    assert [row.values["gross"] for row in sheet.rows] == amounts
    assert len({row.values["month"] for row in sheet.rows}) == len(heads)


def test_months_written_as_dates_above_their_columns() -> None:
    heads = [date(2025, m, 1) for m in range(1, 7)]
    sheet = sheet_of("工资汇总", [["应发工资汇总"], ["姓名", *heads], ["张三", *range(3000, 3006)]])
    assert [row.values["month"] for row in sheet.rows] == heads
    assert sheet.rows[5].values["gross"] == 3005


def test_one_month_in_one_heading_dates_the_sheet() -> None:
    lines: list[Line] = [
        ["姓名", "身份证号", "用工类型", "小时工资", "本月工时", "10月应发", "入职日期"],
        ["张三", A, "非全日制", 22, 60, 1320, "2025-03-01"],
    ]
    sheet = sheet_of("小时工", lines)
    assert sheet.month == date(2025, 10, 1)
    row = sheet.rows[0].values
    assert (row["gross"], row["hours_worked"], row["hourly_wage"]) == (1320, 60, 22)


@pytest.mark.parametrize("month", ["202507", "2025-07", "2025年7月", "2025/7"])
@pytest.mark.parametrize("heading", ["年月", "月份", "月", "所属期"])
def test_a_column_of_months_whatever_it_is_called(heading: str, month: str) -> None:
    lines = [[heading, "姓名", "身份证号", "应发"], [month, "张三", A, "3000"]]
    sheet = read(csv_bytes(lines, "gb18030"), name="x.csv").sheets[0]
    assert sheet.rows[0].values["month"] == date(2025, 7, 1)
