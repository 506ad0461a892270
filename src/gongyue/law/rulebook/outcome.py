"""What a rule answers: a value and the working that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

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
    `citations` are empty when the null recorder ran."""

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

    @property
    def amount(self) -> Decimal:
        """The value of an outcome in yuan or another number. Raises TypeError otherwise."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.label} is not a number")
        return self.value

    def to_json(self) -> dict[str, Any]:
        """JSON types only: Decimal as text, dates in ISO form."""
        answer = {name: plain(getattr(self, name)) for name in self.__slots__ if name != "working"}
        return {
            **answer,
            "working": [step.to_json() for step in self.working],
            "articles": [cite_text(citation) for citation in self.citations],
        }
