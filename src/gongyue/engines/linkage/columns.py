"""Records as rows to compare: normal forms, and the keys by which candidates are found.

A key is shared by few: records that share one are compared. A key that more than `MOST` share says
nothing and is dropped, so that the work grows with the records and not with their square.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import pyarrow as pa

from gongyue.engines.linkage import numbers
from gongyue.engines.linkage.addresses import plain_address
from gongyue.engines.linkage.firm_names import branch_of, core_of, plain_firm_name
from gongyue.engines.linkage.names import (
    former_name_in,
    near_sound,
    plain_name,
    sound,
    surname_of,
)
from gongyue.engines.linkage.records import FirmRecord, PersonRecord

MOST = 40
Row = dict[str, str | bool | None]
KEY = "key_"


def person_rows(records: Iterable[PersonRecord]) -> pa.Table:
    """One row a record, in their order; `unique_id` counts from 0."""
    return _table([_person(record) for record in records], PERSON_KEYS)


def firm_rows(records: Iterable[FirmRecord]) -> pa.Table:
    """As person_rows, for organisations."""
    return _table([_firm(record) for record in records], FIRM_KEYS)


def _person(record: PersonRecord) -> Row:
    name = plain_name(record.name)
    number, valid = numbers.identity(record.id_number)
    said = numbers.birth_text(record.birth_on)
    return {
        "name": name,
        "former": plain_name(record.former_name) or former_name_in(record.name),
        "sound": sound(name),
        "near_sound": near_sound(name),
        "surname": sound(surname_of(name)),
        "id_no": number,
        "id_no_ok": valid,
        "birth": numbers.birth_of(number, valid=valid) or said,
        "phone": numbers.phone(record.phone),
        "address": plain_address(record.address),
        "sex": numbers.sex_of(number, valid=valid) or record.sex,
    }


def _firm(record: FirmRecord) -> Row:
    code, valid = numbers.credit_code(record.credit_code)
    core = core_of(record.name)
    return {
        "name": plain_firm_name(record.name),
        "core": core,
        "branch": branch_of(record.name) or "-",
        "sound": near_sound(core),
        "code": code,
        "code_ok": valid,
        "phone": numbers.phone(record.phone),
        "address": plain_address(record.address),
        "representative": plain_name(record.representative),
    }


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _both(*names: str) -> Callable[[Row], str]:
    """A key of several fields; nothing where one of them is missing."""

    def key(row: Row) -> str:
        parts = [_text(row, name) for name in names]
        return "|".join(parts) if all(parts) else ""

    return key


def _part(name: str, *spans: tuple[int, int], needed: int = 18) -> Callable[[Row], str]:
    """Parts of a number: with one digit wrong, two of three parts are still right."""

    def key(row: Row) -> str:
        value = _text(row, name)
        return "".join(value[a:b] for a, b in spans) if len(value) == needed else ""

    return key


def _digits(name: str) -> Callable[[Row], str]:
    """The digits in order of size: the same after any two have changed places."""
    return lambda row: "".join(sorted(_text(row, name)))


def _without_one(name: str, place: int) -> Callable[[Row], str]:
    """The number around a place: what is left of it when a digit was lost or came in there."""
    return lambda row: _text(row, name)[:place] + "|" + _text(row, name)[-place:]


def _sound_and(name: str, of: Callable[[str], str]) -> Callable[[Row], str]:
    def key(row: Row) -> str:
        heard, more = _text(row, "near_sound"), of(_text(row, name))
        return f"{heard}|{more}" if heard and more else ""

    return key


def _former_and_birth(row: Row) -> str:
    former, birth = _text(row, "former"), _text(row, "birth")
    return f"{near_sound(former)}|{birth}" if former and birth else ""


PERSON_KEYS: dict[str, Callable[[Row], str]] = {
    "id": _both("id_no"),
    "id_first": _part("id_no", (0, 12)),
    "id_last": _part("id_no", (6, 18)),
    "id_ends": _part("id_no", (0, 6), (12, 18)),
    "id_digits": _digits("id_no"),
    "id_short": _without_one("id_no", 7),
    "phone": _both("phone"),
    "phone_name": _both("phone", "surname"),
    "name_birth": _both("near_sound", "birth"),
    "surname_birth": _both("surname", "birth"),
    "former_birth": _former_and_birth,
    "name_month": _sound_and("birth", lambda birth: birth[:6]),
    "name_day": _sound_and("birth", lambda birth: birth[:4] + birth[6:]),
    "name_phone_end": _sound_and("phone", lambda number: number[-4:]),
    "name_phone_begin": _sound_and("phone", lambda number: number[:7]),
    "name_address": _both("near_sound", "address"),
    "name": _both("near_sound"),
}
FIRM_KEYS: dict[str, Callable[[Row], str]] = {
    "code": _both("code"),
    "code_first": _part("code", (0, 12)),
    "code_last": _part("code", (8, 18)),
    "code_ends": _part("code", (0, 8), (12, 18)),
    "core": _both("core"),
    "sound": _both("sound"),
    "begin": lambda row: _text(row, "core")[:3] if len(_text(row, "core")) >= 3 else "",
    "end": lambda row: _text(row, "core")[-4:] if len(_text(row, "core")) >= 5 else "",
    "phone": _both("phone"),
    "address": _both("address"),
    "representative_begin": lambda row: (
        f"{_text(row, 'representative')}|{_text(row, 'core')[:2]}"
        if _text(row, "representative") else ""
    ),
}  # fmt: skip


def _table(rows: Sequence[Row], keys: dict[str, Callable[[Row], str]]) -> pa.Table:
    columns: dict[str, pa.Array] = {"unique_id": pa.array(range(len(rows)), pa.int64())}
    for name in rows[0] if rows else ("id_no", "id_no_ok", "code", "code_ok"):
        kind = pa.bool_() if name.endswith("_ok") else pa.string()
        columns[name] = pa.array([_none(row[name]) for row in rows], kind)
    for name, key in keys.items():
        columns[KEY + name] = pa.array(_few([key(row) for row in rows]), pa.string())
    return pa.table(columns)


def _few(values: list[str]) -> list[str | None]:
    """A key is kept where at least two and at most MOST records share it."""
    shared = Counter(values)
    return [value if value and 2 <= shared[value] <= MOST else None for value in values]


def _none(value: str | bool | None) -> str | bool | None:
    return None if value == "" else value
