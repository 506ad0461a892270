"""Answers that records already hold: what a firm wrote about one person, as facts of a rule.

Only what means the same in both is taken. What is missing, vague or contradictory in the records
is left to be asked. Amounts are yuan, dates ISO texts: JSON values, as `step_on` takes them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gongyue.kernel.dates import add_months, period_end
from gongyue.kernel.jsonform import plain
from gongyue.law.checkup.facts import ContractTerm, MonthFacts
from gongyue.law.checkup.subject import Subject
from gongyue.law.registry import Rule

A_YEAR, FEN = 12, Decimal("0.01")
LONGEST_LIST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One answer and where it stands, in words: 花名册, 劳动合同, 2025-06 的工资表."""

    value: Any
    source: str


Find = Callable[[Subject], "tuple[Any, str] | None"]
ROSTER, TERMS, PAY = "花名册", "劳动合同", "工资表"


def known_answers(rule: Rule, subject: Subject, *, place: str) -> dict[str, Known]:
    """Answers of the rule's questions found in the records of one employment."""
    asked = {item.field for item in rule.questions.items} - EXCEPT.get(rule.name, frozenset())
    found = {"place": Known(value=place, source="单位所在地")} if "place" in asked else {}
    finds = {**EVERYWHERE, **ONLY_IN.get(rule.name, {})}
    for field in (item.field for item in rule.questions.items if item.field in asked):
        if field in finds and (hit := finds[field](subject)):
            found[field] = Known(value=plain(hit[0]), source=hit[1])
    return found


def _date(name: str, source: str = ROSTER) -> Find:
    """A date of the person; one of which only year and month are written is asked."""

    def find(subject: Subject) -> tuple[Any, str] | None:
        day = getattr(subject.facts, name)
        return (day, source) if day and name not in subject.facts.vague else None

    return find


def _started(subject: Subject) -> tuple[Any, str] | None:
    """Never the first contract's day in its place: the two are what people quarrel about."""
    return None if subject.hired_assumed else _date("hired_on")(subject)


def _birth(subject: Subject) -> tuple[Any, str] | None:
    if subject.identity_conflict or subject.birth_on is None:
        return None
    return subject.birth_on, "身份证号"


def _first_signed(subject: Subject) -> tuple[Any, str] | None:
    signed = [term.signed_on for term in subject.terms if term.signed_on]
    return (min(signed), TERMS) if signed else None


def _enrolled(subject: Subject) -> tuple[Any, str] | None:
    days = [row.enrolled_on for row in subject.facts.insurance if row.enrolled_on]
    return (min(days), "参保记录") if days else None


def _agreed(subject: Subject) -> tuple[Any, str] | None:
    return (subject.agreed_wage, "约定的工资") if subject.agreed_wage else None


def _average(subject: Subject) -> tuple[Any, str] | None:
    """Gross pay of the twelve whole months before the end; of all since hiring when fewer.

    Nothing when a month of them is missing: an average over gaps is another number.
    """
    end = subject.facts.left_on
    if end is None or subject.hired_assumed or subject.hired_on is None:
        return None
    wanted = _months_before(end, since=subject.hired_on)
    paid = {month.month: month.gross for month in subject.months if month.month and month.gross}
    if not wanted or any(month not in paid for month in wanted):
        return None
    mean = sum((paid[month] or Decimal(0) for month in wanted), Decimal(0)) / len(wanted)
    return mean.quantize(FEN, ROUND_HALF_UP), f"{len(wanted)} 个月工资表的应发平均"


def _months_before(end: date, *, since: date) -> list[date]:
    """First days of whole months in employment, at most twelve, the latest first."""
    first = end.replace(day=1)
    months = [add_months(first, -back) for back in range(1, A_YEAR + 1)]
    return [month for month in months if month >= since]


def _last_month_wage(subject: Subject) -> tuple[Any, str] | None:
    end = subject.facts.left_on
    if end is None:
        return None
    before = add_months(end.replace(day=1), -1)
    found = next((row for row in subject.months if row.month == before and row.gross), None)
    return (found.gross, f"{before:%Y-%m} 的{PAY}") if found else None


