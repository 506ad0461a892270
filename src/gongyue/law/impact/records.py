"""The questions that the records of one employment answer, for a stated day.

Only what the records say plainly is asked: a rule whose facts are missing is left out, never
filled with a guess. The month asked about is that of the day, with the last pay on record.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.checkup.facts import ContractTerm, MonthFacts
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import average_gross, is_full, last_twelve, paid_months
from gongyue.law.contributions import ContributionsFacts
from gongyue.law.facts import Facts
from gongyue.law.impact.moves import Asked
from gongyue.law.minimum_wage import MinimumWageFacts
from gongyue.law.overtime_pay import OvertimePayFacts
from gongyue.law.probation_pay import ProbationPayFacts
from gongyue.law.retirement import RetirementFacts
from gongyue.law.rulebook import BadFacts
from gongyue.law.severance import SeveranceFacts
from gongyue.law.unused_leave_pay import UnusedLeaveFacts

ZERO = Decimal(0)
Make = Callable[[Subject, str, date], Facts | None]


def questions_of(
    subject: Subject,
    *,
    place: str,
    who: Hashable = None,
    firm: Hashable = None,
    labels: Mapping[str, str] | None = None,
) -> Iterator[Asked]:
    """Of somebody in employment on the day; of anybody else nothing is asked."""
    if not subject.in_service or not subject.is_employee or subject.facts.unusable:
        return
    for rule, make in ASKED.items():
        try:
            facts = make(subject, place, subject.on)
        except BadFacts:  # what the records say cannot be
            continue
        if facts is not None:
            yield Asked(rule=rule, facts=facts, subject=who, firm=firm, labels=labels or {})


def _minimum_wage(subject: Subject, place: str, on: date) -> Facts | None:
    """The last whole month that was paid; else the agreed wage."""
    paid = _last_paid(subject)
    if paid is None or paid.gross is None:
        wage = subject.agreed_wage
        return MinimumWageFacts(place=place, month=on, gross=wage) if wage else None
    return MinimumWageFacts(
        place=place,
        month=on,
        gross=paid.gross,
        overtime_pay=paid.overtime_pay or ZERO,
        excluded_allowances=paid.excluded_allowances,
        own_insurance=paid.own_insurance or ZERO,
    )


def pay_taken(rule: str, subject: Subject) -> str:
    """Which pay on record a rule of `MONTHLY` was asked with, in words; empty where it was asked
    with no such pay."""
    if rule == "minimum_wage":
        return "最近一个整月的应发工资" if _last_paid(subject) else "约定工资"
    if rule == "contributions":
        return "近十二个月平均工资" if average_gross(last_twelve(subject)) else "约定工资"
    return "约定工资" if rule == "overtime_pay" else ""


def _last_paid(subject: Subject) -> MonthFacts | None:
    return next(
        (month for month in reversed(paid_months(subject)) if is_full(month, subject)), None
    )


def _probation_pay(subject: Subject, place: str, on: date) -> Facts | None:
    """Of the contract whose probation runs on the day."""
    for term in subject.terms:
        if _on_probation(term, on) and term.probation_wage and term.wage:
            return ProbationPayFacts(
                place=place, on=on, probation_wage=term.probation_wage, contract_wage=term.wage
            )
    return None


def _on_probation(term: ContractTerm, on: date) -> bool:
    first, last = term.probation_first or term.first, term.probation_last
    return bool(first and last and first <= on <= last)


def _overtime_pay(subject: Subject, place: str, on: date) -> Facts | None:
    """The hours of the last month in which they are told by kind."""
    hours = [month for month, _ in subject.overtime if month.month and not month.only_total]
    if not hours or subject.agreed_wage is None:
        return None
    last = hours[-1]
    return OvertimePayFacts(
        place=place,
        month=on,
        monthly_wage=subject.agreed_wage,
        workday_hours=last.workday_hours or ZERO,
        restday_hours=last.restday_hours or ZERO,
        holiday_hours=last.holiday_hours or ZERO,
    )


def _contributions(subject: Subject, place: str, on: date) -> Facts | None:
    """On the mean pay of the last year, which is what a base is declared from."""
    wage = average_gross(last_twelve(subject)) or subject.agreed_wage
    if wage is None:
        return None
    return ContributionsFacts(place=place, month=on, wage=to_fen(wage))


def _severance(subject: Subject, place: str, on: date) -> Facts | None:
    """As if every employment ended on the day by agreement: information, no debt."""
    wage = average_gross(last_twelve(subject)) or subject.agreed_wage
    if wage is None or subject.hired_on is None or subject.retired == "certain":
        return None
    return SeveranceFacts(
        place=place, started_on=subject.hired_on, ended_on=on, average_wage=to_fen(wage)
    )


def _unused_leave_pay(subject: Subject, place: str, on: date) -> Facts | None:
    days = next((row.unused for row in subject.facts.leave if row.unused and
                 row.year in (None, on.year, on.year - 1)), None)  # fmt: skip
    wage = average_gross(last_twelve(subject), without_overtime=True) or subject.agreed_wage
    if days is None or wage is None:
        return None
    return UnusedLeaveFacts(place=place, on=on, average_wage=to_fen(wage), days=days)


def _retirement(subject: Subject, place: str, on: date) -> Facts | None:
    """Of men: which of two ages a woman retires at depends on a post the records do not tell."""
    if subject.birth_on is None or subject.sex != "M" or subject.identity_conflict:
        return None
    return RetirementFacts(place=place, birth_on=subject.birth_on, track="M")


ASKED: dict[str, Make] = {
    "minimum_wage": _minimum_wage,
    "probation_pay": _probation_pay,
    "overtime_pay": _overtime_pay,
    "contributions": _contributions,
    "severance": _severance,
    "unused_leave_pay": _unused_leave_pay,
    "retirement": _retirement,
}
# What is paid month by month; the others are paid once, or are days.
MONTHLY = frozenset({"minimum_wage", "probation_pay", "overtime_pay", "contributions"})
