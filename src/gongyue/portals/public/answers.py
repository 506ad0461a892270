"""What somebody has answered so far: kept in the session, never in an address.

The shape kept is what the form was sent: {field: {name on the wire: text}}. A field that is there
with empty texts was left open on purpose.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.timezone import now

from gongyue.law.guide import Asked, step_on
from gongyue.law.registry import Rule
from gongyue.law.rulebook import BadFacts
from gongyue.portals.public.calculator_forms import FactsForm
from gongyue.portals.public.fields import fact_of
from gongyue.portals.shared.place_fields import PlaceField

KEY = "answers"
MOST_RULES = 6  # kept at a time; the oldest goes
MOST_PARTS = 40  # of one question
LONGEST = 120  # of one text; nothing a calculator asks is longer
SECONDS = 2 * 60 * 60  # then they are gone: the next at this screen may be somebody else

Raw = dict[str, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """The answers as a form, and where the asking stands with them.

    `bad` are the fields whose answers cannot be read or do not fit the others.
    """

    form: FactsForm
    asked: Asked
    answers: dict[str, Any]
    bad: tuple[str, ...] = ()
    whole: bool = False

    @property
    def done(self) -> bool:
        """There is an outcome, or an honest refusal that no other answer is asked for."""
        refused = self.asked.refusal is not None and not isinstance(self.asked.refusal, BadFacts)
        return not self.bad and (self.asked.outcome is not None or refused)


def kept(request: HttpRequest, rule: Rule) -> Raw:
    """Empty when nothing was answered or it was too long ago."""
    entry = request.session.get(KEY, {}).get(rule.name)
    if not entry or now().timestamp() - entry["at"] > SECONDS:
        return {}
    return dict(entry["raw"])


def keep(request: HttpRequest, rule: Rule, raw: Raw) -> None:
    """In place of what was kept for this rule."""
    entries = {name: e for name, e in request.session.get(KEY, {}).items() if name != rule.name}
    entries[rule.name] = {"at": int(now().timestamp()), "raw": raw}
    latest = sorted(entries, key=lambda name: entries[name]["at"])[-MOST_RULES:]
    request.session[KEY] = {name: entries[name] for name in latest}


def forget(request: HttpRequest, rule: Rule) -> None:
    entries = request.session.get(KEY, {})
    request.session[KEY] = {name: e for name, e in entries.items() if name != rule.name}


def moved(request: HttpRequest, rule: Rule) -> bool:
    """Facts in the address, as former links have them, go into the session: then redirect."""
    if not any(_field_of(rule, name) for name in request.GET):
        return False
    keep(request, rule, all_of(rule, request.GET))
    return True


def all_of(rule: Rule, data: QueryDict) -> Raw:
    """A form with all questions, or an address of former times: what is missing was left open."""
    return {item.field: part_of(rule, item.field, data) for item in rule.questions.items}


def part_of(rule: Rule, field: str, data: QueryDict) -> dict[str, str]:
    """What was sent for one question. A place is kept as its code, without its lists."""
    found = {name: data.get(name, "")[:LONGEST] for name in data if _field_of(rule, name) == field}
    form = FactsForm(rule, as_data({field: found}), only={field})
    if isinstance(form.fields[field], PlaceField) and form.is_valid():
        return {field: form.cleaned_data[field]}
    return dict(list(found.items())[:MOST_PARTS]) or {field: ""}


def as_data(raw: Raw) -> QueryDict:
    """As the form takes it."""
    data = QueryDict(mutable=True)
    for parts in raw.values():
        for name, text in parts.items():
            data[name] = text
    return data


def stand_of(rule: Rule, raw: Raw) -> Stand:
    """Where the asking stands; a question left open although it is needed is asked again."""
    raw = {field: parts for field, parts in raw.items() if field in _names(rule)}
    form = FactsForm(rule, as_data(raw), only=set(raw))
    form.is_valid()
    whole = len(raw) == len(rule.questions.items)
    if bad := tuple(name for name, found in form.errors.as_data().items() if _unread(found)):
        return Stand(form=form, asked=Asked(), answers={}, bad=bad, whole=whole)
    answers = {
        name: None if value in (None, "", []) else fact_of(value)
        for name, value in form.cleaned_data.items()
    }
    asked = step_on(rule, answers)
    if isinstance(asked.refusal, BadFacts):
        bad = (str(asked.refusal.field or ""),)
        form.refuse(asked.refusal.field, asked.refusal.message_zh)
    return Stand(form=form, asked=asked, answers=answers, bad=bad, whole=whole)


def _unread(errors: list[Any]) -> bool:
    return any(error.code != "required" for error in errors)


def _names(rule: Rule) -> set[str]:
    return {item.field for item in rule.questions.items}


def _field_of(rule: Rule, name: str) -> str:
    """`terms_0` belongs to `terms`, `place__1` to `place`: the longest name that fits."""
    fits = [f for f in _names(rule) if name == f or name.startswith(f"{f}_")]
    return max(fits, key=len, default="")
