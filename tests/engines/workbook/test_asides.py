"""Lists of names beside the roster add nobody; alone they are all there is."""

from __future__ import annotations

from gongyue.engines.workbook import read
from tests.engines.workbook.builder import Tab, identity, xlsx

ROSTER = Tab(
    "花名册",
    [
        ["姓名", "身份证号", "入职日期"],
        ["李建国", identity("19900101"), "2023-05-01"],
        ["王秀英", identity("19850212", 25), "2022-03-01"],
    ],
)
CALLS = Tab(
    "通讯录",
    [
        ["姓名", "部门", "手机"],
        ["李建国", "生产", "19900000001"],
        ["王秀英", "质检", "19900000002"],
    ],
)


def test_a_telephone_list_beside_the_roster_adds_nobody_and_says_so():
    book = read(xlsx(ROSTER, CALLS), name="x.xlsx")
    assert [person.name for person in book.people] == ["李建国", "王秀英"]
    assert [problem.code for problem in book.problems if problem.sheet == "通讯录"] == [
        "sheet.aside"
    ]


def test_a_list_of_names_alone_is_the_roster():
    book = read(xlsx(CALLS), name="x.xlsx")
    assert len(book.people) == 2


def test_another_sheet_that_tells_who_left_is_a_roster_still():
    gone = Tab("离职人员", [["姓名", "部门", "离职日期"], ["赵卫平", "生产", "2025-06-30"]])
    book = read(xlsx(ROSTER, gone), name="x.xlsx")
    assert {person.name for person in book.people} == {"李建国", "王秀英", "赵卫平"}
