"""Hours: the limit of overtime, and the day of rest a week."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gongyue.kernel.dates import Period
from gongyue.law.checkup.desk import NOT_IN_SOURCE, Desk, answer, said, take
from gongyue.law.checkup.facts import MonthFacts, Origin
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import NOT_EMPLOYEES, Subject
from gongyue.law.checkup.wage_of import whole_month, within_employment
from gongyue.law.checkup.wording import plain, zh, zh_month
from gongyue.law.overtime_limit import OvertimeLimitFacts, overtime_limit
from gongyue.law.rulebook import Step
from gongyue.law.weekly_rest import WeeklyRestFacts, full_weeks, weekly_rest, weeks_without_rest

LIMIT, REST = "overtime.over_limit", "rest.no_weekly_rest"
HOUR_FIELDS = ("overtime_hours", "overtime_workday_hours", "overtime_restday_hours",
               "overtime_holiday_hours", "overtime_days", "longest_day_overtime")  # fmt: skip
REST_FIELDS = ("day_grid", "rest_days", "days_worked", "consecutive_days")
MONTH_LIMIT, DAY_LIMIT = Decimal(36), Decimal(3)
CERTAIN_RUN, POSSIBLE_RUN = 13, 7  # 13 days in a row hold a whole week from Monday to Sunday
ENOUGH_MONTHS = 3
ART_38, ART_41 = "cn/labour-law#38", "cn/labour-law#41"
ZERO = Decimal(0)


def check(desk: Desk, subject: Subject) -> None:
    if not subject.employed or subject.kind in NOT_EMPLOYEES or subject.kind == "part_time":
        return
    _limit(desk, subject)
    _rest(desk, subject)


def months_until(subject: Subject) -> list[MonthFacts]:
    """Months begun by the day, oldest first; those without a date last."""
    return [m for m in subject.months if m.month is None or m.month <= subject.on]


def _limit(desk: Desk, subject: Subject) -> None:
    if not desk.known.any(*HOUR_FIELDS):
        desk.cannot(subject.facts, LIMIT, "overtime_hours", NOT_IN_SOURCE)
        return
    daily = subject.facts.hours_system in (None, "standard")
    over = [  # cheap screening; the rule decides
        month
        for month, hours in subject.overtime
        if hours > MONTH_LIMIT or (daily and (month.longest_day or ZERO) > DAY_LIMIT)
    ]
    if not over:
        return
    if daily:
        _add_over(desk, subject, over)
    else:
        _special_hours(desk, subject, over)


def _special_hours(desk: Desk, subject: Subject, over: list[MonthFacts]) -> None:
    months = [m for m in subject.facts.months if subject.in_employment(m.month)]
    known = [hours for m in months if (hours := m.all_overtime) is not None]
    mean = sum(known, ZERO) / len(known) if known else ZERO
    if (
        subject.facts.hours_system == "averaged"
        and len(known) >= ENOUGH_MONTHS
        and mean > MONTH_LIMIT
    ):
        _add_over(desk, subject, over, "实行综合计算工时，各月平均超过36小时；请按批准的周期核对。")
        return
    reason = (
        "实行综合计算工时，须按周期平均"
        if subject.facts.hours_system == "averaged"
        else ("实行不定时工时，没有统一的加班上限")
    )
    desk.cannot(subject.facts, LIMIT, "hours_system", reason)


def _add_over(
    desk: Desk, subject: Subject, over: list[MonthFacts], unsure: str | None = None
) -> None:
    worst = max(over, key=lambda m: (m.all_overtime or ZERO, m.longest_day or ZERO))
    key = (LIMIT, worst.month, worst.all_overtime, worst.longest_day, subject.facts.hours_system)
    outcome = desk.remembered(
        key, lambda: answer(overtime_limit, lambda: _limit_facts(desk, subject, worst), desk)
    )
    if isinstance(outcome, str):
        desk.cannot(subject.facts, LIMIT, "overtime_hours", outcome)
        return
    most = worst.all_overtime or ZERO
    draft = Draft(
        code=LIMIT,
        message=_over_message(over, worst),
        origin=over[0].hours_row,
        evidence=[month.hours_row for month in over],
        severity="high" if most >= 2 * MONTH_LIMIT else "medium",
        unsure=[unsure] if unsure else [],
        governed_on=max((month.month for month in over if month.month), default=None),
        assumptions=["罚款由劳动保障部门裁量：每人100至500元，不计入金额。"],
    )
    take(draft, outcome)
    draft.working.extend(_hours_line(month) for month in over)
    _hours_doubts(draft, over)
    desk.add(subject.facts, draft)


def _limit_facts(desk: Desk, subject: Subject, month: MonthFacts) -> OvertimeLimitFacts:
    averaged = subject.facts.hours_system == "averaged"
    return OvertimeLimitFacts(
        place=desk.place,
        month=month.month or subject.on,
        hours=month.all_overtime or ZERO,
        longest_day_hours=month.longest_day,
        hours_system="averaged" if averaged else "standard",
    )


def _over_message(over: list[MonthFacts], worst: MonthFacts) -> str:
    name = zh_month(worst.month)
    text = f"共{len(over)}个月超过上限，最多的" if len(over) > 1 else ""
    if (hours := worst.all_overtime or ZERO) > MONTH_LIMIT:
        return text + f"{name}加班{plain(hours)}小时，每月上限36小时。"
    return text + f"{name}单日最长加班{plain(worst.longest_day or ZERO)}小时，每日上限3小时。"


def _hours_line(month: MonthFacts) -> Step:
    label = f"{zh_month(month.month)}加班"
    hours = month.all_overtime
    return said(label, month.longest_day if hours is None else hours, "hour")


def _hours_doubts(draft: Draft, over: list[MonthFacts]) -> None:
    certain = [m for m in over if not m.overtime_by_days or (m.longest_day or ZERO) > DAY_LIMIT]
    if not certain:
        draft.unsure.append("只有加班天数，按每天8小时估算，请核对实际小时数。")
    if not any(_over_without(m, m.holiday_hours) for m in over):
        draft.unsure.append("法定休假日的加班是否计入上限，各地掌握不一；不计则没有超过。")
    elif not any((m.all_overtime or ZERO) > MONTH_LIMIT or _on_a_workday(m) for m in over):
        draft.unsure.append("单日最长的加班可能在休息日；每日3小时的上限针对工作日，请先核对。")
    after = [m for m in over if (m.all_overtime or ZERO) - (m.time_off_hours or ZERO) > MONTH_LIMIT]
    if not after and all((m.longest_day or ZERO) <= DAY_LIMIT for m in over):
        draft.unsure.append("扣除调休后未超过36小时；补休的时间是否计入上限，各地掌握不一。")


def _over_without(month: MonthFacts, hours: Decimal | None) -> bool:
    left = (month.all_overtime or ZERO) - (hours or ZERO)
    return left > MONTH_LIMIT or (month.longest_day or ZERO) > DAY_LIMIT


def _on_a_workday(month: MonthFacts) -> bool:
    """The longest day cannot lie among the days of rest alone."""
    longest = month.longest_day or ZERO
    rest = max(month.restday_hours or ZERO, month.holiday_hours or ZERO)
    return longest > DAY_LIMIT and rest < longest


def _rest(desk: Desk, subject: Subject) -> None:
    if not desk.known.any(*REST_FIELDS):
        desk.cannot(subject.facts, REST, "rest_days")
        return
    months = [m for m in months_until(subject) if m.month is not None]
    draft = _by_grid(desk, subject, months) or _by_counts(desk, subject, months)
    if draft is None and (draft := _by_run(subject)) is None:
        return
    if subject.facts.hours_system in ("averaged", "flexible"):
        draft.unsure.append("实行特殊工时制度，休息办法须看批准文件。")
    desk.add(subject.facts, draft)


def _by_grid(desk: Desk, subject: Subject, months: list[MonthFacts]) -> Draft | None:
    """Daily marks: a week from Monday to Sunday with every day worked."""
    marked = [m for m in months if m.days_on is not None]
    if not marked:
        return None
    worked = {day for month in marked for day in _dates(month, month.days_on or frozenset())}
    unclear = {day for month in marked for day in _dates(month, month.days_unclear)}
    weeks = _weeks(subject, marked, worked)
    if not weeks:
        if unclear and _weeks(subject, marked, worked | unclear):
            desk.cannot(subject.facts, REST, "day_grid", "考勤符号认不出，可能整周未休")
        return None
    origin = next(m.hours_row for m in marked if _same_month(m, weeks[0].first))
    draft = _rest_draft(f"{_week_words(weeks)}七天都有出勤。", origin)
    draft.governed_on = weeks[-1].last
    facts = WeeklyRestFacts(place=desk.place, week_first=weeks[0].first, days_worked=Decimal(7))
    outcome = answer(weekly_rest, lambda: facts, desk)
    if not isinstance(outcome, str):
        take(draft, outcome)
    draft.working.extend(said("整周无休", f"{zh(week.first)}至{zh(week.last)}") for week in weeks)
    return draft


def _dates(month: MonthFacts, days: frozenset[int]) -> Iterator[date]:
    if month.month is not None:
        last = whole_month(month.month).last.day
        yield from (month.month.replace(day=day) for day in days if 1 <= day <= last)


def _weeks(subject: Subject, marked: list[MonthFacts], worked: set[date]) -> list[Period]:
    """Weeks inside the employment; months side by side are read as one stretch."""
    first = min(m.month for m in marked if m.month)
    last = whole_month(max(m.month for m in marked if m.month)).last
    hired, left = subject.facts.hired_on, subject.facts.left_on
    first, last = max(first, hired or first), min(last, left or last, subject.on)
    return list(weeks_without_rest(worked, Period(first, last))) if first <= last else []


def _same_month(month: MonthFacts, day: date) -> bool:
    """The month the week begins in, or the one after when only that one is marked."""
    return month.month is not None and day <= whole_month(month.month).last


def _week_words(weeks: list[Period]) -> str:
    shown = "、".join(f"{zh(week.first)}至{zh(week.last)}" for week in weeks[:3])
    return shown + (f"等{len(weeks)}周" if len(weeks) > 3 else "")


def _by_counts(desk: Desk, subject: Subject, months: list[MonthFacts]) -> Draft | None:
    """Fewer days of rest than whole weeks: at least one week had none."""
    short: list[tuple[MonthFacts, Decimal, int]] = []
    for month in months:
        if month.month is None or not _may_lack_rest(month, month.month, subject):
            continue
        period, weeks = whole_month(month.month), weeks_in(month.month)
        rested = _rested(month, period)
        if rested is not None and period.last <= subject.on and rested < weeks:
            short.append((month, rested, weeks))
    if not short:
        return None
    month, rested, weeks = short[0]
    name = zh_month(month.month)
    text = f"{name}只休息{plain(rested)}天，当月有{weeks}个整周，至少一周没有休息。"
    draft = _rest_draft(text, month.hours_row)
    draft.evidence = [item[0].hours_row for item in short]
    draft.governed_on = short[-1][0].month
    if all(_pays_by_calendar(month, weeks) for month, _, weeks in short):
        draft.unsure.append("应出勤天数里含了休息日，出勤天数可能是计薪天数，请核对实际休息。")
    elif all(month.rest_days is None for month, _, _ in short):
        draft.doubts.append("按出勤天数推算；出勤天数里若含带薪假或两个半天，请核对实际休息。")
    for month, rested, weeks in short:
        draft.working.append(said(f"{zh_month(month.month)}休息天数", rested, "day"))
        line = Step(label="当月整周数（周一至周日）", value=weeks, sources=(ART_38,))
        draft.working.append(line)
    return draft


def _may_lack_rest(month: MonthFacts, first: date, subject: Subject) -> bool:
    """Cheap screening of the usual month, of which only the days worked are known."""
    worked = month.days_worked
    if month.rest_days is None and (worked is None or worked <= _most_days(first)):
        return False
    return not month.days_on and within_employment(month, subject)


@lru_cache(maxsize=2048)
def _most_days(first: date) -> int:
    return whole_month(first).days - weeks_in(first)


@lru_cache(maxsize=2048)
def weeks_in(first: date) -> int:
    """Whole weeks from Monday to Sunday in a calendar month."""
    return len(full_weeks(whole_month(first)))


def _rested(month: MonthFacts, period: Period) -> Decimal | None:
    if month.rest_days is not None:
        return month.rest_days
    if month.days_worked is None or not 0 <= month.days_worked <= period.days:
        return None
    return period.days - month.days_worked


def _pays_by_calendar(month: MonthFacts, weeks: int) -> bool:
    """The days due leave no room for rest: the table counts paid days, not days at work."""
    if month.rest_days is not None or month.days_due is None or month.month is None:
        return False
    return whole_month(month.month).days - month.days_due < weeks


def _by_run(subject: Subject) -> Draft | None:
    runs = [m for m in months_until(subject) if (m.consecutive_days or ZERO) >= POSSIBLE_RUN]
    if not runs:
        return None
    longest = max(runs, key=lambda m: m.consecutive_days or ZERO)
    days = longest.consecutive_days or ZERO
    draft = _rest_draft(f"连续出勤{plain(days)}天。", longest.hours_row)
    draft.governed_on = longest.month
    draft.working.append(said("连续出勤天数", days, "day"))
    if days < CERTAIN_RUN:
        draft.unsure.append("七到十二天连续出勤，可能跨在两周之间，请核对是否有整周未休。")
    return draft


def _rest_draft(message: str, origin: Origin) -> Draft:
    return Draft(code=REST, message=message, origin=origin)
