"""Contract columns of several rows and sheets, put together into the contracts they describe."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.engines.workbook import BareMonth, Row, Sheet
from gongyue.kernel.dates import month_end
from gongyue.law.checkup.facts import ContractTerm, Origin

COLUMNS = {
    "contract_signed": "signed",
    "signed_on": "signed_on",
    "contract_first": "first",
    "contract_last": "last",
    "contract_kind": "kind",
    "contract_months": "months",
    "sign_count": "sign_count",
    "probation_months": "probation_months",
    "probation_days": "probation_days",
    "probation_first": "probation_first",
    "probation_last": "probation_last",
    "probation_wage": "probation_wage",
}
LASTS = frozenset({"last", "probation_last"})
DATES = ("first", "last", "signed_on")


def terms_of(ordered: list[tuple[Sheet, Row]]) -> Iterator[ContractTerm]:
    """One term for each row with contract columns, and one for each further term on it."""
    for sheet, row in ordered:
        if sheet.role in ("payroll", "attendance"):
            continue
        if term := term_of(row.values, sheet, row):
            yield term
        for more in row.more:
            if term := term_of(more, sheet, row):
                yield term


def term_of(values: dict[str, Any], sheet: Sheet, row: Row) -> ContractTerm | None:
    found = {target: values[name] for name, target in COLUMNS.items() if name in values}
    if not found:
        return None
    for name in LASTS & found.keys():
        if isinstance(found[name], BareMonth):  # "to 2025-12" runs to the end of the month
            found[name] = month_end(found[name])
    for name in ("months", "probation_months"):
        if name in found:
            found[name] = Decimal(found[name])
    if sheet.role == "contracts" and values.get("wage"):
        found["wage"] = values["wage"]
    return ContractTerm(origin=Origin(sheet.name, row.number), **found)


def merge_terms(terms: list[ContractTerm]) -> list[ContractTerm]:
    """Rows that speak of the same contract become one; rows without dates join a dated one."""
    dated: list[ContractTerm] = []
    loose: list[ContractTerm] = []
    for term in terms:
        if not any(getattr(term, name) for name in DATES):
            loose.append(term)
        elif (at := _same(dated, term)) is not None:
            dated[at] = _joined(dated[at], term)
        else:
            dated.append(term)
    if not dated:
        return loose
    for term in loose:
        _attach(dated, term)
    return dated


def _same(dated: list[ContractTerm], term: ContractTerm) -> int | None:
    for at, other in enumerate(dated):
        pairs = [(getattr(other, name), getattr(term, name)) for name in DATES]
        both = [(one, two) for one, two in pairs if one and two]
        if both and all(one == two for one, two in both):
            return at
    return None


def _joined(one: ContractTerm, two: ContractTerm) -> ContractTerm:
    """The first row's words stand; the second fills what it left open."""
    gaps = {
        field.name: getattr(two, field.name)
        for field in fields(ContractTerm)
        if getattr(one, field.name) is None
    }
    return replace(one, **gaps)


def _attach(dated: list[ContractTerm], term: ContractTerm) -> None:
    """Probation belongs to the first contract, count and kind to the latest."""
    order = sorted(range(len(dated)), key=lambda at: dated[at].first or date.max)
    first, latest = order[0], order[-1]
    trial = {
        field.name: getattr(term, field.name)
        for field in fields(ContractTerm)
        if field.name.startswith("probation")
    }
    dated[first] = _joined(dated[first], ContractTerm(origin=term.origin, **trial))
    rest = replace(
        term, signed=None if term.signed is False else term.signed, **dict.fromkeys(trial)
    )
    dated[latest] = _joined(dated[latest], rest)
