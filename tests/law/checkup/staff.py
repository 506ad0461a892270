"""Somebody whose papers are all in order, to be spoilt in one thing by each test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.checkup import (
    ContractTerm,
    Finding,
    InsuranceFacts,
    Known,
    LeaveFacts,
    MonthFacts,
    Origin,
    PersonFacts,
    Result,
    check,
)
from gongyue.law.checkup.labels import LABELS

FRESH, STALE = date(2025, 12, 15), date(2026, 11, 21)
PLACE = "430100"
FIELDS = (
    "contract_signed signed_on contract_first contract_last contract_kind contract_months "
    "sign_count probation_months probation_wage wage hired_on left_on status id_number "
    "gross net overtime_pay overtime_hours longest_day_overtime rest_days days_worked "
    "consecutive_days day_grid enrolled enrolled_on insurance_base leave_entitled leave_taken "
    "leave_unused gender employment_kind"
)
ALL_FIELDS = frozenset(FIELDS.split())
ALL = Known(fields=ALL_FIELDS, roles=frozenset({"roster", "payroll"}))
ROSTER, PAY = Origin("花名册", 3), Origin("2025年10月", 5)


def term(**facts: Any) -> ContractTerm:
    first = {
        "origin": ROSTER,
        "signed_on": date(2023, 3, 1),
        "first": date(2023, 3, 1),
        "last": date(2027, 2, 28),
        "kind": "fixed",
        "sign_count": 1,
        "wage": Decimal(6000),
    }
    return ContractTerm(**(first | facts))


def month(first: date | None = date(2025, 10, 1), **facts: Any) -> MonthFacts:
    usual = {"month": first, "origin": PAY, "hours_origin": PAY, "has_pay": True}
    usual |= {"has_overtime_pay": True}
    usual |= {"gross": Decimal(6000)}
    return MonthFacts(**(usual | facts))


def worker(**facts: Any) -> PersonFacts:
    usual: dict[str, Any] = {
        "key": "p1",
        "name": "李师傅",
        "origin": ROSTER,
        "birth_on": date(1990, 5, 1),
        "sex": "M",
        "employment_kind": "full_time",
        "hired_on": date(2023, 3, 1),
        "wage": Decimal(6000),
        "contracts": (term(),),
        "insurance": (
            InsuranceFacts(
                origin=ROSTER, enrolled=True, enrolled_on=date(2023, 3, 15), base=Decimal(6000)
            ),
        ),
        "leave": (LeaveFacts(origin=ROSTER, entitled=Decimal(5), taken=Decimal(5)),),
    }
    return PersonFacts(**(usual | facts))


def without(*fields: str) -> Known:
    return replace(ALL, fields=ALL.fields - set(fields))


def result(person: PersonFacts, on: date = FRESH, known: Known = ALL, **more: Any) -> Result:
    answer = check([person], place=PLACE, on=on, known=known, **more)
    for item in answer.undecided:
        assert item.missing in LABELS, "what is missing has a Chinese name"
    return answer


def found(code: str, person: PersonFacts, on: date = FRESH, known: Known = ALL) -> Finding | None:
    """The one finding of a code, or None."""
    findings = [f for f in result(person, on, known).findings if f.code == code]
    assert len(findings) <= 1, "one finding a code and person"
    return findings[0] if findings else None


def gaps(person: PersonFacts, on: date = FRESH, known: Known = ALL) -> dict[str, str]:
    """Code → missing field of what could not be judged."""
    return {item.code: item.missing for item in result(person, on, known).undecided}
