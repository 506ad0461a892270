"""What was seen on paper: cells of a grid with their text, confidence and place."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

# Below this a cell is shown to a person first. Measured by `gongyue bench ocr`.
SURE = 0.93
# Of Chinese words more is asked: no checksum and no pattern speaks for a name, and on small, faint
# paper one character is easily taken for another.
SURE_OF_WORDS = 0.97


def is_unsure(text: str, confidence: float) -> bool:
    """Whether a person looks at the text before it is used."""
    words = any(ord(letter) > 255 for letter in text)
    return confidence < (SURE_OF_WORDS if words else SURE)


@dataclass(frozen=True, slots=True)
class Scanned:
    """One cell. confidence: 0 … 1, 1 for text that needed no recognising. picture: a PNG of the
    cell where somebody has to look at it, else empty."""

    row: int
    column: int
    text: str
    confidence: float
    page: int
    rows: int = 1
    columns: int = 1
    picture: bytes = b""

    @property
    def is_doubtful(self) -> bool:
        return is_unsure(self.text, self.confidence)


@dataclass(slots=True)
class ScannedSheet:
    """Pages whose table goes on, one below the other; rows and columns count from 0."""

    name: str
    cells: list[Scanned] = field(default_factory=list)

    def doubts(self) -> Iterator[Scanned]:
        return (cell for cell in self.cells if cell.is_doubtful)


@dataclass(slots=True)
class Scan:
    """A whole document on paper. recognised: whether any page needed recognising."""

    sheets: list[ScannedSheet] = field(default_factory=list)
    pages: int = 0
    recognised: bool = False
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """JSON types only; pictures as base64."""
        return {
            "pages": self.pages,
            "recognised": self.recognised,
            "seconds": self.seconds,
            "sheets": [
                {"name": sheet.name, "cells": [_cell_json(cell) for cell in sheet.cells]}
                for sheet in self.sheets
            ],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Scan:
        """The inverse of to_json."""
        return cls(
            sheets=[
                ScannedSheet(sheet["name"], [_cell(*cell) for cell in sheet["cells"]])
                for sheet in told["sheets"]
            ],
            pages=told["pages"],
            recognised=told["recognised"],
            seconds=told["seconds"],
        )


def _cell_json(cell: Scanned) -> list[Any]:
    picture = base64.b64encode(cell.picture).decode() if cell.picture else ""
    return [
        cell.row, cell.column, cell.text, cell.confidence, cell.page, cell.rows, cell.columns,
        picture,
    ]  # fmt: skip


def _cell(  # noqa: PLR0913 - the columns of a stored cell
    row: int,
    column: int,
    text: str,
    confidence: float,
    page: int,
    rows: int,
    columns: int,
    picture: str,
) -> Scanned:
    return Scanned(row, column, text, confidence, page, rows, columns, base64.b64decode(picture))
