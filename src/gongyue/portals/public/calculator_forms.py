"""The form of a rule, generated from its facts and questions."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, Literal, get_origin

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate

from gongyue.law.facts.base import Kind, kinds_of
from gongyue.law.facts.questions import Question
from gongyue.law.registry import Rule
from gongyue.portals.public.fields import field_for, unit_of
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.words import value_text, with_dates

LEFT_OPEN = "没有填"


class FactsForm(forms.Form):
    """One question a field, in the order of questions.yaml."""

    use_required_attribute = False

    def __init__(
        self,
        rule: Rule,
        data: QueryDict | None = None,
        *,
        place: str = "",
        only: Collection[str] | None = None,
    ) -> None:
        super().__init__(data, initial=_kept(data) if data else None)
        self.rule = rule
        self.kinds = dict(kinds_of(rule.facts_class))
        self.defaults = {f.name: f.default for f in fields(rule.facts_class)}
        asked = [q for q in rule.questions.items if only is None or q.field in only]
        for question in asked:
            self.fields[question.field] = self._field(question)
        if place and "place" in self.fields:
            self.fields["place"].initial = place

    def _field(self, question: Question) -> forms.Field:
        kind, default = self.kinds[question.field], self.defaults[question.field]
        initial = None if default is MISSING else default
        if question.field == "on" and default is MISSING:
            initial = localdate()
        # What has a default and cannot be empty is chosen beforehand, where everybody sees it.
        chosen = kind.type is bool or get_origin(kind.type) is Literal
        required = default is MISSING or (chosen and not kind.optional)
        return field_for(kind, question, required=required, initial=initial)

    def rows(self) -> list[dict[str, Any]]:
        """Each field with its unit and the reason for asking."""
        return [
            {
                "field": self[question.field],
                "unit": unit_of(self.kinds[question.field]),
                "why": question.why,
                "stacked": question.field in self.fields and _long(self.fields[question.field]),
            }
            for question in self.rule.questions.items
            if question.field in self.fields
        ]

    def answered(self, needed: Collection[str]) -> list[dict[str, str]]:
        """What was answered of what is needed: name, label and the answer in words."""
        return [
            {"name": question.field, "label": question.label, "text": text}
            for question in self.rule.questions.items
            if question.field in needed and (text := self._text(question))
        ]

    def _text(self, question: Question) -> str:
        """Empty when it was not asked; what was left open says so."""
        if question.field not in self.cleaned_data:
            return ""
        value = self.cleaned_data[question.field]
        if value in (None, "", []):
            return "" if self.fields[question.field].required else LEFT_OPEN
        return _said(question, self.kinds[question.field], value)

    def refuse(self, field: str | None, message: str) -> None:
        """Put a rule's objection beside the field it names."""
        self.add_error(field if field in self.fields else None, with_dates(message))


def _kept(data: QueryDict) -> dict[str, str]:
    return {name: data.get(name, "") for name in data}


def _long(field: forms.Field) -> bool:
    choices = getattr(field, "choices", ())
    return sum(len(str(word)) for _, word in choices) > 24


def _said(question: Question, kind: Kind, value: Any) -> str:
    if question.field == "place":
        return place_name(value)
    if isinstance(value, list | tuple) and isinstance(value[0], Decimal):
        return "、".join(str(value_text(amount, "yuan")) for amount in value)
    if isinstance(value, list | tuple):
        days = value if value and isinstance(value[0], list | tuple) else [value]
        return "；".join(f"{value_text(a, None)} 至 {value_text(b, None)}" for a, b in days)
    if isinstance(value, str):
        return question.choices.get(value, value)
    if question.field == "year":
        return f"{int(value)}年"
    if question.field == "month":
        return f"{value.year}年{value.month}月"
    text = value_text(value, "yuan" if unit_of(kind) == "元" else None)
    return str(text) if text.unit else f"{text} {unit_of(kind)}".strip()
