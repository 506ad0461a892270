"""The form of a rule, generated from its facts and questions."""

from dataclasses import MISSING, fields
from typing import Any, Literal, get_origin

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate

from gongyue.law.facts.base import Kind, kinds_of
from gongyue.law.facts.questions import Question
from gongyue.law.registry import Rule
from gongyue.portals.public.fields import fact_of, field_for, unit_of
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.words import value_text, with_dates


class FactsForm(forms.Form):
    """One question a field, in the order of questions.yaml."""

    use_required_attribute = False

    def __init__(self, rule: Rule, data: QueryDict | None = None, *, place: str = "") -> None:
        super().__init__(data, initial=_kept(data) if data else None)
        self.rule = rule
        self.kinds = dict(kinds_of(rule.facts_class))
        self.defaults = {f.name: f.default for f in fields(rule.facts_class)}
        for question in rule.questions.items:
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
        ]

    def facts(self) -> dict[str, Any]:
        """What the rule is asked; fields left empty are not facts."""
        return {
            name: fact_of(value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "", [])
        }

    def stated(self) -> list[tuple[str, str]]:
        """What was filled in, for the result and for paper."""
        return [
            (question.label, _said(question, self.kinds[question.field], value))
            for question in self.rule.questions.items
            if (value := self.cleaned_data.get(question.field)) not in (None, "", [])
        ]

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
    if isinstance(value, list | tuple):
        days = value if value and isinstance(value[0], list | tuple) else [value]
        return "；".join(f"{value_text(a, None)} 至 {value_text(b, None)}" for a, b in days)
    if isinstance(value, str):
        return question.choices.get(value, value)
    if question.field == "month":
        return f"{value.year}年{value.month}月"
    text = value_text(value, "yuan" if unit_of(kind) == "元" else None)
    return str(text) if text.unit else f"{text} {unit_of(kind)}".strip()
