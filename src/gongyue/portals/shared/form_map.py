"""The map of a long form: what it asks, what is filled in and what is wrong, each a link."""

from dataclasses import dataclass
from typing import Any

LONG = 8  # fields from which a map helps more than it takes room


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One field on the map. `state` is wrong, filled, missing or optional."""

    label: str
    anchor: str
    name: str
    state: str

    @property
    def words(self) -> str:
        return WORDS[self.state]


WORDS = {"wrong": "要改", "filled": "已填", "missing": "未填", "optional": "可不填"}


def form_map(form: Any) -> list[Stop]:
    """Empty for a short form."""
    fields = form.visible_fields()
    return [_stop(bound) for bound in fields] if len(fields) >= LONG else []


def _stop(bound: Any) -> Stop:
    label = str(getattr(bound.field, "short", "") or bound.label)
    return Stop(label=label, anchor=bound.auto_id, name=bound.html_name, state=_state(bound))


def _state(bound: Any) -> str:
    if bound.errors:
        return "wrong"
    if bound.value() not in (None, "", [], False):
        return "filled"
    return "missing" if bound.field.required else "optional"
