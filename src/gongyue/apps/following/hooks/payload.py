"""A change as other programs get it: the same object over the API and in each delivery."""

from collections.abc import Iterable
from typing import Any

from gongyue.apps.following.models import LawChange
from gongyue.kernel.jsonform import dumps_canonical, plain
from gongyue.law.registry import RULES
from gongyue.law.tracking import said_of
from gongyue.law.tracking.telling import LABELS, source_text

FORMAT = "gongyue.law-change.v1"


def as_object(change: LawChange) -> dict[str, Any]:
    """Plain JSON; every key is always there."""
    row = change.after or change.before or {}
    return {
        "format": FORMAT,
        "id": change.pk,
        "kind": str(change.kind),
        "kind_label": LABELS[change.kind],
        "what": change.what,
        "place": change.place,
        "place_name": change.place_name,
        "name": change.name,
        "label": change.label,
        "unit": change.unit,
        "first_on": plain(change.first_on),
        "before": change.before,
        "after": change.after,
        "said": said_of(change.kind, change.what, change.unit, change.before, change.after),
        "source": row.get("source") or (change.name if change.what == "act" else None),
        "source_text": source_text(row) or None,
        "rules": list(_rules(change.rules)),
        "found_at": plain(change.found_at),
    }


def as_body(change: LawChange) -> bytes:
    """The canonical bytes that are signed."""
    return dumps_canonical(as_object(change)).encode()


def _rules(names: Iterable[str]) -> Iterable[dict[str, str]]:
    for name in names:
        if name in RULES:
            yield {"name": name, "title": RULES[name].title}
