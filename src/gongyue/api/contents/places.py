"""Places by everyday words, and which of them have tables of their own."""

from typing import Any

from gongyue.kernel.areas import search_areas
from gongyue.law.due import INVENTED
from gongyue.law.rulebook import BOOK, BadFacts

MOST, LONGEST = 20, 40


def places_found(words: str) -> dict[str, Any]:
    """Those that words or a code mean, the best first; without words those with tables."""
    if len(words) > LONGEST:
        raise BadFacts(f"“q”最多{LONGEST}个字。", field="q")
    codes = search_areas(words, MOST) if words.strip() else _with_tables()
    own = [code for code in _with_tables() if words.strip() and words == code]
    found = list(dict.fromkeys([*own, *codes]))
    return {"count": len(found), "places": [_told(code) for code in found]}


def _with_tables() -> tuple[str, ...]:
    codes = sorted(code for code in BOOK.tables if code != "cn")
    return tuple(sorted(codes, key=lambda code: code.startswith(INVENTED)))


def _told(code: str) -> dict[str, Any]:
    """`tables`: codes of the tables that apply there, nearest first; `cn` is the country's."""
    return {
        "code": code,
        "name": BOOK.place_name(code),
        "tables": [table.code for table in BOOK.chain(code)],
        "invented": code.startswith(INVENTED),
    }
