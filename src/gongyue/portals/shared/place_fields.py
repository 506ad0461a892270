"""The one form field for a place: a line to type in, and below it the chain of lists.

On the wire: NAME holds a code or words; NAME__was the code the page was drawn with; NAME__1 …
NAME__4 the chain; NAME__next is the button that fills the next list where scripts do not run.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from gongyue.apps.registry.places import inside
from gongyue.apps.tasks.filings.selectors import usual_place
from gongyue.portals.shared.places import (
    Unclear,
    first_suggestions,
    is_known,
    is_wide,
    levels_of,
    place_name,
    read_place,
)

UNFINISHED = "+"  # before a code that the button or a broken chain left half chosen
LEVELS = 4
GO_ON = "下一级已经列出来了，请接着选"
ATTRS = {"class": "form-control", "autocomplete": "off", "placeholder": "例如 长沙岳麓"}


class PlaceWidget(forms.Widget):
    """Which of the two counts: what was changed since the page was drawn; the line before lists."""

    template_name = "components/place.html"

    def __init__(self, attrs: Any = None, *, streets: bool = False) -> None:
        super().__init__({**ATTRS, **(attrs or {})})
        self.streets, self.open = streets, False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        text = str(data.get(name) or "").strip()
        was = str(data.get(f"{name}__was") or "")[:9]
        unchanged = bool(was) and text == place_name(was)
        chosen, whole = self.chosen(data, name)
        if chosen and chosen != was and (unchanged or not text):
            return chosen if whole and f"{name}__next" not in data else UNFINISHED + chosen
        return was if unchanged else text

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}__1" not in data

    def chosen(self, data: Any, name: str) -> tuple[str, bool]:
        """The lowest code of the chain, and whether nothing below it was left from elsewhere."""
        found = ""
        for level in range(1, LEVELS + 1):
            code = str(data.get(f"{name}__{level}") or "")[:9]
            if not code:
                continue
            fits = not found or code in inside(found) or (len(code) == 9 and code[:6] == found)
            if not fits or not is_known(code, streets=self.streets):
                return found, False
            found = code
        return found, True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        text = str(value or "")
        code = text.removeprefix(UNFINISHED)
        known = is_known(code, streets=self.streets)
        context["widget"] |= {
            "text": place_name(code) if known else code,
            "code": code if known else "",
            "levels": levels_of(code if known else "", streets=self.streets),
            "open": self.open or text.startswith(UNFINISHED) or (bool(text) and not known),
            "suggested": first_suggestions(code[:6] if known else usual_place()),
            "streets": self.streets,
        }
        return context


class PlaceField(forms.CharField):
    """A code of six digits, of nine where `streets` are asked for and one was chosen.

    `least="city"` refuses a whole province.
    """

    def __init__(self, *, streets: bool = False, least: str = "", **options: Any) -> None:
        self.streets, self.least = streets, least
        options.setdefault("widget", PlaceWidget(streets=streets))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        if not text:
            return ""
        if text.startswith(UNFINISHED):
            raise ValidationError(GO_ON, code="unfinished")
        try:
            code = read_place(text, streets=self.streets)
        except Unclear as unclear:
            raise ValidationError(str(unclear), code="unclear") from None
        if self.least == "city" and is_wide(code):
            raise ValidationError("请选到市或者区县", code="wide")
        return code


def plain_query(asked: QueryDict, form: forms.BaseForm) -> QueryDict:
    """The address of a form with each place as its code, and without the parts of the lists."""
    plain = asked.copy()
    for name, field in form.fields.items():
        if not isinstance(field, PlaceField):
            continue
        for part in ("was", "next", *range(1, LEVELS + 1)):
            plain.pop(f"{name}__{part}", None)
        if code := getattr(form, "cleaned_data", {}).get(name):
            plain[name] = code
    return plain
