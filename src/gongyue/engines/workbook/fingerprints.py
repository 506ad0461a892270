"""The shape of a header: what stays the same when next month's table arrives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gongyue.engines.workbook.lexicon import clean_heading

_LONGEST = 60
_OURS = "问题"  # the column with which a file was given back


@dataclass(frozen=True, slots=True)
class Place:
    """A column by its heading: the nth (from 0) that is called so."""

    letter: str
    heading: str
    nth: int


def places_of(headers: Mapping[str, str]) -> list[Place]:
    """The columns of a sheet from left to right; numbers in headings (9月) do not count."""
    met: Counter[str] = Counter()
    found = []
    for letter in sorted(headers, key=lambda letter: (len(letter), letter)):
        heading = normal(headers[letter])
        found.append(Place(letter, heading, met[heading]))
        met[heading] += 1
    return found


def shape_of(headers: Mapping[str, str], sheet_name: str) -> str:
    """Equal for tables whose headings say the same in the same order. Where no header was found
    only the name of the sheet is left to tell."""
    headings = [
        place.heading for place in places_of(headers) if not place.heading.startswith(_OURS)
    ]
    return "|".join(headings) if any(headings) else f"sheet:{normal(sheet_name)}"


def normal(text: str) -> str:
    """A heading without looks and numbers."""
    cleaned = clean_heading(text)[0] or text.strip()
    return re.sub(r"\d+", "#", cleaned)[:_LONGEST]
