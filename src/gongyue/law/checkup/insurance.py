"""Social insurance: enrolled at all, enrolled in time, on the right base."""

from datetime import date, timedelta
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY
from gongyue.kernel.money import to_fen
from gongyue.law.checkup.contract import doubts_of_hiring
from gongyue.law.checkup.contribution_sums import employer_sum, months_from
from gongyue.law.checkup.desk import EMPTY, NOT_IN_SOURCE, Desk, answer, take
from gongyue.law.checkup.facts import InsuranceFacts
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage, latest_gross
from gongyue.law.checkup.wording import zh
from gongyue.law.insurance_registration import InsuranceRegistrationFacts, insurance_registration
from gongyue.law.rulebook import Outcome

MISSING, LATE = "insurance.not_enrolled", "insurance.late_enrolment"
FIELDS = ("enrolled", "enrolled_on", "insurance_base")
GRACE_DAYS = 30  # for screening; the rule decides
NOT_INCLUDED = (
    "金额只含单位应缴的养老、失业保险（当地基数已知的另含医疗），不含工伤、滞纳金和罚款。"
)


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or not subject.is_employee:
        return
    if subject.retired == "certain":
        if has_columns(desk) and not enrolment(subject):
            reason = "已过法定退休年龄，不知是劳动关系还是劳务关系"
            desk.cannot(subject.facts, MISSING, "employment_kind", reason)
        return
    _enrolled_at_all(desk, subject)
    _in_time(desk, subject)


def has_columns(desk: Desk) -> bool:
    return desk.known.any(*FIELDS) or "insurance" in desk.known.roles


def enrolment(subject: Subject) -> list[InsuranceFacts]:
    """Rows that show this person as enrolled on the day; a plain no beats them all."""
    rows = _of_this_employment(subject)
    if any(row.enrolled is False for row in rows):
        return []
    stopped = _stopped_on(subject)
    if stopped and not any(row.enrolled_on and row.enrolled_on > stopped for row in rows):
        return []
    return [row for row in rows if _shows(row, subject.on)]


def _of_this_employment(subject: Subject) -> list[InsuranceFacts]:
    """Without enrolments that stopped before the hiring: another job, or an earlier employment."""
    hired_on = subject.hired_on
    return [
        row
        for row in subject.facts.insurance
        if not (row.stopped_on and hired_on and row.stopped_on < hired_on and row.enrolled_on)
    ]


def _stopped_on(subject: Subject) -> date | None:
    days = [r.stopped_on for r in _of_this_employment(subject) if r.stopped_on]
    return max((day for day in days if day < subject.on), default=None)


def _shows(row: InsuranceFacts, on: date) -> bool:
    if row.enrolled_on:
        return row.enrolled_on <= on
    return bool(row.enrolled or row.base or row.paid)


def _enrolled_at_all(desk: Desk, subject: Subject) -> None:
    if enrolment(subject):
        return
    if (gap := _gap(desk, subject)) is not None:
        desk.cannot(subject.facts, MISSING, *gap)
        return
    hired_on = subject.hired_on
    if hired_on is None or subject.on <= hired_on + timedelta(days=GRACE_DAYS):
        return
    outcome = _registration(desk, subject, hired_on, None)
    if isinstance(outcome, str) or outcome.verdict != "not_enrolled":
        return
    stopped = _stopped_on(subject)
    began = max(stopped + ONE_DAY, hired_on) if stopped else hired_on
    draft = Draft(
        code=MISSING,
        message=_missing_message(hired_on, stopped, subject.on),
        unsure=[*_missing_doubts(subject, stopped), *doubts_of_hiring(subject)],
    )
    if rows := subject.facts.insurance:
        draft.origin = rows[0].origin
    take(draft, outcome)
    _amount(desk, subject, draft, began, subject.on)
    desk.add(subject.facts, draft)


