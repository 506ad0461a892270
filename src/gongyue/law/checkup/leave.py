"""Paid annual leave that was not taken."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import add_months
from gongyue.law.annual_leave import AnnualLeaveFacts, annual_leave
from gongyue.law.checkup.desk import EMPTY, NOT_IN_SOURCE, Desk, answer, said, take
from gongyue.law.checkup.facts import LeaveFacts
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage, average_gross, last_twelve
from gongyue.law.checkup.wording import plain
from gongyue.law.rulebook import Outcome
from gongyue.law.unused_leave_pay import UnusedLeaveFacts, unused_leave_pay

CODE = "leave.unused"
ZERO = Decimal(0)
FIRST_YEAR = 2008  # the regulation on paid annual leave


class Entitled(NamedTuple):
    days: Decimal
    outcome: Outcome | None  # how the days were worked out, when no column says


class Unused(NamedTuple):
    year: int
    days: Decimal
    draft: Draft  # with the working so far


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or not subject.is_employee or subject.retired == "certain":
        return
    if not desk.known.any("leave_taken", "leave_unused"):
        if subject.hired_on and add_months(subject.hired_on, 12) <= subject.on:
            desk.cannot(subject.facts, CODE, "leave_taken", NOT_IN_SOURCE)
        return
    lost = subject.facts.unreadable & {"leave_taken", "leave_unused"}
    years = {row.year or subject.on.year for row in subject.facts.leave}
    if not years and lost:
        desk.cannot(subject.facts, CODE, sorted(lost)[0])
    if not years and not lost and _had_leave(subject):
        desk.cannot(subject.facts, CODE, "leave_taken", EMPTY)
    found = [_judge(desk, subject, _merged(subject, year), year, bool(lost)) for year in years]
    left = sorted((one for one in found if one), key=lambda one: one.year)
    # Days of a past year are owed now; those of the running year can still be taken.
    past = [one for one in left if one.year < subject.on.year]
    if past or left:
        _add(desk, subject, past or left)


def _had_leave(subject: Subject) -> bool:
    return subject.hired_on is not None and add_months(subject.hired_on, 12) <= subject.on


def _merged(subject: Subject, year: int) -> LeaveFacts:
    """All rows of a year, the first known value of each column."""
    rows = [row for row in subject.facts.leave if (row.year or subject.on.year) == year]
    return LeaveFacts(
        origin=rows[0].origin,
        year=year,
        entitled=next((r.entitled for r in rows if r.entitled is not None), None),
        taken=next((r.taken for r in rows if r.taken is not None), None),
        unused=next((r.unused for r in rows if r.unused is not None), None),
    )


def _judge(desk: Desk, subject: Subject, row: LeaveFacts, year: int, lost: bool) -> Unused | None:
    if not FIRST_YEAR <= year <= subject.on.year or (
        row.taken is None and row.unused is None and lost
    ):
        desk.cannot(subject.facts, CODE, "leave_taken", EMPTY)
        return None
    if any(days is not None and days < 0 for days in (row.taken, row.entitled)):
        desk.cannot(subject.facts, CODE, "leave_taken", "年休假天数是负数")
        return None
    draft = Draft(code=CODE, message="", origin=row.origin)
    days = row.unused
    if days is None or (row.entitled is not None and row.taken is not None):
        entitled = _entitled(desk, subject, row, year)
        if isinstance(entitled, str):
            desk.cannot(subject.facts, CODE, "hired_on", entitled)
            return None
        days = _left_over(draft, row, entitled)
    return Unused(year, days, draft) if days > 0 else None


def _left_over(draft: Draft, row: LeaveFacts, entitled: Entitled) -> Decimal:
    if entitled.outcome is not None:
        take(draft, entitled.outcome)
        draft.doubts.append("应休天数按工龄推算，表中没有写明。")
    else:
        draft.working.append(said("应休天数", entitled.days, "day"))
    if row.taken is None:
        draft.unsure.append("已休天数是空的，按没有休计算，请先核对。")
    draft.working.append(said("已休天数", row.taken or ZERO, "day"))
    days = entitled.days - (row.taken or ZERO)
    if row.unused is not None and row.unused != days:
        draft.unsure.append(f"表中的未休天数是{plain(row.unused)}天，与应休减已休不一致。")
    return days


def _entitled(desk: Desk, subject: Subject, row: LeaveFacts, year: int) -> Entitled | str:
    if row.entitled is not None:
        return Entitled(row.entitled, None)
    hired = subject.hired_on
    if hired is None:
        return EMPTY
    if hired.year > year:
        return Entitled(ZERO, None)
    began = subject.facts.work_started_on
    outcome = answer(
        annual_leave,
        lambda: AnnualLeaveFacts(
            place=desk.place,
            year=year,
            work_started_on=min(began, hired) if began else None,
            started_on=hired,
        ),
        desk,
    )
    return outcome if isinstance(outcome, str) else Entitled(outcome.amount, outcome)


def _add(desk: Desk, subject: Subject, left: list[Unused]) -> None:
    """One finding for all past years, or for the running one."""
    year, draft = left[-1].year, left[0].draft
    for other in left[1:]:
        draft.working.extend(other.draft.working)
        draft.doubts.extend(other.draft.doubts)
        draft.unsure.extend(other.draft.unsure)
    past = year < subject.on.year
    shown = (f"{one.year}年度年休假还有{plain(one.days)}天没有休" for one in left)
    draft.message = "；".join(shown) + "。"
    draft.severity = "medium" if past else "low"
    draft.worsens_on = None if past else date(year, 12, 31)
    draft.unlawful = past
    draft.governed_on = date(year, 12, 31) if past else None
    days = sum((one.days for one in left), ZERO)
    _amount(desk, subject, draft, days, date(year, 12, 31) if past else subject.on)
    if past:
        draft.assumptions.append("假定没有经本人同意跨年度安排，也没有本人书面放弃。")
    else:
        draft.assumptions.append("年内仍可安排；金额是全部不安排时的上限。")
    desk.add(subject.facts, draft)


def _amount(desk: Desk, subject: Subject, draft: Draft, days: Decimal, on: date) -> None:
    wage = average_gross(last_twelve(subject), without_overtime=True)
    if wage is None and (wage := agreed_wage(subject)) is not None:
        draft.assumptions.append("没有工资记录，按约定月工资计算日工资。")
    if wage is None:
        draft.assumptions.append("没有工资数据，金额无法计算。")
        return
    outcome = answer(
        unused_leave_pay,
        lambda: UnusedLeaveFacts(place=desk.place, on=on, average_wage=wage, days=days),
        desk,
    )
    if isinstance(outcome, str):
        draft.doubts.append(outcome)
        return
    take(draft, outcome)
    draft.amount = outcome.amount
