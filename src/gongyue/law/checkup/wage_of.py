"""Which wage a calculation may rest on, in the order the law prefers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gongyue.kernel.dates import Period, month_of
from gongyue.law.checkup.facts import MonthFacts
from gongyue.law.checkup.subject import Subject

ZERO = Decimal(0)


def agreed_wage(subject: Subject) -> Decimal | None:
    """The agreed monthly wage: the latest contract's, else the roster's."""
    return subject.agreed_wage


def wage_in(subject: Subject, month: date | None) -> Decimal | None:
    """The wage agreed for a month: of the contract that ran in it, where contracts say, else the
    latest."""
    if month is not None and len(subject.terms) > 1:
        for term in reversed(subject.terms):
            if term.wage and term.wage > 0 and term.first and term.first <= month:
                return term.wage
    return subject.agreed_wage


@lru_cache(maxsize=2048)
def whole_month(first: date) -> Period:
    """The calendar month; the same few hundred are asked for again and again."""
    return month_of(first)


def paid_months(subject: Subject) -> list[MonthFacts]:
    """Months with a known pay before deductions, oldest first, up to the day."""
    if "paid_months" not in subject.kept:
        on = subject.on
        subject.kept["paid_months"] = [
            m for m in subject.months if m.gross and m.month and m.month <= on
        ]
    found: list[MonthFacts] = subject.kept["paid_months"]
    return found


def latest_gross(subject: Subject) -> Decimal | None:
    """The pay of the last full month, else of the last month there is."""
    months = paid_months(subject)
    full = [m for m in months if is_full(m, subject)]
    for month in reversed(full or months):
        return month.gross
    undated = [m.gross for m in subject.facts.months if m.gross and m.month is None]
    return undated[-1] if undated else None


def average_gross(
    months: Iterable[MonthFacts], *, without_overtime: bool = False
) -> Decimal | None:
    """Mean pay a month, None without months."""
    amounts = [
        (m.gross or ZERO) - ((m.overtime_pay or ZERO) if without_overtime else ZERO) for m in months
    ]
    return sum(amounts, ZERO) / len(amounts) if amounts else None


def last_twelve(subject: Subject) -> list[MonthFacts]:
    """The twelve latest paid months, or all there are."""
    return paid_months(subject)[-12:]


def is_full(month: MonthFacts, subject: Subject) -> bool:
    """Employed all month and nothing says that days were missed."""
    return within_employment(month, subject) and not shows_absence(month)


def within_employment(month: MonthFacts, subject: Subject) -> bool:
    """Hired before or on the first day and not gone before the last one."""
    if month.month is None:
        return True
    hired, left = subject.facts.hired_on, subject.facts.left_on
    return not (hired and hired > month.month) and not (
        left and left < whole_month(month.month).last
    )


def shows_absence(month: MonthFacts) -> bool:
    due, worked = month.days_due, month.days_worked
    return bool(
        month.special
        or month.absence_days
        or month.absence_deduction
        or (due is not None and worked is not None and worked < due)
    )
