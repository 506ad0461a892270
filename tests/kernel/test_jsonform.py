"""One text for one value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest

from gongyue.kernel.jsonform import decimal_text, dumps_canonical


@dataclass
class Slip:
    month: date
    net: Decimal


class Colour(Enum):
    RED = "red"


def test_keys_are_sorted_and_decimals_are_text() -> None:
    value = {"b": Decimal("1.50"), "a": [date(2025, 1, 2), True, None, Colour.RED], "中": "文"}
    assert dumps_canonical(value) == '{"a":["2025-01-02",true,null,"red"],"b":"1.50","中":"文"}'


def test_dataclasses_become_objects() -> None:
    slip = Slip(date(2025, 1, 1), Decimal("1E+3"))
    assert dumps_canonical(slip) == '{"month":"2025-01-01","net":"1000"}'


@pytest.mark.parametrize("value", [1.5, {1: 2}, {"a": {1, 2}}, object()])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dumps_canonical(value)


def test_nan_has_no_canonical_form() -> None:
    with pytest.raises(ValueError, match="finite"):
        decimal_text(Decimal("NaN"))
