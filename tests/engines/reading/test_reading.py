"""Quantities, choices and worked sums out of Chinese prose."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.engines.reading import choices, folded, quantities, worked_sum

QUANTITIES = {
    "月工资１２，０００元": [("money", Decimal(12000))],
    "培训费3万元": [("money", Decimal(30000))],
    "补偿十二万元": [("money", Decimal(120000))],
    "2021年2月1日入职": [("day", date(2021, 2, 1))],
    "2010年7月份": [("month", date(2010, 7, 1))],
    "2023-10-01": [("day", date(2023, 10, 1))],
    "2023年10月1日至3日": [("day", date(2023, 10, 1)), ("day", date(2023, 10, 3))],
    "2023年10月1日和10月6日": [("day", date(2023, 10, 1)), ("day", date(2023, 10, 6))],
    "2年3个月": [("months", Decimal(27))],
    "5年零8个月": [("months", Decimal(68))],
    "半年": [("months", Decimal(6))],
    "一年半": [("months", Decimal(18))],
    "一个半月": [("months", Decimal("1.5"))],
    "3.5年": [("months", Decimal(42))],
    "服务期四年": [("months", Decimal(48))],
    "百分之三百": [("share", Decimal(3))],
    "40%": [("share", Decimal("0.4"))],
    "三十日": [("days", Decimal(30))],
    "加班8小时": [("hours", Decimal(8))],
    "四级伤残": [("grade", Decimal(4))],
    "720件": [("pieces", Decimal(720))],
    "裁减20人": [("people", Decimal(20))],
    "双倍": [("times", Decimal(2))],
    "2月30日": [],
    "张三说": [],
    "第三十九条": [],
    "2020年": [],
}


@pytest.mark.parametrize("text", QUANTITIES)
def test_a_quantity_is_read(text: str) -> None:
    assert [(q.kind, q.value) for q in quantities(folded(text))] == QUANTITIES[text]


def test_a_quantity_stands_where_it_says() -> None:
    text = folded("钱某月工资 5,000 元，工作了2年3个月。")
    assert [text[q.start : q.end] for q in quantities(text)] == ["5,000元", "2年3个月"]


def test_a_day_without_its_year_takes_the_one_told() -> None:
    assert quantities("10月1日") == []
    assert quantities("10月1日", year=2018)[0].day == date(2018, 10, 1)


def test_a_month_ends_on_its_last_day() -> None:
    assert quantities("2024年2月")[0].last_day == date(2024, 2, 29)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    plain = folded(text)
    for quantity in quantities(plain):
        assert plain[quantity.start : quantity.end] == quantity.text


SUMS = {
    "300×300%+300×200%": Decimal(1500),
    "(3200-1150)*2.5": Decimal(5125),
    "6000÷21.75÷8": Decimal(6000) / Decimal("21.75") / 8,
    "5000元×6个月": Decimal(30000),
    "1,200": Decimal(1200),
    "-5": Decimal(-5),
    "1/0": None,
    "9**9**9": None,
    "__import__('os')": None,
    "一千": None,
    "": None,
    "((((": None,
}


@pytest.mark.parametrize("text", SUMS)
def test_a_sum_has_its_value_and_nothing_else_is_run(text: str) -> None:
    assert worked_sum(text) == SUMS[text]


@given(st.text(alphabet="0123456789+-*/().%×÷元", max_size=40))
def test_any_sum_is_borne(text: str) -> None:
    found = worked_sum(text)
    assert found is None or isinstance(found, Decimal)


@pytest.mark.parametrize(
    "text",
    [
        "多少？\nA: 1个月\nB: 2个月",
        "多少？ A. 1个月 B. 2个月",
        "多少？(A)1个月(B)2个月",
        "多少？A、1个月；B、2个月；",
    ],
)
def test_answers_offered_are_found_however_they_are_marked(text: str) -> None:
    read = choices(text)
    assert read.stem == "多少？"
    assert [answer.rstrip("；") for answer in read.answers.values()] == ["1个月", "2个月"]


def test_a_firm_called_by_a_letter_is_no_answer() -> None:
    read = choices("A 公司与B公司，多少元？\nA: 1\nB: 2\nC: 3\nD: 4")
    assert list(read.answers) == ["A", "B", "C", "D"]
    assert choices("A 公司没有选项").answers == {}
