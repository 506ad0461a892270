"""Reads any HR workbook: messy sheets in, typed rows and joined people out.

Public: read, Hints, Shape, Workbook, Sheet, Row, Person, Problem, Limits, UnreadableWorkbook,
BareMonth, FIELDS, escape_cell.
"""

from gongyue.engines.workbook.escaping import escape_cell
from gongyue.engines.workbook.fields import FIELDS, Field, label_of
from gongyue.engines.workbook.models import (
    BareMonth,
    Limits,
    Person,
    Problem,
    Row,
    Shape,
    Sheet,
    UnreadableWorkbook,
    Value,
    Values,
    Workbook,
)
from gongyue.engines.workbook.reading import Hints, read

__all__ = [
    "FIELDS",
    "BareMonth",
    "Field",
    "Hints",
    "Limits",
    "Person",
    "Problem",
    "Row",
    "Shape",
    "Sheet",
    "UnreadableWorkbook",
    "Value",
    "Values",
    "Workbook",
    "escape_cell",
    "label_of",
    "read",
]
