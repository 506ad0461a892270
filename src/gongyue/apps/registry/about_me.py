"""What the system holds about somebody: the list of its parts. Each app declares its own.

    declare_part(
        Part(
            name="filings",
            label="申报事项",
            columns={"number": "流水号", "made_at": "提交时间"},
            rows=filings_about,      # (Subject) -> rows of plain values by column
            covers=("tasks.Filing",),
        )
    )

A model that points at a person or an account and is in no part is named in `declare_not_personal`
with the reason; a test holds both lists against the models. docs/reference/about-me.md shows them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

FORMAT = "gongyue.about-me/1"
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Somebody: their registrations (several where some were merged), and their accounts."""

    person_id: UUID
    person_ids: frozenset[UUID]
    user_ids: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One table of the export. `columns`: name → 中文; `covers`: labels of the models in it."""

    name: str
    label: str
    columns: Mapping[str, str]
    rows: Callable[[Subject], Iterable[Row]]
    covers: tuple[str, ...]

    def plain(self, subject: Subject) -> list[dict[str, str]]:
        """The rows as text; a column that a row lacks is empty."""
        return [
            {name: text_of(row.get(name)) for name in self.columns} for row in self.rows(subject)
        ]


PARTS: dict[str, Part] = {}
NOT_PERSONAL: dict[str, str] = {}


def declare_part(*parts: Part) -> None:
    """Add parts; a name belongs to one part only."""
    for part in parts:
        if part.name in PARTS and PARTS[part.name].columns != part.columns:
            raise ValueError(f"{part.name} is declared twice")
        PARTS[part.name] = part


def declare_not_personal(reasons: Mapping[str, str]) -> None:
    """Models that point at somebody and hold nothing about them, with the reason."""
    NOT_PERSONAL.update(reasons)


def text_of(value: Any) -> str:
    """A value as the files show it; instants in the city's time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(text_of(each) for each in value)
    return str(value)


def schema() -> dict[str, Any]:
    """The JSON Schema of about-me.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} 关于我的一切",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "made_at": {"type": "string"},
            "person": {"type": "string"},
            **{name: _schema_of(part) for name, part in sorted(PARTS.items())},
        },
        "required": ["format", "made_at", "person", *sorted(PARTS)],
        "additionalProperties": False,
    }


def _schema_of(part: Part) -> dict[str, Any]:
    columns = {name: {"type": "string", "title": label} for name, label in part.columns.items()}
    return {
        "type": "array",
        "title": part.label,
        "items": {
            "type": "object",
            "properties": columns,
            "required": list(columns),
            "additionalProperties": False,
        },
    }
