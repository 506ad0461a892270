"""The shape of a header: equal next month, different for another table."""

from __future__ import annotations

from gongyue.engines.workbook.fingerprints import places_of, shape_of


def test_numbers_and_looks_do_not_count() -> None:
    september = {"A": "姓名", "B": "9月应发\n（元）", "C": "备注"}
    october = {"B": "姓名", "C": " 10月应发（元）", "D": "备注"}
    assert shape_of(september, "9月") == shape_of(october, "10月")
    assert shape_of({**october, "E": "工号"}, "") != shape_of(september, "")


def test_a_file_given_back_with_its_problems_is_still_the_same_table() -> None:
    before = {"A": "姓名", "B": "号牌"}
    assert shape_of({**before, "C": "问题\n看不出「号牌」是什么"}, "") == shape_of(before, "")


def test_without_a_header_only_the_name_of_the_sheet_tells() -> None:
    assert shape_of({}, "9月考勤") == shape_of({}, "10月考勤") != shape_of({}, "工资")


def test_headings_that_repeat_are_told_apart() -> None:
    places = places_of({"A": "金额", "B": "姓名", "C": "金额"})
    assert [(place.letter, place.nth) for place in places] == [("A", 0), ("B", 0), ("C", 1)]
