"""Overtime pay due against overtime pay paid; leavers too, for what was earned stays owed."""

from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.money import to_fen, yuan_text
from gongyue.law.checkup.desk import EMPTY, NOT_IN_SOURCE, Desk, answer, take
from gongyue.law.checkup.facts import MonthFacts
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.probation import Trial, trials_of
from gongyue.law.checkup.subject import NOT_EMPLOYEES, Subject
from gongyue.law.checkup.wage_of import agreed_wage, is_full, wage_in
from gongyue.law.checkup.wording import zh_month, zh_months
from gongyue.law.checkup.working_time import HOUR_FIELDS
from gongyue.law.overtime_pay import OvertimePayFacts, overtime_pay
from gongyue.law.rulebook import Outcome, Step

CODE = "overtime.underpaid"
ART_44 = "cn/labour-law#44"
ZERO = Decimal(0)
LEAST = Decimal(1)  # yuan a month; less is rounding
SLACK = Decimal("0.05")
MONTH_HOURS = Decimal("174")  # 21.75 × 8, for screening only
MAYBE_RAISED = "当月正常工资低于现在的约定工资，可能后来调过薪；请按当月约定的工资核对。"
ONE_AND_A_HALF = Decimal("1.5")


class Hours(NamedTuple):
    workday: Decimal
    restday: Decimal
    holiday: Decimal
    compensated: Decimal


class Basis(NamedTuple):
    """The wage of an hour's pay, and why it may not be the right one."""

    wage: Decimal
    unsure: str | None
    least: Decimal | None = None  # what the month shows the wage to have been, when it is less


class Short(NamedTuple):
    month: MonthFacts
    basis: Basis
    outcome: Outcome
    missing: Decimal


def check(desk: Desk, subject: Subject) -> None:
    if subject.kind in NOT_EMPLOYEES or subject.kind == "part_time":
        return
    if not desk.known.any(*HOUR_FIELDS):
        if subject.employed:
            desk.cannot(subject.facts, CODE, "overtime_hours")
        return
    months = [month for month, hours in subject.overtime if hours]
    if not months:
        return
    if (gap := _gap(desk, subject, months)) is not None:
        desk.cannot(subject.facts, CODE, *gap)
        return
    _compare(desk, subject, months)


def _gap(desk: Desk, subject: Subject, months: list[MonthFacts]) -> tuple[str, str] | None:
    if not desk.known.any("overtime_pay"):
        return "overtime_pay", NOT_IN_SOURCE
    if subject.facts.hours_system == "flexible":
        return "hours_system", "实行不定时工时，不适用加班费规定"
    if not any(month.has_overtime_pay for month in months):
        return "overtime_pay", "有加班的月份没有加班工资的记录"
    return None


def _compare(desk: Desk, subject: Subject, months: list[MonthFacts]) -> None:
    short: list[Short] = []
    no_wage = False
    lower = any(term.probation_wage for term in subject.facts.contracts)
    trials = trials_of(subject) if lower else []
    for month in months:
        if not month.has_overtime_pay or "overtime_pay" in month.unreadable:
            continue
        basis = _basis(subject, month, trials)
        if basis is None:
            no_wage = no_wage or not month.overtime_pay
            continue
        if found := _short(desk, subject, month, basis, trace=not short):
            short.append(found)
    if short:
        _add(desk, subject, short)
    elif no_wage:
        desk.cannot(subject.facts, CODE, "wage", EMPTY)


def split(month: MonthFacts) -> Hours:
    """Hours by kind. Time off is set against rest days; a bare total counts as workdays."""
    if month.only_total:
        total = (month.all_overtime or ZERO) - (month.time_off_hours or ZERO)
        return Hours(max(total, ZERO), ZERO, ZERO, ZERO)
    workday = month.workday_hours or ZERO
    restday, holiday = month.restday_hours or ZERO, month.holiday_hours or ZERO
    time_off = month.time_off_hours or ZERO
    rest = (month.all_overtime or ZERO) - workday - restday - holiday
    compensated = min(time_off, restday)
    unassigned = max(rest - (time_off - compensated), ZERO)
    return Hours(workday + unassigned, restday, holiday, compensated)


def _basis(subject: Subject, month: MonthFacts, trials: list[Trial]) -> Basis | None:
    if (wage := wage_in(subject, month.month)) is not None:
        wage = _in_probation(month, wage, trials)
        return Basis(wage, None, _lower_wage(subject, month, wage))
    if month.base_wage:
        return Basis(month.base_wage + (month.post_wage or ZERO), None)
    if month.gross:
        wage = month.gross - (month.overtime_pay or ZERO)
        return Basis(wage, "没有约定工资，按应发减去加班费计算，请核对加班费的计算基数。")
    return None


