"""Each template: empty it reads as empty, filled in it reads back exactly, every article exists."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from gongyue.apps.registry.blanks import BLANKS, LISTS, blank_xlsx
from gongyue.engines.workbook import FIELDS, Values, read
from gongyue.law.sources import resolve
from tests.engines.workbook.builder import identity

KINDS = sorted(BLANKS)
A, B = identity("19900101"), "11010119000307" + "002X"
DAY = date(2024, 3, 5)


def value_for(field: str) -> Any:
    """A value as a clerk types it into the column."""
    fixed = {"name": "欧阳建国", "id_number": A, "phone": "01000000000", "month": "2026-03"}
    if field in fixed:
        return fixed[field]
    if field in LISTS:
        return LISTS[field][0]
    kind = FIELDS[field].kind
    if kind in ("date", "contract_end"):
        return DAY
    if field == "leave_year":
        return 2026
    return 7 if kind in ("money", "days", "hours") else "文字"


def filled(kind: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(blank_xlsx(kind)))
    sheet = book.worksheets[0]
    for at, field in enumerate(BLANKS[kind].columns, start=1):
        value = value_for(field)
        is_day = type(value) is date
        sheet.cell(3, at).value = datetime(2024, 3, 5) if is_day else value  # noqa: DTZ001
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_template_reads_as_empty(kind: str) -> None:
    book = read(blank_xlsx(kind), name="x.xlsx")
    assert book.people == ()
    assert [problem.code for problem in book.problems] == ["file.no_people"]
    assert [sheet.role for sheet in book.sheets] == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_reads_back_exactly(kind: str) -> None:
    book = read(filled(kind), name="x.xlsx")
    assert list(book.sheets[0].mapping.values()) == list(BLANKS[kind].columns)
    assert book.problems == ()
    (row,) = book.sheets[0].rows
    assert _told(row.values) == {field: _expected(field) for field in BLANKS[kind].columns}


def _told(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in values}


def _expected(field: str) -> Any:
    words = {
        "employment_kind": "full_time", "contract_kind": "fixed", "contract_signed": True,
        "status": "在职", "enrolled": True, "hours_system": "standard", "month": date(2026, 3, 1),
        "leave_year": 2026,
    }  # fmt: skip
    if field in words:
        return words[field]
    value = value_for(field)
    return Decimal(value) if isinstance(value, int) else value


@pytest.mark.parametrize("kind", KINDS)
def test_long_numbers_and_leading_zeros_stay_and_choices_are_offered(kind: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(blank_xlsx(kind))).worksheets[0]
    letters = {field: at for at, field in enumerate(BLANKS[kind].columns)}
    column = openpyxl.utils.get_column_letter(letters["id_number"] + 1)
    style = sheet.column_dimensions[column]
    assert style.number_format == "@"
    offered = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    for field in {*LISTS} & {*letters}:
        letter = openpyxl.utils.get_column_letter(letters[field] + 1)
        assert LISTS[field][0] in offered[letter]
    assert sheet.page_setup.paperSize == 9 and sheet.print_title_rows


@pytest.mark.parametrize("kind", KINDS)
def test_the_remarks_say_what_each_column_is_for(kind: str) -> None:
    remarks = openpyxl.load_workbook(io.BytesIO(blank_xlsx(kind)))["填表说明"]
    said = {row[0].value: row[2].value for row in remarks.iter_rows(min_row=6)}
    assert set(said) == {FIELDS[field].label for field in BLANKS[kind].columns}
    assert all(said.values())
    for _, citation in BLANKS[kind].columns.values():
        if citation:
            resolve(citation)
