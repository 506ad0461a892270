"""Outcomes in words."""

from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import BOOK, Value
from gongyue.law.words import CHOICES, VERDICTS, verdict_word, worded
from gongyue.law.yamlfile import read_yaml


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("2200"), "yuan/month", "2,200元/月"),
        (Decimal("9000.50"), "yuan", "9,000.50元"),
        (Decimal("1E+3"), "yuan", "1,000元"),
        (Decimal(1) / 3, "month", "0.333333…个月"),
        (Decimal("0.16"), "rate", "16%"),
        (Decimal("0.007"), "rate", "0.7%"),
        (date(2025, 3, 1), None, "2025-03-01"),
        (12, "month", "12个月"),
        (True, None, "是"),
        (None, "yuan", "不能确定"),
        ("includes_own_insurance", "choice", "包含个人社保"),
        ("3年0个月", None, "3年0个月"),
    ],
)
def test_values_are_worded(value: Value, unit: str | None, text: str) -> None:
    assert worded(value, unit) == text


def test_every_verdict_of_the_worked_cases_has_a_word() -> None:
    seen = set()
    for rule in RULES.values():
        for case in read_yaml(rule.folder / "cases.yaml"):
            if "refuses" not in case:
                seen.add(evaluate(rule.name, case["facts"], trace=False).verdict)
    seen.discard(None)
    assert seen == set(VERDICTS)
    assert verdict_word("new") == "new"


def test_every_choice_among_the_parameters_has_a_word() -> None:
    for table in BOOK.tables.values():
        for parameter in table.parameters.values():
            if parameter.unit == "choice":
                values = {row.value for row in parameter.rows} - {None}  # None: disabled
                assert values <= set(CHOICES)
