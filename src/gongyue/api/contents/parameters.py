"""Values of the law by place and day, each with its source, mark and how far it was checked."""

from datetime import date
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.rulebook import BOOK, BadFacts, NotCovered, NotInForce, Parameter, Row
from gongyue.law.sources import cite_text
from gongyue.law.words import worded

LONGEST_NAME = 100
NATION = "cn"


def parameters_listed(
    *, place: str, on: date, name: str = "", history: bool = False
) -> dict[str, Any]:
    """What counts at the place on the day: the nearest table that has it. `name`: those whose
    name begins so. Raises BadFacts."""
    if len(name) > LONGEST_NAME:
        raise BadFacts(f"“name”最多{LONGEST_NAME}个字。", field="name")
    found: dict[str, Parameter] = {}
    for table in reversed((BOOK.tables[NATION],) if place == NATION else BOOK.chain(place)):
        found |= table.parameters
    chosen = [found[key] for key in sorted(found) if key.startswith(name)]
    rows = [_told(parameter, on, history) for parameter in chosen]
    return {
        "place": place,
        "place_name": "全国" if place == NATION else BOOK.place_name(place),
        "on": str(on),
        "count": len(rows),
        "parameters": rows,
    }


def _told(parameter: Parameter, on: date, history: bool) -> dict[str, Any]:
    told = {
        "name": parameter.name,
        "label": parameter.label,
        "unit": parameter.unit,
        "place": parameter.place,
        **_governing(parameter, on),
    }
    if history:
        told["rows"] = [_row(parameter, row) for row in parameter.rows]
    return told


def _governing(parameter: Parameter, on: date) -> dict[str, Any]:
    """`state`: known, stale, disabled (exists, not verified) or not_yet (before its first day)."""
    row = parameter.row_on(on)
    try:
        reading = BOOK.reading_of(parameter, on)
    except NotInForce as refusal:
        return {"state": "not_yet", "stale": False, "doubts": [refusal.message_zh], "row": None}
    except NotCovered as refusal:
        said = [refusal.message_zh]
        told = _row(parameter, row) if row else None
        return {"state": "disabled", "stale": False, "doubts": said, "row": told}
    return {
        "state": "stale" if reading.stale else "known",
        "stale": reading.stale,
        "doubts": list(reading.doubts),
        "row": _row(parameter, reading.row),
    }


def _row(parameter: Parameter, row: Row) -> dict[str, Any]:
    return {
        "first": plain(row.first),
        "value": plain(row.value),
        "worded": worded(row.value, parameter.unit) if row.value is not None else "",
        "mark": row.mark,
        "checked_until": plain(row.checked_until),
        "source": row.source,
        "source_text": cite_text(row.source),
        "note": row.note,
        "doubt": row.doubt,
    }
