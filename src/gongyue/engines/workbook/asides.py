"""Lists of names beside the roster: a telephone list, a canteen list. They add nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongyue.engines.workbook.models import Sheet
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.numerals import words

# What makes a list of names a roster: it says who is employed, since when, on what terms.
_TELLING = words(
    """
    id_number hired_on left_on status employment_kind birth_on work_started_on regular_on wage
    hourly_wage contract_signed signed_on contract_first contract_last contract_term contract_kind
    contract_months probation_months probation_term probation_first probation_last probation_wage
    enrolled enrolled_on insurance_base
    """
)
_PROOF = words("id_number hired_on")


def without_asides(sheets: Sequence[Sheet], notes: Notes) -> list[Sheet]:
    """The same sheets; beside a real roster, one that only repeats names is set aside, and said."""
    rosters = [sheet for sheet in sheets if sheet.role == "roster" and sheet.rows]
    if not any(_PROOF & set(sheet.mapping.values()) for sheet in rosters):
        return list(sheets)
    return [_aside(sheet, notes) if _only_names(sheet) else sheet for sheet in sheets]


def _only_names(sheet: Sheet) -> bool:
    return sheet.role == "roster" and not _TELLING & set(sheet.mapping.values())


def _aside(sheet: Sheet, notes: Notes) -> Sheet:
    message = f"工作表「{sheet.name}」只有姓名和联系方式一类内容，没有当作花名册，未采用"
    notes.add(sheet.name, 0, None, "sheet.aside", message)
    return replace(sheet, role="unknown", rows=[])
