"""Form fields for the facts of a rule: one kind of fact, one kind of field."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin

from django import forms
from django.core.exceptions import ValidationError

from gongyue.law.facts.base import Kind
from gongyue.law.facts.kinds import ClockSpan, Count, Hours, Money, MonthlyMoney, PlaceCode, Span
from gongyue.law.facts.questions import Question
from gongyue.portals.public.amounts import AmountsField
from gongyue.portals.public.reading import read_clock, read_day, read_month, read_number
from gongyue.portals.shared.place_fields import PlaceField

SPANS = 5  # rows offered for a list of periods
FEW = 5  # so many choices are shown at once; more go into a list
UNITS = {get_args(kind)[1]: unit for kind, unit in ((Money, "元"), (Hours, "小时"), (Count, "天"))}
EXPLAINED_BY_FIELD = ("place", "month")  # the list and the calendar say it themselves
YES_NO = [("yes", "是"), ("no", "否")]


# Without a last year browsers take years of six digits: 2025-03 typed in one go becomes 202503.
SPAN = {"min": "1900-01-01", "max": "2999-12-31"}


class DayInput(forms.DateInput):
    """The browser's calendar; what it could not show is kept as typed in a plain field."""

    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({**SPAN, **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if not _is_iso(context["widget"]["value"]):
            context["widget"]["type"] = "text"
        return context


class ReadField(forms.CharField):
    """A text that is read into a value; when it cannot be, it stays on the screen as typed."""

    longest = 40
    read: Callable[[str], Any]
    problem = ""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            if len(text) > self.longest:
                raise ValueError
            return type(self).read(text)
        except ValueError:
            raise ValidationError(self.problem) from None


class DayField(ReadField):
    widget = DayInput
    read = staticmethod(read_day)
    problem = "看不懂这个日期，请写成 2025-03-01 的样子"


class MonthInput(DayInput):
    input_type = "month"

    def format_value(self, value: Any) -> str | None:
        text = super().format_value(value)
        return text[:7] if text and _is_iso(text) else text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "month" if _is_iso(f"{shown}-01" if shown else None) else "text"
        return context


class MonthField(ReadField):
    """A month, handed on as its first day."""

    widget = MonthInput
    read = staticmethod(read_month)
    problem = "看不懂这个月份，请写成 2025-03 的样子"


class NumberField(ReadField):
    read = staticmethod(read_number)
    problem = "请只填数字，例如 8000 或 8,000.50"


class ClockField(ReadField):
    """10:00; 24:30 for half past the next midnight, which the browser's own clock cannot show."""

    widget = forms.TextInput
    read = staticmethod(read_clock)
    problem = "看不懂这个时间，请写成 10:00 的样子；过了零点的写 24:30"


class SpansInput(forms.MultiWidget):
    template_name = "public/_spans.html"

    def __init__(self, rows: int, part: type[forms.Widget] = DayInput) -> None:
        self.rows = rows
        widgets = [part(attrs={"class": "form-control"}) for _ in range(rows * 2)]
        super().__init__(widgets)

    def decompress(self, value: Any) -> list[Any]:
        return [day for pair in value or [] for day in pair]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["pairs"] = list(zip(parts[::2], parts[1::2], strict=True))
        return context


class SpansField(forms.MultiValueField):
    """Rows of first and last; empty rows are left out."""

    def __init__(self, *, rows: int, single: bool, of: type[ReadField], **options: Any) -> None:
        self.single = single
        fields = [of(required=False) for _ in range(rows * 2)]
        widget = SpansInput(rows, of.widget)
        super().__init__(fields, widget=widget, require_all_fields=False, **options)

    def compress(self, days: list[Any]) -> Any:
        pairs = [pair for pair in zip(days[::2], days[1::2], strict=False) if any(pair)]
        if any(None in pair for pair in pairs):
            raise ValidationError("每一段都要填起、止两项")
        return (pairs[0] if pairs else None) if self.single else pairs


def field_for(kind: Kind, question: Question, *, required: bool, initial: Any) -> forms.Field:
    """The form field of one fact, labelled by its question."""
    options = {
        "label": question.ask or question.label,
        "help_text": "" if question.field in EXPLAINED_BY_FIELD else question.help or "",
        "required": required,
        "initial": initial,
        "error_messages": {"required": f"请填写“{question.label}”"},
    }
    field = _maker(kind)(kind, question, options)
    field.short = question.label
    return field


def unit_of(kind: Kind) -> str:
    """元, 小时, 天; empty for anything else."""
    return UNITS.get(kind.limit, "")


def fact_of(value: Any) -> Any:
    """The cleaned value as the rule's JSON takes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return [fact_of(item) for item in value]
    return value


def _maker(kind: Kind) -> Callable[[Kind, Question, dict[str, Any]], forms.Field]:
    if isinstance(kind.limit, PlaceCode):
        return _place
    if kind.type is date:
        return _day
    if kind.type in (Decimal, int):
        return _number
    if kind.type is bool:
        return _yes_no
    if kind.type == MonthlyMoney:
        return _amounts
    return _spans if get_origin(kind.type) is tuple else _choice


def _place(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    options["error_messages"] = {
        "required": "请选择工作地点",
    }
    return PlaceField(**options)


def _day(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    if question.field == "month":
        widget = MonthInput(attrs={"class": "form-control"})
        return MonthField(widget=widget, **options)
    return DayField(widget=DayInput(attrs={"class": "form-control"}), **options)


def _number(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    attrs = {"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}
    if question.example:
        attrs["placeholder"] = f"例如 {question.example}"
    return NumberField(widget=forms.TextInput(attrs=attrs), **options)


def _yes_no(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    options["initial"] = {True: "yes", False: "no"}.get(options["initial"])
    options["error_messages"] = _choose(question)
    return forms.TypedChoiceField(
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        **options,
    )


def _choose(question: Question) -> dict[str, str]:
    words = f"请选择“{question.label}”"
    return {"required": words, "invalid_choice": words}


def _choice(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    choices = [(code, question.choices.get(code, code)) for code in get_args(kind.type)]
    options["error_messages"] = _choose(question)
    if len(choices) <= FEW:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(choices=[("", "请选择"), *choices], widget=widget, **options)


def _spans(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    single = kind.type == Span
    of = ClockField if kind.type == tuple[ClockSpan, ...] else DayField
    return SpansField(rows=1 if single else SPANS, single=single, of=of, **options)


def _amounts(kind: Kind, question: Question, options: dict[str, Any]) -> forms.Field:
    return AmountsField(**options)


def _is_iso(value: Any) -> bool:
    if not value:
        return True
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