def _gap(desk: Desk, subject: Subject) -> tuple[str, str] | None:
    facts = subject.facts
    if not has_columns(desk):
        return "enrolled", NOT_IN_SOURCE
    if lost := [name for name in FIELDS if name in facts.unreadable]:
        return lost[0], EMPTY
    if subject.hired_on is None:
        return "hired_on", EMPTY if desk.known.any("hired_on") else NOT_IN_SOURCE
    return None


def _missing_message(hired_on: date, stopped: date | None, on: date) -> str:
    days = (on - hired_on).days
    if stopped:
        return f"{zh(stopped)}停保，人仍在职；入职已{days}天。"
    return f"{zh(hired_on)}入职，已{days}天，没有参加社会保险；应在30日内登记。"


def _missing_doubts(subject: Subject, stopped: date | None) -> list[str]:
    facts = subject.facts
    checks = (
        (stopped is not None, "表中有停保日期而人仍在职，请核对是否已在别处续保。"),
        (any(r.enrolled_on and r.enrolled_on > subject.on for r in facts.insurance),
         "填写的参保日期晚于体检日，请核对是不是写错了。"),
        (any(r.paid for r in facts.insurance), "表中有社保扣缴记录，与未参保矛盾，请核对。"),
        (any(r.enrolled is False and r.enrolled_on for r in facts.insurance),
         "写着未参保，却又填了参保日期，请核对。"),
        ("insurance" in facts.namesakes, "社保表里有同名的人没有对上号，请先确认是不是本人。"),
    )  # fmt: skip
    return [text for true, text in checks if true]


def _registration(
    desk: Desk, subject: Subject, hired_on: date, enrolled_on: date | None
) -> Outcome | str:
    facts = lambda: InsuranceRegistrationFacts(  # noqa: E731
        place=desk.place, started_on=hired_on, enrolled_on=enrolled_on, on=subject.on
    )
    return answer(insurance_registration, facts, desk)


def _in_time(desk: Desk, subject: Subject) -> None:
    rows = _of_this_employment(subject)
    days = [row for row in rows if row.enrolled_on and row.enrolled is not False]
    if not days:
        if not desk.known.any("enrolled_on") and (enrolment(subject) or not has_columns(desk)):
            desk.cannot(subject.facts, LATE, "enrolled_on")
        return
    first = min(days, key=lambda row: row.enrolled_on or date.max)
    enrolled_on, hired_on = first.enrolled_on, subject.hired_on
    if hired_on is None or enrolled_on is None or enrolled_on > subject.on:
        return
    if enrolled_on <= hired_on + timedelta(days=GRACE_DAYS):
        return
    outcome = _registration(desk, subject, hired_on, enrolled_on)
    if isinstance(outcome, str) or outcome.verdict != "late":
        return
    draft = Draft(
        code=LATE,
        message=f"{zh(hired_on)}入职，{zh(enrolled_on)}才参保，迟了{outcome.parts['days_late']}天。",
        origin=first.origin,
        unsure=doubts_of_hiring(subject),
        assumptions=["假定参保以前的月份没有补缴；参保当月按已缴计算。"],
    )
    take(draft, outcome)
    _amount(desk, subject, draft, hired_on, enrolled_on.replace(day=1) - ONE_DAY)
    desk.add(subject.facts, draft)


def _amount(desk: Desk, subject: Subject, draft: Draft, first: date, last: date) -> None:
    """The employer's contributions of the months from `first` to `last`, when a wage is known."""
    months = months_from(first, last)
    if not months:
        draft.amount = Decimal("0.00")
        return
    wage = agreed_wage(subject) or latest_gross(subject)
    if wage is None:
        draft.assumptions.append("没有工资数据，金额无法计算。")
        return
    due = employer_sum(desk, months, wage)
    if isinstance(due, str):
        draft.assumptions.append(f"金额无法计算：{due}")
        return
    take(draft, due.first)
    draft.stale.extend(due.stale)
    draft.working.extend(due.lines)
    draft.amount = to_fen(due.amount)
    draft.assumptions.append(NOT_INCLUDED)
