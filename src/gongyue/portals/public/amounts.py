"""A list of sums, one a month: as many boxes as a year has months, for the keys of a telephone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongyue.portals.public.reading import read_number

MONTHS = 12
LONGEST = 40


class AmountsInput(forms.MultiWidget):
    template_name = "public/_amounts.html"

    def __init__(self, *, folded: bool) -> None:
        self.folded = folded
        attrs = {"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__([forms.TextInput(attrs=attrs) for _ in range(MONTHS)])

    def decompress(self, value: Any) -> list[Any]:
        return list(value or ())

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        first, *more = context["widget"]["subwidgets"]
        return context | {
            "first": first,
            "more": more,
            "folded": self.folded and not any(part["value"] for part in more),
        }


class AmountsField(forms.Field):
    """The boxes up to the last one filled; an empty one between is asked for."""

    def __init__(self, *, required: bool, **options: Any) -> None:
        widget = AmountsInput(folded=not required)
        super().__init__(required=required, widget=widget, **options)

    def to_python(self, value: Any) -> list[Decimal]:
        texts = [str(text or "").strip() for text in value or []]
        while texts and not texts[-1]:
            texts.pop()
        return [_amount(number, text) for number, text in enumerate(texts, 1)]


def _amount(number: int, text: str) -> Decimal:
    if not text:
        raise ValidationError(f"第{number}个月没有填；这个月没有的请填0")
    try:
        if len(text) > LONGEST:
            raise ValueError
        return read_number(text)
    except ValueError:
        raise ValidationError(f"第{number}个月请只填数字，例如 8000 或 8,000.50") from None
