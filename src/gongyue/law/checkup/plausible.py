"""Dates and lengths nobody can have meant, taken out before they are judged.

A year 202 or a probation of 2,025 months is a slip of the pen. It counts as a cell that cannot be
read: not blank, but nothing to go by.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from gongyue.law.checkup.facts import ContractTerm, InsuranceFacts, PersonFacts

EARLIEST, LATEST = date(1900, 1, 1), date(2089, 12, 31)
ENDLESS = date(9999, 12, 31)  # tables write "no end" so
MOST_MONTHS, MOST_TRIAL_MONTHS, MOST_TRIAL_DAYS = 1200, 120, 3650
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
    "months": ("contract_months", MOST_MONTHS),
    "probation_months": ("probation_months", MOST_TRIAL_MONTHS),
    "probation_days": ("probation_days", MOST_TRIAL_DAYS),
}


def plausible(person: PersonFacts) -> PersonFacts:
    """The person without what cannot be meant; nearly always the very same object."""
    if all(map(_is_plain, _dates(person))) and all(map(_has_plain_lengths, person.contracts)):
        return person
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


def _dates(person: PersonFacts) -> list[date | None]:
    dates = [person.birth_on, person.hired_on, person.left_on, person.work_started_on]
    for term in person.contracts:
        dates += (term.signed_on, term.first, term.last, term.probation_first, term.probation_last)
    for row in person.insurance:
        dates += (row.enrolled_on, row.stopped_on, row.month)
    return dates


def _is_plain(day: date | None) -> bool:
    """Cheap screening: nothing to look at closely."""
    return day is None or EARLIEST <= day <= LATEST


def _has_plain_lengths(term: ContractTerm) -> bool:
    months, trial, days = term.months, term.probation_months, term.probation_days
    return (
        (months is None or 0 <= months <= MOST_MONTHS)
        and (trial is None or 0 <= trial <= MOST_TRIAL_MONTHS)
        and (days is None or 0 <= days <= MOST_TRIAL_DAYS)
    )


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
