"""Dates and lengths nobody can have meant, taken out before they are judged.

A year 202 or a probation of 2,025 months is a slip of the pen. It counts as a cell that cannot be
read: not blank, but nothing to go by.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.checkup.facts import ContractTerm, InsuranceFacts, PersonFacts

EARLIEST, LATEST = date(1900, 1, 1), date(2089, 12, 31)
ENDLESS = date(9999, 12, 31)  # tables write "no end" so
PERSON = ("birth_on", "hired_on", "left_on", "work_started_on")
INSURANCE = {"enrolled_on": "enrolled_on", "stopped_on": "stopped_on", "month": "month"}
# Each with the column it is read from, and the most that can be meant.
TERM_DATES = {
    "signed_on": ("signed_on", LATEST),
    "first": ("contract_first", LATEST),
    "last": ("contract_last", ENDLESS),
    "probation_first": ("probation_first", LATEST),
    "probation_last": ("probation_last", LATEST),
}
TERM_NUMBERS = {
    "months": ("contract_months", Decimal(1200)),
    "probation_months": ("probation_months", Decimal(120)),
    "probation_days": ("probation_days", 3650),
}


def plausible(person: PersonFacts) -> PersonFacts:
    """The person without what cannot be meant; nearly always the very same object."""
    lost: set[str] = set()
    changes: dict[str, Any] = {}
    for name in PERSON:
        if _is_slip(getattr(person, name), EARLIEST, LATEST):
            changes[name] = None
            lost.add(name)
    terms = tuple(_term(term, lost) for term in person.contracts)
    insurance = tuple(_insurance(row, lost) for row in person.insurance)
    if not lost:
        return person
    unreadable = person.unreadable | lost
    return replace(person, contracts=terms, insurance=insurance, unreadable=unreadable, **changes)


def _is_slip(value: Any, low: Any, high: Any) -> bool:
    return value is not None and not low <= value <= high


def _term(term: ContractTerm, lost: set[str]) -> ContractTerm:
    slips = {
        name: column
        for name, (column, most) in TERM_DATES.items()
        if _is_slip(getattr(term, name), EARLIEST, most)
    } | {
        name: column
        for name, (column, most) in TERM_NUMBERS.items()
        if _is_slip(getattr(term, name), 0, most)
    }
    lost.update(slips.values())
    return replace(term, **_none(slips)) if slips else term


def _insurance(row: InsuranceFacts, lost: set[str]) -> InsuranceFacts:
    slips = {
        name: column
        for name, column in INSURANCE.items()
        if _is_slip(getattr(row, name), EARLIEST, LATEST)
    }
    lost.update(slips.values())
    return replace(row, **_none(slips)) if slips else row


def _none(names: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(names)