def _lower_wage(subject: Subject, month: MonthFacts, agreed: Decimal) -> Decimal | None:
    """A whole month's normal pay below today's agreed wage: it may have been raised since."""
    if month.gross is None or not is_full(month, subject):
        return None
    usual = month.gross - (month.overtime_pay or ZERO) - month.excluded_allowances
    return usual if ZERO < usual < agreed else None


def _in_probation(month: MonthFacts, wage: Decimal, trials: list[Trial]) -> Decimal:
    """The lower wage of the probation counts for months inside it."""
    for trial in trials:
        lower = trial.term.probation_wage
        if lower and lower > 100 and month.month and month.month <= trial.last:
            return min(lower, wage)
    return wage


def _short(
    desk: Desk, subject: Subject, month: MonthFacts, basis: Basis, *, trace: bool
) -> Short | None:
    """What is missing in a month, when it is a yuan or more; the first such month in full."""
    hours, paid = split(month), month.overtime_pay or ZERO
    if _at_most(desk, month, subject, basis, hours) - paid < LEAST - SLACK:
        return None
    outcome = _due(desk, subject, month, basis.wage, trace=trace)
    if isinstance(outcome, str) or outcome.amount - paid < LEAST:
        return None
    if basis.least is not None:
        lower = _due(desk, subject, month, basis.least, trace=False)
        if isinstance(lower, str) or lower.amount - paid < LEAST:
            basis = basis._replace(unsure=MAYBE_RAISED)
    return Short(month, basis, outcome, to_fen(outcome.amount - paid))


def _due(
    desk: Desk, subject: Subject, month: MonthFacts, wage: Decimal, *, trace: bool
) -> Outcome | str:
    hours = split(month)
    system = "averaged" if subject.facts.hours_system == "averaged" else "standard"
    facts = lambda: OvertimePayFacts(  # noqa: E731
        place=desk.place,
        month=month.month or subject.on,
        monthly_wage=wage,
        workday_hours=hours.workday,
        restday_hours=hours.restday,
        holiday_hours=hours.holiday,
        compensated_hours=hours.compensated,
        hours_system=system,  # type: ignore[arg-type]
    )
    return answer(overtime_pay, facts, desk, trace=trace)


def _at_most(
    desk: Desk, month: MonthFacts, subject: Subject, basis: Basis, hours: Hours
) -> Decimal:
    """No rule gives more than this; it spares the rule for most months."""
    floor = desk.minimum(month.month or subject.on) or ZERO
    weighted = hours.workday * ONE_AND_A_HALF
    if hours.restday or hours.holiday:
        weighted += 2 * (hours.restday - hours.compensated) + 3 * hours.holiday
    return max(basis.wage, floor) / MONTH_HOURS * weighted


def _add(desk: Desk, subject: Subject, short: list[Short]) -> None:
    total = sum((item.missing for item in short), ZERO)
    months = [item.month.month for item in short]
    draft = Draft(
        code=CODE,
        message=f"{zh_months(months)}的加班费少付{yuan_text(total)}元。",
        origin=short[0].month.origin,
        evidence=[item.month.hours_row for item in short],
        amount=total,
        governed_on=max((day for day in months if day), default=None),
    )
    take(draft, short[0].outcome)
    for item in short:
        draft.stale.extend(item.outcome.stale)
        draft.doubts.extend(item.outcome.doubts)
        draft.unsure.extend([item.basis.unsure] if item.basis.unsure else [])
        draft.working.append(_line(item))
    _assume(draft, subject, short)
    desk.add(subject.facts, draft)


def _line(item: Short) -> Step:
    paid = item.month.overtime_pay or ZERO
    label = (
        f"{zh_month(item.month.month)}应付{yuan_text(item.outcome.amount)}元，"
        f"已付{yuan_text(paid)}元，少付"
    )
    return Step(label=label, value=item.missing, sources=(ART_44,), unit="yuan")


def _assume(draft: Draft, subject: Subject, short: list[Short]) -> None:
    months = [item.month for item in short]
    if any(month.only_total for month in months):
        draft.assumptions.append("没有区分工作日、休息日和节假日的加班，全部按150%计算，是最低数。")
    if agreed_wage(subject) is None:
        draft.assumptions.append("没有约定工资，以当月基本工资加岗位工资为基数。")
    else:
        draft.assumptions.append("以约定月工资为加班费基数；计件和包薪的约定未知。")
    if any(month.overtime_by_days for month in months):
        draft.unsure.append("只有加班天数，按每天8小时估算，请核对实际小时数。")
    if any(month.month is None for month in months):
        draft.doubts.append("表中没有写月份，按体检日的标准计算。")
