"""An organisation's own lists, and the lists everybody shares."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can, Kind, Purpose, Role
from gongyue.apps.workspace.models import DICTIONARIES, DictionaryEntry

# Column of an employment in which the values of a dictionary are met.
COLUMNS = {"post": "post"}
MOST_MET = 200


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """One value. `used`: employments that write it this way or another of its spellings."""

    entry_id: int
    code: str
    label: str
    also: tuple[str, ...]
    position: int
    used: int
    is_retired: bool


@dataclass(frozen=True, kw_only=True)
class DictionaryView:
    """`strangers`: (spelling, employments) met in records and in no entry, the frequent first."""

    name: str
    label: str
    entries: tuple[EntryView, ...]
    strangers: tuple[tuple[str, int], ...]


def dictionaries_of(viewer: User, organisation_id: UUID) -> list[DictionaryView]:
    """All own lists, for the owner. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    rows = DictionaryEntry.objects.filter(organisation=organisation_id)
    rows = rows.order_by("dictionary", "position", "label")
    by_name: dict[str, list[DictionaryEntry]] = {}
    for row in rows:
        by_name.setdefault(row.dictionary, []).append(row)
    return [
        _view(name, label, by_name.get(name, []), _met(organisation_id, name))
        for name, label in DICTIONARIES
    ]


def values_of(viewer: User, organisation_id: UUID, dictionary: str) -> list[str]:
    """Labels in use, in their order, for forms. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.SEE_PEOPLE, organisation_id)
    rows = DictionaryEntry.objects.filter(
        organisation=organisation_id, dictionary=dictionary, retired_at=None
    )
    return list(rows.order_by("position", "label").values_list("label", flat=True))


def _met(organisation_id: UUID, dictionary: str) -> Counter[str]:
    column = COLUMNS.get(dictionary)
    if column is None:
        return Counter()
    rows = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
    return Counter(rows.exclude(**{column: ""}).values_list(column, flat=True))


def _view(
    name: str, label: str, entries: list[DictionaryEntry], met: Counter[str]
) -> DictionaryView:
    known = {word for entry in entries for word in (entry.label, *entry.also)}
    strangers = [(word, count) for word, count in met.most_common() if word not in known]
    return DictionaryView(
        name=name,
        label=label,
        entries=tuple(
            EntryView(
                entry_id=entry.pk,
                code=entry.code,
                label=entry.label,
                also=tuple(entry.also),
                position=entry.position,
                used=sum(met[word] for word in {entry.label, *entry.also}),
                is_retired=entry.retired_at is not None,
            )
            for entry in entries
        ),
        strangers=tuple(strangers[:MOST_MET]),
    )


def published_lists() -> dict[str, Any]:
    """The code lists everybody may rely on: codes never change their meaning."""
    lists = {
        "employment_kind": ("用工形式", EmploymentKind.choices),
        "organisation_kind": ("组织类别", Kind.choices),
        "role": ("角色", Role.choices),
        "purpose": ("查阅用途", Purpose.choices),
        "standing": ("记录的效力", Event.Standing.choices),
        "source": ("记录的来源", Event.Source.choices),
        "event_type": ("事件类型", [(t.name, t.label) for t in EVENT_TYPES.values()]),
        "dictionary": ("单位字典", list(DICTIONARIES)),
    }
    return {
        name: {
            "label": label,
            "values": [{"code": str(code), "label": str(words)} for code, words in values],
        }
        for name, (label, values) in lists.items()
    }
