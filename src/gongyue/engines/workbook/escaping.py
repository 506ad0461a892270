"""Text that leaves the system must never be run as a formula by a spreadsheet program."""

from __future__ import annotations

# The full-width signs count: WPS and Excel fold them when a person retypes or pastes the cell.
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－﹣−＠|%")


def escape_cell(text: str) -> str:
    """The same text with a leading apostrophe where a spreadsheet might execute it.

    Leading blanks and NULs are looked through: programs strip them before they decide.
    """
    head = text.lstrip(" \u3000\u00a0\ufeff\x00")
    if text[:1] in _DANGEROUS or head[:1] in _DANGEROUS:
        return "'" + text.replace("\x00", "")
    return text.replace("\x00", "")