def _month_of(pick: Callable[[MonthFacts], Any], *, hours: bool = False) -> Find:
    """A value of the latest month that is on record: of hours, or of pay."""

    def find(subject: Subject) -> tuple[Any, str] | None:
        month = _latest(subject, hours=hours)
        value = pick(month) if month else None
        return None if month is None or value is None else (value, f"{month.month:%Y-%m} 的记录")

    return find


def _latest(subject: Subject, *, hours: bool) -> MonthFacts | None:
    """The latest dated month with overtime told by kind, or with gross pay."""
    rows = [row for row in subject.months if row.month and not row.year_assumed]
    fits = [row for row in rows if (not row.only_total if hours else row.gross is not None)]
    return fits[-1] if fits else None


def _of_term(pick: Callable[[ContractTerm], Any]) -> Find:
    """Of the contract with a probation, else of the first that has two ends."""

    def find(subject: Subject) -> tuple[Any, str] | None:
        sound = [term for term in subject.terms if term.first and not term.is_contradictory]
        term = next((t for t in sound if t.probation_last), sound[0] if sound else None)
        value = pick(term) if term else None
        return (value, TERMS) if value is not None else None

    return find


def _contract(subject: Subject) -> tuple[Any, str] | None:
    """Whether the first contract was signed within the month; a missing one is asked."""
    signed, hired = _first_signed(subject), _started(subject)
    if signed is None or hired is None:
        return None
    return ("in_time" if signed[0] <= period_end(hired[0], 1) else "late"), TERMS


def _spans(subject: Subject) -> tuple[Any, str] | None:
    terms = [(term.first, term.ends_on) for term in subject.terms if not term.is_contradictory]
    if not terms or len(terms) > LONGEST_LIST or any(None in term for term in terms):
        return None
    return [[first, last] for first, last in terms], TERMS


def _fixed_terms(subject: Subject) -> tuple[Any, str] | None:
    fixed = [term for term in subject.terms if term.ends_on]
    return (len(fixed), TERMS) if fixed and len(fixed) == len(subject.terms) else None


EVERYWHERE: dict[str, Find] = {
    "started_on": _started,
    "ended_on": _date("left_on"),
    "left_on": _date("left_on"),
    "signed_on": _first_signed,
    "birth_on": _birth,
    "work_started_on": _date("work_started_on"),
    "enrolled_on": _enrolled,
    "average_wage": _average,
    "last_month_wage": _last_month_wage,
    "monthly_wage": _agreed,
    "fixed_terms": _fixed_terms,
}
HOURS: dict[str, Find] = {
    "month": _month_of(lambda row: row.month, hours=True),
    "workday_hours": _month_of(lambda row: row.workday_hours, hours=True),
    "restday_hours": _month_of(lambda row: row.restday_hours, hours=True),
    "holiday_hours": _month_of(lambda row: row.holiday_hours, hours=True),
}
ONLY_IN: dict[str, dict[str, Find]] = {
    "overtime_pay": HOURS,
    "minimum_wage": {
        "month": _month_of(lambda row: row.month),
        "gross": _month_of(lambda row: row.gross),
        "overtime_pay": _month_of(lambda row: row.overtime_pay),
        "own_insurance": _month_of(lambda row: row.own_insurance),
    },
    "probation": {
        "contract_first": _of_term(lambda term: term.first),
        "contract_last": _of_term(lambda term: term.ends_on),
        "probation_first": _of_term(lambda term: term.probation_first),
        "probation_last": _of_term(lambda term: term.probation_last),
    },
    "probation_pay": {
        "probation_wage": _of_term(lambda term: term.probation_wage),
        "contract_wage": _of_term(lambda term: term.wage),
    },
    "leaving": {"contract": _contract},
    "open_ended": {"terms": _spans},
}
# The same word, another meaning: the pay of the months without a contract is no agreed wage, and
# there the day of signing is that of the contract refused.
EXCEPT: dict[str, frozenset[str]] = {
    "double_wage": frozenset({"monthly_wage"}),
    "refused_open_ended": frozenset({"monthly_wage", "signed_on"}),
}
