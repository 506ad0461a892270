"""A person as the law sees them on the day: employed or not, how old, under which kind of work."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.kernel.dates import age_on
from gongyue.kernel.ids import IdentityNumber, InvalidIdentity, normalise, parse_document
from gongyue.law.checkup.facts import ContractTerm, MonthFacts, PersonFacts
from gongyue.law.retirement import retire_on

EMPLOYEE_KINDS = frozenset({None, "full_time", "apprentice"})
NOT_EMPLOYEES = frozenset({"intern", "rehired_retiree", "service"})
MEANT_AS_IDENTITY = re.compile(r"\d{9,}[A-Z]?|\d[\dA-Z]{14,}")
IDENTITY_LENGTH = 18
ZERO = Decimal(0)
EARLIEST_RETIREMENT_AGE = 50  # no ordinary track ends earlier; only then is the rule asked


@dataclass(slots=True, kw_only=True)
class Subject:
    """`facts` with what follows from them on the day of the check-up.

    `terms`: written contracts already concluded, oldest first. `months`: oldest first, undated
    ones last.
    """

    facts: PersonFacts
    on: date
    employed: bool
    left: bool
    birth_on: date | None
    sex: str | None
    identity_problem: InvalidIdentity | None
    identity_conflict: str | None  # the number says one thing, another column another
    hired_on: date | None
    hired_assumed: bool  # no hiring date: the first contract's first day is used
    terms: list[ContractTerm]
    agreed_wage: Decimal | None  # the latest contract's, else the roster's
    months: list[MonthFacts]
    retired: str | None  # certain | possible: past a statutory retirement day
    kept: dict[str, Any] = field(default_factory=dict)  # what several families work out

    @property
    def kind(self) -> str | None:
        return self.facts.employment_kind

    @property
    def is_employee(self) -> bool:
        """Full labour law applies, as far as the source says."""
        return self.kind in EMPLOYEE_KINDS

    @property
    def in_service(self) -> bool:
        """Known to be in employment: on the roster, or there is none to be on."""
        return self.employed and self.facts.on_roster

    @property
    def overtime(self) -> list[tuple[MonthFacts, Decimal]]:
        """Months in employment with their overtime hours, oldest first, undated ones last."""
        if "overtime" not in self.kept:
            self.kept["overtime"] = [
                (month, hours or ZERO)
                for month in self.months
                if ((hours := month.all_overtime) or month.longest_day)
                and self.in_employment(month.month)
            ]
        found: list[tuple[MonthFacts, Decimal]] = self.kept["overtime"]
        return found

    def in_employment(self, month: date | None) -> bool:
        """The month has begun and touches the employment; one of unknown date may well do so."""
        if month is None:
            return True
        hired, left = self.facts.hired_on, self.facts.left_on
        if hired and (hired.year, hired.month) > (month.year, month.month):
            return False
        return month <= self.on and not (left and left < month)


def subject_of(person: PersonFacts, on: date) -> Subject:
    number, problem = read_identity(person.id_text, on)
    sex = person.sex or (number.sex if number else None)
    birth_on = number.birth_on if number else person.birth_on
    hired_on, assumed = _hired(person)
    left = person.left_on <= on if person.left_on else person.has_left
    terms = _terms(person, hired_on, on)
    return Subject(
        facts=person,
        on=on,
        employed=not left and not (hired_on and hired_on > on),
        left=left,
        birth_on=birth_on,
        sex=sex,
        identity_problem=problem,
        identity_conflict=_conflict(person, number),
        hired_on=hired_on,
        hired_assumed=assumed,
        terms=terms,
        agreed_wage=_agreed_wage(person, terms),
        months=sorted(person.months, key=lambda month: month.month or date.max),
        retired=_retired(birth_on, sex, on),
    )


def _terms(person: PersonFacts, hired_on: date | None, on: date) -> list[ContractTerm]:
    known = [
        term
        for term in person.contracts
        if term.is_written
        and not (term.signed_on and term.signed_on > on)
        and not is_of_earlier_employment(term, hired_on)
    ]
    return sorted(known, key=lambda term: term.first or term.signed_on or date.max)


def is_of_earlier_employment(term: ContractTerm, hired_on: date | None) -> bool:
    """A contract that ran out before the hiring belongs to an employment that ended."""
    last = term.ends_on
    return bool(last and hired_on and last < hired_on and not term.is_contradictory)


def _agreed_wage(person: PersonFacts, terms: list[ContractTerm]) -> Decimal | None:
    written = [*(term.wage for term in reversed(terms)), person.wage]
    return next((wage for wage in written if wage and wage > 0), None)


def read_identity(
    text: str | None, on: date
) -> tuple[IdentityNumber | None, InvalidIdentity | None]:
    """The identity number, or why it is not one; neither for no text or another document."""
    if not text or not looks_like_identity(text):
        return None, None
    try:
        return IdentityNumber.parse(text, on=on), None
    except InvalidIdentity as problem:
        return None, problem


def looks_like_identity(text: str) -> bool:
    """Meant as a mainland identity number: not a passport or permit, and not masked."""
    if len(text) == IDENTITY_LENGTH and text.isascii() and text[:-1].isdigit():  # the usual case
        return text[-1].isalnum()
    number = normalise(text)
    if len(number) != 15 and len(number) != 18:
        with suppress(InvalidIdentity):
            parse_document(number)
            return False
    return bool(MEANT_AS_IDENTITY.fullmatch(number))


def _hired(person: PersonFacts) -> tuple[date | None, bool]:
    if person.hired_on:
        return person.hired_on, False
    firsts = [term.first for term in person.contracts if term.is_written and term.first]
    return (min(firsts), True) if firsts else (None, False)


def _conflict(person: PersonFacts, number: IdentityNumber | None) -> str | None:
    if number is None:
        return None
    written = person.birth_on
    if written and "birth_on" in person.vague:  # only year and month are written
        same = (written.year, written.month) == (number.birth_on.year, number.birth_on.month)
        written = None if same else written
    if written and written != number.birth_on:
        return f"身份证号中的出生日期是{number.birth_on}，表中写的是{person.birth_on}。"
    if person.sex and person.sex != number.sex:
        return "表中的性别与身份证号不一致。"
    return None


def _retired(birth_on: date | None, sex: str | None, on: date) -> str | None:
    if birth_on is None or age_on(birth_on, on) < EARLIEST_RETIREMENT_AGE:
        return None
    if sex == "M":
        return "certain" if retire_on(birth_on, "M") <= on else None
    late = retire_on(birth_on, "F55" if sex == "F" else "M")
    if late <= on:
        return "certain"
    return "possible" if retire_on(birth_on, "F50") <= on else None
