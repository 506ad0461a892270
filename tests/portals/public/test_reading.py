"""What people type."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.portals.public.reading import read_day, read_month, read_number


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-01",
        "2025.3.1",
        "2025/3/1",
        "2025年3月1日",
        "20250301",
        "２０２５年３月１日",
        " 2025-3-1 ",
    ],
)
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert read_day(text) == date(2025, 3, 1)


@pytest.mark.parametrize("text", ["2025-02-30", "25-3-1", "明天", "", "2025-3", "202503011"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that is the contract
        read_day(text)


@pytest.mark.parametrize("text", ["2025-03", "2025年3月", "202503", "2025.3", "2025-03-17"])
def test_a_month_is_its_first_day(text: str) -> None:
    assert read_month(text) == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8000", "8000"),
        ("8,000.50", "8000.50"),
        ("￥8，000元", "8000"),
        ("１２００", "1200"),
        ("1.2万", "12000"),
        ("0", "0"),
    ],
)
def test_a_number_may_be_written_in_many_ways(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_day, read_month, read_number):
        try:
            read(text)
        except ValueError:
            continue
