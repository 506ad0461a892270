"""One changed value, as somebody fills it into a form, in the form of a patch."""

import json
import re
from datetime import date, timedelta

from gongyue.law.rulebook import default_book

A_YEAR = timedelta(days=365)
NUMBER = re.compile(r"\d{1,12}(\.\d{1,8})?")


def patch_of(*, place: str, parameter: str, first: date, value: str, source: str) -> str:
    """The text of the patch; a value that is no number stays text, and the check says so."""
    act = f"{place}/draft-{first:%Y%m%d}"
    until = first + A_YEAR
    ends = "" if _is_followed(place, parameter, first) else f", checked_until: {until}"
    row = f"{{value: {_number(value)}, source: {act}, mark: V{ends}}}"
    lines = (
        f"place: {_text(place)}",
        "parameters:",
        f"  {parameter}:",
        "    values:",
        f"      {first}: {row}",
        "sources:",
        f"  {act}:",
        f"    title_zh: {_text(source)}",
        "    title_en: Draft",
        "    kind: notice",
        "    mark: V",
        f"    in_force: {{from: {first}}}",
        f"    checked_until: {until}",
    )
    return "\n".join(lines) + "\n"


def _is_followed(place: str, parameter: str, first: date) -> bool:
    """Whether a later row stands already: the new one then ends where that begins."""
    table = default_book().tables.get(place)
    known = table.parameters.get(parameter) if table else None
    return bool(known and known.firsts[-1] > first)


def _number(value: str) -> str:
    plain = value.strip().replace(",", "")
    return plain if NUMBER.fullmatch(plain) else _text(value)


def _text(words: str) -> str:
    return json.dumps(words.strip(), ensure_ascii=False)
