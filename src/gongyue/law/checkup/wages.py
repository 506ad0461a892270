"""Pay against the minimum wage, month by month; leavers too, for what was earned stays owed."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gongyue.kernel.dates import add_months, workdays_in
from gongyue.kernel.money import to_fen, yuan_text
from gongyue.law.checkup.desk import EMPTY, NO_STANDARD, NOT_IN_SOURCE, Desk, answer, said, take
from gongyue.law.checkup.facts import MonthFacts
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import NOT_EMPLOYEES, Subject
from gongyue.law.checkup.wage_of import agreed_wage, shows_absence, whole_month, within_employment
from gongyue.law.checkup.wording import zh_month, zh_months
from gongyue.law.holidays import work_calendar
from gongyue.law.minimum_hourly_wage import MinimumHourlyWageFacts, minimum_hourly_wage
from gongyue.law.minimum_wage import MinimumWageFacts, minimum_wage
from gongyue.law.rulebook import Outcome, Step

CODE = "wage.below_minimum"
ART_48_2 = "cn/labour-law#48.2"
ART_72_1 = "cn/labour-contract-law#72.1"
ZERO = Decimal(0)
FULL_MONTH = 21  # days; offices that write 21.75 for a full month mean a full month
Gap = tuple[str, str]


class Days(NamedTuple):
    worked: Decimal
    due: Decimal


def check(desk: Desk, subject: Subject) -> None:
    if subject.kind in NOT_EMPLOYEES:
        return
    if subject.kind == "part_time":
        _hourly(desk, subject)
        return
    # Pay booked before hiring or after leaving is a remainder, not the wage of a month.
    months = [m for m in subject.months if m.has_pay and subject.in_employment(m.month)]
    if months:
        _by_month(desk, subject, months)
    elif subject.employed:
        _by_agreement(desk, subject)


def _by_month(desk: Desk, subject: Subject, months: list[MonthFacts]) -> None:
    below: list[tuple[MonthFacts, Outcome]] = []
    gaps: list[Gap] = []
    for month in months:
        found = _compare(desk, subject, month)
        if isinstance(found, Outcome):
            below.append((month, found))
        elif found is not None:
            gaps.append(found)
    if below:
        _add(desk, subject, below)
    elif gaps:
        desk.cannot(subject.facts, CODE, *gaps[0])


def _compare(desk: Desk, subject: Subject, month: MonthFacts) -> Outcome | Gap | None:
    """The rule's outcome when below, what is missing when it cannot be told, else None.

    A month of unknown date is fine above today's minimum: standards have only risen.
    """
    minimum, gross = desk.minimum(month.month or subject.on), month.gross
    if minimum is None:
        return "minimum_wage", NO_STANDARD
    if gross is None:
        gross = gross_of(month)
    if gross is not None and max(gross, month.also_paid) - _most_left_out(month) >= minimum:
        return None
    if gross is None:
        enough = month.net is not None and month.net - _not_counted(month) >= minimum
        return None if enough else ("gross", EMPTY)
    if month.month is None:
        return "month", "表中没有写明工资所属月份"
    return _judge(desk, subject, month, gross)


def _judge(desk: Desk, subject: Subject, month: MonthFacts, gross: Decimal) -> Outcome | Gap | None:
    full = within_employment(month, subject) and not (shows_absence(month) or _few_days(month))
    name = zh_month(month.month)
    if month.special:
        return "days_worked", f"{name}有“{month.special}”，适用另外的标准"
    if month.also_paid and _is_enough(desk, month, gross + month.also_paid):
        return "gross", f"{name}有几张工资表，分开不够、合起来够，不知是不是同一笔"
    days = None if full else _days(month)
    if not full and days is None:
        return "days_worked", f"{name}没有做满，缺少出勤天数"
    if days and not within_employment(month, subject) and days.due < _workdays(month.month):
        return "days_due", f"{name}中途入职或离职，应出勤天数不是整月的"
    outcome = answer(minimum_wage, lambda: _facts(desk, month, gross, days), desk)
    if isinstance(outcome, str):
        return "gross", outcome
    return outcome if outcome.verdict == "below" else None


def _few_days(month: MonthFacts) -> bool:
    """Days worked with nothing said of days due: clearly fewer than a month has working days."""
    if month.days_worked is None or month.days_due is not None or month.month is None:
        return False
    return month.days_worked < min(_workdays(month.month) - 1, FULL_MONTH)


def _is_enough(desk: Desk, month: MonthFacts, paid: Decimal) -> bool:
    minimum = desk.minimum(month.month or desk.on)
    return minimum is not None and paid - _most_left_out(month) >= minimum


def _days(month: MonthFacts) -> Days | None:
    """Days worked and due; what was missed tells the one from the other."""
    due, worked = month.days_due, month.days_worked
    if worked is None and due is not None and month.absence_days:
        worked = due - month.absence_days
    return Days(worked, due) if due and worked else None


@lru_cache(maxsize=2048)
def _workdays(month: date | None) -> int:
    return 0 if month is None else workdays_in(whole_month(month), work_calendar())


def _facts(desk: Desk, month: MonthFacts, gross: Decimal, days: Days | None) -> MinimumWageFacts:
    assert month.month is not None
    return MinimumWageFacts(
        place=desk.place,
        month=month.month,
        gross=gross,
        overtime_pay=month.overtime_pay or ZERO,
        excluded_allowances=month.excluded_allowances,
        own_insurance=abs(month.own_insurance or ZERO),
        full_month=days is None,
        days_worked=days.worked if days else None,
        days_due=days.due if days else None,
    )


def gross_of(month: MonthFacts) -> Decimal | None:
    """Pay before deductions: as written, else rebuilt from net pay and its deductions."""
    if month.gross is not None or "gross" in month.unreadable or month.net is None:
        return month.gross
    if month.deductions is not None:
        return month.net + abs(month.deductions)
    if month.own_insurance is None:  # tax alone is not all that was deducted
        return None
    parts = [month.own_insurance, month.own_fund, month.income_tax]
    known = [abs(part) for part in parts if part is not None]  # some write deductions below zero
    return month.net + sum(known, ZERO)


def _not_counted(month: MonthFacts) -> Decimal:
    overtime, allowances = month.overtime_pay, month.excluded_allowances
    left_out = allowances if allowances > 0 else ZERO
    return left_out + overtime if overtime and overtime > 0 else left_out


def _most_left_out(month: MonthFacts) -> Decimal:
    """The most any place leaves out of the comparison."""
    left_out = _not_counted(month)
    return left_out + abs(month.own_insurance) if month.own_insurance else left_out


def _add(desk: Desk, subject: Subject, below: list[tuple[MonthFacts, Outcome]]) -> None:
    """One finding for all months: the first in full, the others one line each."""
    total = sum((outcome.amount for _, outcome in below), ZERO)
    months = [month.month for month, _ in below]
    draft = Draft(
        code=CODE,
        message=f"{zh_months(months)}的工资低于当地最低工资标准，少付{yuan_text(total)}元。",
        origin=below[0][0].origin,
        evidence=[month.origin for month, _ in below],
        amount=total,
        governed_on=below[-1][0].month,
        assumptions=["可比工资不含加班费和中夜班、高温、特殊环境津贴；伙食补贴按现金计入。"],
    )
    take(draft, below[0][1])
    for month, outcome in below:
        draft.stale.extend(outcome.stale)
        label = f"{zh_month(month.month)}差额"
        draft.working.append(
            Step(label=label, value=outcome.amount, sources=(ART_48_2,), unit="yuan")
        )
    if any(_depends_on_year(desk, month) for month, _ in below):
        draft.unsure.append("表中没有写年份，按离体检日最近的一年推断。")
    desk.add(subject.facts, draft)


def _depends_on_year(desk: Desk, month: MonthFacts) -> bool:
    """Nobody wrote the year, and by the standard of the year before the pay would be enough."""
    gross = gross_of(month)
    if not month.year_assumed or month.month is None or gross is None:
        return False
    before = desk.minimum(add_months(month.month, -12))
    return before is None or gross - _not_counted(month) >= before


def _by_agreement(desk: Desk, subject: Subject) -> None:
    """No pay on record: only what was agreed can be compared."""
    wage = agreed_wage(subject)
    if wage is None:
        asked = "gross" if desk.known.any("gross", "net") else "wage"
        desk.cannot(subject.facts, CODE, "gross", EMPTY if asked == "gross" else NOT_IN_SOURCE)
        return
    minimum = desk.minimum(subject.on)
    if minimum is None:
        desk.cannot(subject.facts, CODE, "minimum_wage", NO_STANDARD)
        return
    if wage >= minimum:
        return
    facts = MinimumWageFacts(place=desk.place, month=subject.on, gross=wage)
    outcome = answer(minimum_wage, lambda: facts, desk)
    if isinstance(outcome, str) or outcome.verdict != "below":
        return
    draft = Draft(
        code=CODE,
        message=f"约定月工资{yuan_text(wage)}元，低于当地最低工资标准；没有工资表，实发多少未知。",
        amount=outcome.amount,
        unsure=["只有约定工资，没有实际发放记录，请先核对工资表。"],
        assumptions=["金额是一个月的差额。"],
    )
    take(draft, outcome)
    desk.add(subject.facts, draft)


def _hourly(desk: Desk, subject: Subject) -> None:
    """Part-time work: the wage of an hour, agreed or as paid, against that of the place."""
    months = [m for m in subject.facts.months if m.hours_worked and m.hours_worked > 0]
    wage = subject.facts.hourly_wage or _paid_an_hour(months)
    if not subject.employed or wage is None:
        return
    facts = lambda: MinimumHourlyWageFacts(  # noqa: E731
        place=desk.place, month=subject.on, hourly_wage=wage
    )
    outcome = answer(minimum_hourly_wage, facts, desk)
    if isinstance(outcome, str) or outcome.verdict != "below":
        return
    minimum = outcome.parts["minimum"]
    shown = yuan_text(minimum) if isinstance(minimum, Decimal) else ""
    draft = Draft(
        code=CODE,
        message=f"非全日制小时工资{yuan_text(wage)}元，低于当地最低小时工资{shown}元。",
        working=[said("用工形式", "非全日制")],
    )
    take(draft, outcome)
    _hourly_amount(subject, draft, months, outcome.amount)
    desk.add(subject.facts, draft)


def _paid_an_hour(months: list[MonthFacts]) -> Decimal | None:
    """What the latest month paid for an hour, where no hourly wage is written."""
    for month in reversed(months):
        if month.gross and month.hours_worked:
            return month.gross / month.hours_worked
    return None


def _hourly_amount(
    subject: Subject, draft: Draft, months: list[MonthFacts], short: Decimal
) -> None:
    """Of the hours on record; months of unknown date are taken as they stand."""
    hours = [m.hours_worked or ZERO for m in months if subject.in_employment(m.month)]
    if not hours:
        draft.assumptions.append("没有工时记录，金额无法计算。")
        return
    total = sum(hours, ZERO)
    draft.amount = to_fen(short * total)
    draft.working.append(said("工时合计", total, "hour"))
    line = Step(label="工时 × 每小时差额", value=draft.amount, sources=(ART_72_1,), unit="yuan")
    draft.working.append(line)
