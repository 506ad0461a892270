"""Who is who across sheets, what is hidden, and what must never be merged in silence."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.workbook import FIELDS, Person, UnreadableWorkbook, Workbook, read
from gongyue.engines.workbook.lexicon import LEXICON
from tests.depth import examples
from tests.engines.workbook.builder import Tab, csv_bytes, identity, xlsx

A = identity("19900101")
B = identity("19850212", 25)
C = identity("19990303", 33)
HEAD = ["姓名", "身份证号", "部门", "入职日期"]


def book_of(*tabs: Tab, **options: Any) -> Workbook:
    return read(xlsx(*tabs), name="x.xlsx", **options)


def named(book: Workbook, name: str) -> list[Person]:
    return [one for one in book.people if one.name == name]


def places(person: Person, role: str) -> list[tuple[str, int]]:
    return [(sheet.name, row.number) for sheet, row in person.rows.get(role, [])]


ROSTER = Tab(
    "花名册",
    [
        HEAD,
        ["张伟", A, "一部", "2023-1-1"],
        ["张伟", B, "二部", "2023-1-1"],
        ["王芳", C, "一部", "2023-1-1"],
    ],
)


def test_identity_numbers_join_without_a_doubt() -> None:
    pay = Tab("2025年9月工资", [["姓名", "身份证号", "应发工资"], ["张伟", B.lower(), 3000]])
    second = named(book_of(ROSTER, pay), "张伟")[1]
    assert places(second, "payroll") == [("2025年9月工资", 2)]
    assert second.doubts == ()


def test_names_join_by_department_and_say_so() -> None:
    pay = Tab(
        "2025年9月工资", [["姓名", "部门", "应发工资"], ["张伟", "二部", 3000], ["王芳", "", 3000]]
    )
    book = book_of(ROSTER, pay)
    first, second = named(book, "张伟")
    assert places(first, "payroll") == []
    assert places(second, "payroll") == [("2025年9月工资", 2)]
    assert "姓名和部门" in second.doubts[0]
    assert second.doubtful_rows == {("2025年9月工资", 2)}
    assert "按姓名对应" in named(book, "王芳")[0].doubts[0]


def test_a_row_that_fits_two_people_belongs_to_neither() -> None:
    pay = Tab("2025年9月工资", [["姓名", "应发工资"], ["张伟", 3000]])
    book = book_of(ROSTER, pay)
    assert len(book.people) == 3
    assert all("payroll" not in one.rows for one in book.people)
    assert [problem.code for problem in book.problems] == ["join.ambiguous"]
    assert all("未计入" in one.doubts[0] for one in named(book, "张伟"))


def test_one_name_twice_in_a_month_cannot_be_told_apart() -> None:
    pay = Tab("2025年9月工资", [["姓名", "应发工资"], ["王芳", 3000], ["王芳", 4000]])
    book = book_of(ROSTER, pay)
    assert "payroll" not in named(book, "王芳")[0].rows


def test_a_different_department_is_part_of_the_doubt() -> None:
    pay = Tab("2025年9月工资", [["姓名", "部门", "应发工资"], ["王芳", "仓库", 3000]])
    doubt = named(book_of(ROSTER, pay), "王芳")[0].doubts[0]
    assert "仓库" in doubt
    assert "一部" in doubt


def test_namesakes_in_a_roster_without_numbers_stay_two() -> None:
    lines = [
        ["姓名", "部门", "入职日期"],
        ["李四", "一部", "2020-1-1"],
        ["李四", "一部", "2021-1-1"],
    ]
    book = book_of(Tab("花名册", lines))
    assert len(book.people) == 2
    assert all("同名" in one.doubts[0] for one in book.people)


def test_one_number_under_two_names_is_two_people_with_a_doubt() -> None:
    book = book_of(
        Tab("花名册", [HEAD, ["王芳", C, "一部", "2023-1-1"], ["王方", C, "一部", "2023-1-1"]])
    )
    assert [one.name for one in book.people] == ["王芳", "王方"]
    assert "「王方」相同但姓名不同" in book.people[0].doubts[0]


def test_one_number_twice_under_one_name_is_one_person_with_two_rows() -> None:
    book = book_of(
        Tab("花名册", [HEAD, ["王芳", C, "一部", "2020-1-1"], ["王 芳", C, "二部", "2023-1-1"]])
    )
    assert len(book.people) == 1
    assert places(book.people[0], "roster") == [("花名册", 2), ("花名册", 3)]


def test_fifteen_digits_and_eighteen_are_the_same_number() -> None:
    legacy = A[:6] + A[8:17]
    pay = Tab("2025年9月工资", [["姓名", "身份证号", "应发工资"], ["张伟", legacy, 3000]])
    book = book_of(ROSTER, pay)
    assert places(named(book, "张伟")[0], "payroll") == [("2025年9月工资", 2)]
    assert [problem.code for problem in book.problems] == ["id.legacy"]


def test_a_staff_number_joins_where_the_names_agree() -> None:
    roster = Tab(
        "花名册",
        [
            ["工号", *HEAD],
            ["A01", "张伟", A, "一部", "2023-1-1"],
            ["A02", "张伟", B, "二部", "2023-1-1"],
        ],
    )
    pay = Tab("2025年9月工资", [["工号", "姓名", "应发工资"], ["A02", "张伟", 3000]])
    second = book_of(roster, pay).people[1]
    assert places(second, "payroll") == [("2025年9月工资", 2)]
    assert second.doubts == ()


def test_a_damaged_number_does_not_lose_the_person() -> None:
    lines = [HEAD, ["张三", float(A[:15] + "000"), "一部", "2023-1-1"]]
    pay = Tab("2025年9月工资", [["姓名", "部门", "应发工资"], ["张三", "一部", 3000]])
    book = book_of(Tab("花名册", lines), pay)
    assert len(book.people) == 1
    assert book.people[0].id_number is None
    assert places(book.people[0], "payroll") == [("2025年9月工资", 2)]
    assert [(p.code, p.column) for p in book.problems] == [("id.unrecoverable", "B")]


def test_somebody_paid_but_not_on_the_roster_is_a_person_with_a_doubt() -> None:
    pay = Tab("2025年9月工资", [["姓名", "应发工资"], ["赵六", 3000]])
    assert named(book_of(ROSTER, pay), "赵六")[0].doubts == ("不在花名册中，只在其他表里出现",)


def test_keys_are_unique_and_reveal_nothing() -> None:
    book = book_of(ROSTER)
    keys = [one.key for one in book.people]
    assert len(set(keys)) == len(keys)
    assert not any(number in key for key in keys for number in (A, B, C))
    assert keys == [one.key for one in book_of(ROSTER).people]


# ---------------------------------------------------------------- hidden parts


HIDDEN = Tab(
    "花名册",
    [[*HEAD, "月薪"], ["张三", A, "一部", "2023-1-1", 5000], ["李四", B, "一部", "2023-1-1", 6000]],
    hidden_rows=[3],
    hidden_columns=["E"],
)
HIDDEN_SHEET = Tab(
    "2025年8月工资", [["姓名", "身份证号", "应发工资"], ["张三", A, 1000]], hidden=True
)


def test_hidden_sheets_rows_and_columns_are_named_and_left_out() -> None:
    book = book_of(HIDDEN, HIDDEN_SHEET)
    assert [one.name for one in book.people] == ["张三"]
    assert "wage" not in book.people[0].rows["roster"][0][1].values
    assert "payroll" not in book.people[0].rows
    assert [(p.code, p.row, p.column) for p in book.problems] == [
        ("column.hidden", 1, "E"), ("row.hidden", 3, None), ("sheet.hidden", 0, None),
    ]  # fmt: skip
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_hidden_parts_are_read_when_asked_for_and_still_named() -> None:
    book = book_of(HIDDEN, HIDDEN_SHEET, include_hidden=True)
    assert [one.name for one in book.people] == ["张三", "李四"]
    assert book.people[1].rows["roster"][0][1].hidden
    assert places(book.people[0], "payroll") == [("2025年8月工资", 2)]
    assert len(book.problems) == 3


def test_formulas_count_by_the_result_that_was_saved() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "2025年9月工资"
    for line in (
        ["姓名", "基本工资", "应发工资"],
        ["张三", 2000, "=B2+500"],
        ["李四", "#N/A", 2500],
    ):
        sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue(), name="x.xlsx")
    first, second = found.sheets[0].rows
    assert first.unreadable == ("gross",)
    assert second.unreadable == ("base_wage",)
    assert {(p.row, p.column, p.code) for p in found.problems} == {
        (2, "C", "cell.error"), (3, "B", "cell.error"),
    }  # fmt: skip


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_in_any_dress(encoding: str, separator: str) -> None:
    lines = [
        ["花名册"],
        HEAD,
        ["张三", A, "一部,二部", "2023-1-1"],
        ["欧阳娜", B, "一部", "2023.5.1"],
    ]
    book = read(csv_bytes(lines, encoding, separator), name="x.csv")
    assert [(one.name, one.id_number) for one in book.people] == [("张三", A), ("欧阳娜", B)]


def test_the_suffix_does_not_matter() -> None:
    assert [one.name for one in read(xlsx(ROSTER), name="x.csv").people] == ["张伟", "张伟", "王芳"]
    content = csv_bytes([HEAD, ["张三", A, "一部", "2023-1-1"]])
    assert [one.name for one in read(content, name="x.xlsx").people] == ["张三"]


def test_the_mapping_is_json() -> None:
    sheet = book_of(ROSTER).sheets[0]
    assert json.loads(json.dumps(sheet.mapping)) == sheet.mapping
    assert set(sheet.mapping.values()) <= set(FIELDS)


# ---------------------------------------------------------------- properties

NAMES = st.text(alphabet="王李张刘陈杨黄赵吴周伟芳娜敏静强磊军洋勇", min_size=2, max_size=3)
JUNK = st.one_of(
    st.text(max_size=12), st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.none()
)


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12), st.data())
def test_nobody_is_lost_or_merged(names: list[str], data: st.DataObject) -> None:
    people = [(name, identity("19900101", 100 + place)) for place, name in enumerate(names)]
    lines: list[list[Any]] = [["姓名", "身份证号", "入职日期"]]
    lines += [[name, number, "2020-1-1"] for name, number in people]
    extra = data.draw(st.lists(st.lists(JUNK, max_size=3), max_size=3))
    book = read(csv_bytes([["某公司花名册"], [], *lines, [], *extra]), name="x.csv")
    assert [(one.name, one.id_number) for one in book.people][: len(people)] == people


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.lists(JUNK, max_size=6), max_size=15))
def test_nonsense_never_crashes_the_reader(lines: list[list[Any]]) -> None:
    content = csv_bytes([["姓名", "身份证号", "入职日期", "应发工资"], *lines])
    try:
        book = read(content, name="x.csv", on=date(2025, 1, 1))
    except UnreadableWorkbook:
        return
    assert all(one.name or one.id_number for one in book.people)


def test_every_field_has_headings_or_is_made_by_the_reader() -> None:
    made = {"day_grid", "probation_months", "probation_days"}
    assert {entry.field for entry in LEXICON} | made == set(FIELDS)


def test_no_heading_stands_for_two_fields_at_once() -> None:
    seen: dict[str, str] = {}
    for entry in LEXICON:
        for word in entry.whole:
            assert seen.setdefault(word, entry.field) == entry.field, word


# ---------------------------------------------------------------- one table for everything

FLAT = ["姓名", "身份证号", "入职日期", "合同到期日", "月薪", "月份", "应发工资", "实发工资"]


def test_a_flat_table_with_one_line_a_person_is_a_roster_that_tells_pay() -> None:
    lines = [FLAT, ["张三", A, "2023-1-1", "2026-1-1", 5000, "2025-09", 5200, 4800]]
    book = book_of(Tab("工资表", lines))
    assert [sheet.role for sheet in book.sheets] == ["roster"]
    assert book.people[0].rows["roster"][0][1].values["gross"] == 5200


def test_a_flat_table_with_a_line_a_month_is_both_roster_and_payroll() -> None:
    lines = [
        FLAT,
        ["张三", A, "2023-1-1", "2025-1-1", 5000, "2025-08", 5100, 4700],
        ["张三", A, "2023-1-1", "2026-1-1", 5500, "2025-09", 5200, 4800],
        ["李四", B, "2023-1-1", "2026-1-1", 5000, "2025-09", 5200, 4800],
    ]
    book = book_of(Tab("工资表", lines))
    assert [sheet.role for sheet in book.sheets] == ["roster", "payroll"]
    assert len(book.people) == 2
    first = book.people[0]
    assert places(first, "roster") == [("工资表", 3)]
    assert places(first, "payroll") == [("工资表", 2), ("工资表", 3)]
    assert first.rows["roster"][0][1].values["contract_last"] == date(2026, 1, 1)
    assert "gross" not in first.rows["roster"][0][1].values


def test_a_payroll_with_hiring_days_stays_a_payroll_beside_a_roster() -> None:
    lines = [FLAT, ["张伟", A, "2023-1-1", "2026-1-1", 5000, "2025-09", 5200, 4800]]
    book = book_of(ROSTER, Tab("工资表", lines))
    assert [sheet.role for sheet in book.sheets] == ["roster", "payroll"]
