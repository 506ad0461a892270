"""Dated parameters, calculations that record themselves, and honest refusals."""

from typing import Any

from gongyue.law.rulebook.book import Rulebook, begin, default_book
from gongyue.law.rulebook.outcome import (
    Action,
    Composed,
    Note,
    Outcome,
    Section,
    Step,
    Table,
    Value,
)
from gongyue.law.rulebook.parameters import UNITS, Parameter, Row
from gongyue.law.rulebook.refusals import (
    BadFacts,
    InvalidRulebook,
    NotCovered,
    NotInForce,
    Refusal,
    Undetermined,
)
from gongyue.law.rulebook.work import Work

BOOK: Rulebook  # read from disk when first asked for

__all__ = [
    "BOOK",
    "UNITS",
    "Action",
    "BadFacts",
    "Composed",
    "InvalidRulebook",
    "NotCovered",
    "NotInForce",
    "Note",
    "Outcome",
    "Parameter",
    "Refusal",
    "Row",
    "Rulebook",
    "Section",
    "Step",
    "Table",
    "Undetermined",
    "Value",
    "Work",
    "begin",
    "default_book",
]


def __getattr__(name: str) -> Any:
    if name == "BOOK":
        return default_book()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
