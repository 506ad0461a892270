"""Reads any HR workbook: messy sheets in, typed rows and joined people out.

Public: read, Workbook, Sheet, Row, Person, Problem, Limits, UnreadableWorkbook, BareMonth,
FIELDS, escape_cell.
"""

from gongyue.engines.workbook.escaping import escape_cell
from gongyue.engines.workbook.fields import FIELDS, Field, label_of
from gongyue.engines.workbook.models import (
    BareMonth,
    Limits,
    Person,
    Problem,
    Row,
    Sheet,
    UnreadableWorkbook,
    Value,
    Values,
    Workbook,
)
from gongyue.engines.workbook.reading import read

__all__ = [
    "FIELDS",
    "BareMonth",
    "Field",
    "Limits",
    "Person",
    "Problem",
    "Row",
    "Sheet",
    "UnreadableWorkbook",
    "Value",
    "Values",
    "Workbook",
    "escape_cell",
    "label_of",
    "read",
]
