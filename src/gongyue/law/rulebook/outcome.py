"""What a rule answers: a value and the working that led to it; and, where an answer is made of
others, its sections, what to do next, a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from gongyue.kernel.jsonform import plain
from gongyue.law.sources import cite_text

Value = Decimal | bool | str | date | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the working. A line that reads a parameter names it and its place."""

    label: str
    value: Value
    sources: tuple[str, ...]
    unit: str | None = None
    parameter: str | None = None
    place: str | None = None
    mark: str | None = None
    checked_until: date | None = None
    stale: bool = False
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: plain(getattr(self, name)) for name in self.__slots__},
            "articles": [cite_text(source) for source in self.sources],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of a rule. `parts` are the named results a caller may need; `working` and
    `citations` are empty when the null recorder ran; `composed` holds the sections of an answer
    that is made of other answers."""

    label: str
    value: Value
    unit: str | None
    verdict: str | None
    on: date
    place: str
    working: tuple[Step, ...]
    citations: tuple[str, ...]
    stale: tuple[str, ...]
    doubts: tuple[str, ...]
    parts: Mapping[str, Value] = field(default_factory=dict)
    composed: "Composed | None" = None

    @property
    def amount(self) -> Decimal:
        """The value of an outcome in yuan or another number. Raises TypeError otherwise."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.label} is not a number")
        return self.value

    def to_json(self) -> dict[str, Any]:
        """JSON types only: Decimal as text, dates in ISO form."""
        apart = {"working", "composed"}
        return {
            **{name: plain(getattr(self, name)) for name in self.__slots__ if name not in apart},
            "working": [step.to_json() for step in self.working],
            "articles": [cite_text(citation) for citation in self.citations],
            **(self.composed.to_json() if self.composed else {}),
        }


# added: in the sum. either: only one of these is due, so the least and the most of them bound the
# sum. instead: excluded by another section. deducted: taken off the sum. apart: somebody else
# pays it, or it is no sum of money to receive. explained: what the other sections rest on.
Counts = Literal["added", "either", "instead", "deducted", "apart", "explained"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A plain sentence beside a section, with what it rests on."""

    text: str
    sources: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        articles = [cite_text(source) for source in self.sources]
        return {"text": self.text, "sources": list(self.sources), "articles": articles}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the answer: what a rule says of facts derived from those entered, or the reason
    why that cannot be known and which facts (`fill`) would help. `rule` is empty where the figure
    was entered. `least` and `most` are what it brings into the sum."""

    key: str
    title: str
    counts: Counts
    rule: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    outcome: "Outcome | None" = None
    least: Decimal | None = None
    most: Decimal | None = None
    reason: str = ""
    fill: tuple[str, ...] = ()
    claim_by: date | None = None
    notes: tuple[Note, ...] = ()

    @property
    def known(self) -> bool:
        return self.least is not None

    @property
    def is_range(self) -> bool:
        return self.least != self.most

    def to_json(self) -> dict[str, Any]:
        apart = {"outcome", "notes"}
        return {
            **{name: plain(getattr(self, name)) for name in self.__slots__ if name not in apart},
            "outcome": self.outcome.to_json() if self.outcome else None,
            "notes": [note.to_json() for note in self.notes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What to do next: by when (None: at once, no fixed day), with which papers, where."""

    what: str
    by: date | None = None
    papers: tuple[str, ...] = ()
    where: str = ""
    then: str = ""
    sources: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        said = {name: plain(getattr(self, name)) for name in self.__slots__}
        return {**said, "articles": [cite_text(source) for source in self.sources]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures under named columns: (key, Chinese label, unit)."""

    title: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Value, ...], ...]

    def to_json(self) -> dict[str, Any]:
        columns = [{"key": key, "label": label, "unit": unit} for key, label, unit in self.columns]
        return {"title": self.title, "columns": columns, "rows": plain(self.rows)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    table: Table | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "sections": [section.to_json() for section in self.sections],
            "actions": [action.to_json() for action in self.actions],
            "table": self.table.to_json() if self.table else None,
        }
