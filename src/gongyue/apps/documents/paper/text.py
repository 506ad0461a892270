"""What people wrote, made fit for paper: nothing invisible, and no silent empty boxes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongyue.apps.documents.paper.fonts import Shelf

LONG_RUN = re.compile(r"[!-~]{9,}")  # in a narrow column
ENDLESS_RUN = re.compile(r"[!-~]{31,}")  # anywhere
ZERO_WIDTH_SPACE = "\u200b"
SEEN_AS_SPACE = {"Cc", "Zl", "Zp", "Zs"}
# Formats, marks of direction, variation selectors: they have no shape of their own.
UNSEEN = {"Cf", "Cs"}
VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))


def one_line(text: str) -> str:
    """Without control characters, marks of direction and other things that have no shape."""
    return "".join(_seen(character) for character in text)


def breakable(text: str, run: re.Pattern[str] = LONG_RUN) -> str:
    """Long runs of Latin letters may break anywhere, or they would leave their column."""
    return run.sub(lambda found: ZERO_WIDTH_SPACE.join(found[0]), text)


@dataclass
class Clerk:
    """Goes through everything that is to be printed and notes what no font can draw."""

    shelf: Shelf
    missing: dict[str, str] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)

    def fit(self, value: Any) -> Any:
        """The value with every text fit for paper; lines stay lines."""
        if isinstance(value, str):
            return "\n".join(self._fit_line(line) for line in value.splitlines())
        if isinstance(value, (list, tuple)):
            return [self.fit(item) for item in value]
        if isinstance(value, Mapping):
            return {key: self.fit(item) for key, item in value.items()}
        return value

    def _fit_line(self, line: str) -> str:
        drawn = "".join(self._drawn(character) for character in one_line(line))
        return breakable(drawn, ENDLESS_RUN)

    def _drawn(self, character: str) -> str:
        if character in {" ", ZERO_WIDTH_SPACE} or self._can(character):
            return character
        shown = stand_in(character)
        self.missing[character] = shown
        return shown

    def _can(self, character: str) -> bool:
        if character not in self._known:
            self._known[character] = self.shelf.can_draw(character)
        return self._known[character]


def stand_in(character: str) -> str:
    """What is printed for a character without a glyph: its number in the Unicode standard."""
    return f"〔U+{ord(character):04X}〕"


def _seen(character: str) -> str:
    kind = unicodedata.category(character)
    if character == ZERO_WIDTH_SPACE:
        return character
    if kind in SEEN_AS_SPACE:
        return "\u3000" if character == "\u3000" else " "
    unseen = kind in UNSEEN or any(ord(character) in each for each in VARIATION_SELECTORS)
    return "" if unseen else character
