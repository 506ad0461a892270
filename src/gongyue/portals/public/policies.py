"""查补贴: what is told once stands beside every policy: met, not met, or which fact is missing.
Nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyue.law.policies import Standing, standings
from gongyue.law.policies.kinds import CHOICE, COUNT, YES_NO, Fact, in_cel
from gongyue.law.policies.reading import policies, vocabulary
from gongyue.law.rulebook import BadFacts, Refusal
from gongyue.law.sources import cite_text
from gongyue.law.words import verdict_word
from gongyue.portals.shared.place_fields import PlaceField

NOT_KNOWN = ("", "不知道")
TRUTH = {"yes": True, "no": False}
REFUSED = "这一天、这个地方不能回答"
SIGNS = {True: ("符合", "agreed"), False: ("不符合", ""), None: ("还不知道", "doubt")}
LONGEST = 20


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One policy in words. `lines`: the words of a condition, its sign and kind of mark."""

    standing: Standing
    word: str
    article: str
    lines: tuple[tuple[str, str, str], ...]


class PoliciesForm(forms.Form):
    """Every fact of the vocabulary, none of them required."""

    place = PlaceField(label="哪个地方", error_messages={"required": "请填写地方"})
    on = forms.DateField(
        label="哪天申请",
        error_messages={"required": "请填写哪天申请", "invalid": "日期写成 2025-06-30 这样"},
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({name: _field(fact) for name, fact in vocabulary().items()})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, fact in vocabulary().items():
            try:
                if (value := _value(fact, given.get(name))) is not None:
                    in_cel(fact, value)
            except BadFacts as bad:
                self.add_error(name, bad.message_zh)
        return given

    def facts(self) -> dict[str, Any]:
        """What was told; what was left out is not there."""
        told = {n: _value(f, self.cleaned_data.get(n)) for n, f in vocabulary().items()}
        return {name: value for name, value in told.items() if value is not None}

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Each policy with the facts no policy before it asks."""
        asked: set[str] = set()
        for policy in policies().values():
            new = [fact.name for fact in policy.facts if fact.name not in asked]
            asked |= set(new)
            if new:
                yield policy.name, [self[name] for name in new]


def _field(fact: Fact) -> forms.Field:
    if fact.kind in (YES_NO, CHOICE):
        words = {"yes": "是", "no": "不是"} if fact.kind == YES_NO else fact.choices
        return forms.ChoiceField(
            label=fact.ask,
            required=False,
            choices=[NOT_KNOWN, *words.items()],
            error_messages={"invalid_choice": "请从列表里选"},
            widget=forms.Select(attrs={"class": "form-select"}),
        )
    return forms.CharField(
        label=fact.ask,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": "数字太长"},
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "inputmode": "numeric" if fact.kind == COUNT else "decimal",
                "autocomplete": "off",
            }
        ),
    )


def _value(fact: Fact, typed: Any) -> Any:
    """None for what was left out."""
    text = str(typed or "").strip()
    return TRUTH.get(text) if fact.kind == YES_NO else text or None


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def policies_page(request: HttpRequest) -> HttpResponse:
    """The form; and how every policy stands for what was told."""
    is_sent = request.method == "POST"
    form = PoliciesForm(request.POST if is_sent else None, initial={"on": localdate()})
    shown = _shown(form) if is_sent and form.is_valid() else None
    return render(request, "public/policies.html", {"form": form, "shown": shown})


def _shown(form: PoliciesForm) -> list[Shown] | None:
    """What may be had first, then what is still open; None where the place or day is refused."""
    try:
        found = standings(
            form.facts(), on=form.cleaned_data["on"], place=form.cleaned_data["place"]
        )
    except Refusal as refusal:
        form.add_error("place", refusal.message_zh)
        return None
    order = ("may_apply", "unknown", "expired", "not_entitled", "refused")
    return [_told(one) for one in sorted(found, key=lambda one: order.index(one.verdict))]


def _told(found: Standing) -> Shown:
    lines = tuple(
        (condition.words, *SIGNS[met])
        for condition, met in zip(found.policy.conditions, found.met, strict=False)
    )
    word = REFUSED if found.verdict == "refused" else verdict_word(found.verdict)
    article = cite_text(found.policy.basis)
    return Shown(standing=found, word=word, article=article, lines=lines)
