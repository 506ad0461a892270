"""What stands beside the facts: remarks, other agreements, odd names, vacancies, nobody at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongyue.engines.workbook import UnreadableWorkbook, Workbook, read
from tests.engines.workbook.builder import Line, Tab, csv_bytes, identity, xlsx

A = identity("19900101")
B = identity("19850212", 25)
C = identity("19990303", 33)
ON = date(2025, 11, 20)
HEAD = ["姓名", "身份证号", "入职日期", "合同到期", "备注"]


def book_of(*tabs: Tab) -> Workbook:
    return read(xlsx(*tabs), name="x.xlsx", on=ON)


def remarked(remark: str, **more: Any) -> tuple[dict[str, Any], Workbook]:
    head = [*HEAD, *more]
    line = ["张三", A, "2023-01-01", "2025-10-31", remark, *more.values()]
    book = book_of(Tab("名单", [head, line]))
    return dict(book.people[0].rows["roster"][0][1].values), book


@pytest.mark.parametrize(
    ("remark", "left_on"),
    [
        ("2025.10.31已离职", date(2025, 10, 31)), ("已于2025年10月31日离职", date(2025, 10, 31)),
        ("2025/10/31因个人原因辞职", date(2025, 10, 31)),
        ("离职（2025-10-31）", date(2025, 10, 31)),
        ("2025年10月离职", date(2025, 10, 1)),
    ],
)  # fmt: skip
def test_a_remark_tells_the_day_of_leaving(remark: str, left_on: date) -> None:
    values, book = remarked(remark)
    assert values["left_on"] == left_on
    assert remark.split("（")[0][-4:] in book.people[0].doubts[0].replace("(", "（")
    assert book.people[0].doubtful_rows == {("名单", 2)}
    assert [p.code for p in book.problems] == ["remark.used"]


@pytest.mark.parametrize(
    "remark",
    [
        "已辞职",
        "已办理离职",
        "已离职",
        "自动离职",
        "被辞退",
        "离职手续已办完",
        "合同到期不续签，已离职",
    ],
)
def test_a_remark_tells_that_somebody_left(remark: str) -> None:
    values, book = remarked(remark)
    assert values["status"] == "离职"
    assert "按已离职理解" in book.people[0].doubts[0]


@pytest.mark.parametrize(
    "remark",
    [
        "拟离职", "2025.12.31拟离职",
        "未离职", "原单位离职证明已交", "其妻已离职", "离职率高的岗位",
        "申请离职中", "离职后重新入职", "续签意向未定", "不续签", "待续签", "班长", "离职证明",
    ],
)  # fmt: skip
def test_a_remark_that_says_something_else_changes_nothing(remark: str) -> None:
    values, book = remarked(remark)
    assert {"status", "left_on"}.isdisjoint(values)
    assert book.people[0].rows["roster"][0][1].more == ()
    assert book.people[0].doubts == ()
    assert values["remark"] == remark


def test_a_remark_without_a_year_or_against_the_status_is_a_doubt_only() -> None:
    for values, book in (remarked("12月离职"), remarked("已离职", 状态="在职")):
        assert "left_on" not in values
        assert values.get("status") != "离职"
        assert "可能已经离职" in book.people[0].doubts[0]


@pytest.mark.parametrize(
    ("remark", "term"),
    [
        ("续签至2028.10.31", {"contract_last": date(2028, 10, 31)}),
        ("合同已续签到2028年10月31日", {"contract_last": date(2028, 10, 31)}),
        ("已续签2025.11.1-2028.10.31",
         {"contract_first": date(2025, 11, 1), "contract_last": date(2028, 10, 31)}),
    ],
)  # fmt: skip
def test_a_remark_tells_the_next_contract(remark: str, term: dict[str, Any]) -> None:
    values, book = remarked(remark)
    row = book.people[0].rows["roster"][0][1]
    assert row.more == ({"contract_signed": True} | term,)
    assert values["contract_last"] == date(2025, 10, 31)
    assert book.people[0].doubtful_rows == {("名单", 2)}


def test_a_renewal_without_its_end_is_a_doubt() -> None:
    _, book = remarked("已续签")
    assert book.people[0].rows["roster"][0][1].more == ()
    assert "新合同的期限没有写明" in book.people[0].doubts[0]


REGISTER = ["姓名", "身份证号", "协议类型", "签订日期", "起始日期", "终止日期"]


@pytest.mark.parametrize("heading", ["协议类型", "合同名称", "合同类型", "文件名称", "合同类别"])
@pytest.mark.parametrize(
    "title", ["保密协议", "竞业限制协议", "培训服务期协议", "解除劳动合同协议书"]
)
def test_other_agreements_are_no_labour_contracts(heading: str, title: str) -> None:
    dates = ["2024-01-01", "2024-01-01", "2025-10-31"]
    head = [*REGISTER[:2], heading, *REGISTER[3:]]
    lines: list[Line] = [
        head,
        ["张三", A, title, *dates],
        ["张三", A, "劳动合同（固定期限）", *dates],
    ]
    other, labour = (row.values for row in book_of(Tab("协议台账", lines)).sheets[0].rows)
    assert {"signed_on", "contract_first", "contract_last", "contract_kind"}.isdisjoint(other)
    assert labour["contract_last"] == date(2025, 10, 31)


def test_the_dates_of_a_secrecy_agreement_beside_the_contract_are_left_alone() -> None:
    lines: list[Line] = [
        ["姓名", "身份证号", "劳动合同", "", "保密协议", ""],
        ["", "", "起始日期", "终止日期", "起始日期", "终止日期"],
        ["张三", A, "2024-1-1", "2026-12-31", "2024-1-1", "2025-1-31"],
    ]
    row = book_of(Tab("花名册", lines, ["C1:D1", "E1:F1", "A1:A2", "B1:B2"])).sheets[0].rows[0]
    assert row.values["contract_last"] == date(2026, 12, 31)
    assert row.more == ()


@pytest.mark.parametrize(
    "names", [["王1", "王2"], ["A01", "A02"], ["小😀", "+1+1"], ["阿 K", "Bo"]]
)
def test_a_column_called_name_holds_names_however_odd(names: list[str]) -> None:
    lines = [["姓名", "身份证号", "入职日期"], [names[0], A, "2025-1-1"], [names[1], B, "2025-1-1"]]
    assert [one.name for one in read(csv_bytes(lines), name="x.csv").people] == names


@pytest.mark.parametrize(
    "vacant", ["（空缺）", "待招", "空缺1名", "招聘中", "普工缺编", "【空岗】"]
)
def test_a_vacancy_is_nobody(vacant: str) -> None:
    lines: list[Line] = [["部门", "姓名", "应发工资"], ["厨房", "张三", 3000], ["厨房", vacant, 0]]
    book = book_of(Tab("2025年10月工资", lines))
    assert [one.name for one in book.people] == ["张三"]
    assert book.problems == ()


@pytest.mark.parametrize(
    "column", ["月薪", "基本工资", "缴费基数", "应出勤天数", "小时工资", "试用期工资"]
)
def test_what_cannot_be_negative_is_left_out_and_named(column: str) -> None:
    lines: list[Line] = [["姓名", "身份证号", "应发工资", column], ["张三", A, -20, -5]]
    book = book_of(Tab("工资", lines))
    row = book.sheets[0].rows[0]
    assert row.values["gross"] == -20
    assert [(p.row, p.column, p.code) for p in book.problems] == [(2, "D", "number.negative")]
    assert len(row.unreadable) == 1


def test_what_a_column_has_in_common_is_told_once() -> None:
    lines: list[Line] = [["姓名", "入职日期", "月薪"], ["李四", "2020-1-1", "面议"]]
    lines += [[f"赵{n}", "2020-1-1" if n in (1, 2) else "不知道", 1] for n in range(29)]
    problems = [p for p in book_of(Tab("花名册", lines)).problems if p.column]
    assert [(p.code, p.row) for p in problems] == [("date.unreadable", 3), ("number.unreadable", 2)]
    assert "共27处（第3、6-31行）" in problems[0].message_zh


def test_a_file_without_anybody_says_so() -> None:
    book = read(csv_bytes([["姓名", "身份证号", "入职日期"]]), name="x.csv")
    assert [(p.code, p.row) for p in book.problems] == [("file.no_people", 0)]
    assert "没有读到人员" in book.problems[0].message_zh


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf", "file.empty"), (b"\xff\xfe\r\x00", "file.empty"),
        (b" \n,,\n", "file.empty"),
        (b"import csv\n\n\ndef main() -> int:\n    return 0\n", "file.no_table"),
        ("今天开会，讨论了年终奖。\n大家都同意。\n".encode(), "file.no_table"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_table_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableWorkbook) as caught:
        read(content, name="x.csv")
    assert caught.value.code == code


def test_one_quotation_mark_does_not_swallow_the_file() -> None:
    lines = ["姓名,身份证号,入职日期", f'"张三,{A},2025-01-01']
    lines += [f"王{n},{identity('19900101', n + 100)},2025-01-01" for n in range(40)]
    assert len(read("\n".join(lines).encode(), name="x.csv").people) == 41


# ---------------------------------------------------------------- one number, two names

ROSTER = Tab("花名册", [HEAD[:3], ["李若秋", A, "2023-1-1"], ["王芳", B, "2023-1-1"]])


def test_a_slip_in_the_name_beside_the_right_number_is_a_doubt_and_no_new_person() -> None:
    pay = Tab("2025年9月工资", [["姓名", "身份证号", "应发工资"], ["李小秋", A, 2100]])
    book = book_of(ROSTER, pay)
    assert [one.name for one in book.people] == ["李若秋", "王芳"]
    first = book.people[0]
    assert first.rows["payroll"][0][1].values["gross"] == 2100
    assert "李小秋" in first.doubts[0]
    assert "李若秋" in first.doubts[0]
    assert first.doubtful_rows == {("2025年9月工资", 2)}
    assert [p.code for p in book.problems] == ["join.other_name"]


def test_a_number_copied_into_the_line_of_somebody_else_decides_nothing() -> None:
    pay = Tab("2025年9月工资", [["姓名", "身份证号", "应发工资"], ["王芳", A, 2100]])
    book = book_of(ROSTER, pay)
    assert all("payroll" not in one.rows for one in book.people)
    assert all("未计入" in one.doubts[0] for one in book.people)
    assert [p.code for p in book.problems] == ["join.ambiguous"]


def test_two_lines_of_one_month_under_one_number_and_two_names_stay_apart() -> None:
    lines: list[Line] = [["姓名", "身份证号", "应发工资"], ["李若秋", A, 2100], ["赵六", A, 2200]]
    book = book_of(ROSTER, Tab("2025年9月工资", lines))
    assert [one.name for one in book.people] == ["李若秋", "王芳", "赵六"]
