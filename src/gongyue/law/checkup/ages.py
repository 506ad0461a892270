"""Too young, young, and past retirement."""

from datetime import date

from gongyue.kernel.dates import add_months, age_on
from gongyue.law.checkup.desk import Desk, answer, take
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import NOT_EMPLOYEES, Subject
from gongyue.law.checkup.wording import zh
from gongyue.law.retirement import RetirementFacts, retirement
from gongyue.law.rulebook import Outcome
from gongyue.law.working_age import WorkingAgeFacts, working_age

SIXTEEN, EIGHTEEN, FIFTY = 16, 18, 50  # for screening; the rules decide
PROVISIONS_BEGAN = date(2002, 12, 1)
PENALTY_LIMIT_MONTHS = 24


def check(desk: Desk, subject: Subject) -> None:
    if not subject.facts.on_roster or subject.birth_on is None or subject.birth_on > subject.on:
        return
    if subject.left:
        _left_young(desk, subject, subject.birth_on)
    elif subject.employed:
        _young(desk, subject, subject.birth_on)
        _old(desk, subject, subject.birth_on)


def _left_young(desk: Desk, subject: Subject, birth_on: date) -> None:
    """Child labour that is over can be punished for two years after it ended."""
    hired, left = subject.facts.hired_on, subject.facts.left_on
    sixteen_on = add_months(birth_on, 12 * SIXTEEN)
    if hired is None or left is None or not hired < sixteen_on or hired > left:
        return
    if add_months(min(left, sixteen_on), PENALTY_LIMIT_MONTHS) < subject.on:
        return
    outcome = _working_age(desk, subject, birth_on, left)
    if isinstance(outcome, Outcome) and outcome.verdict in ("child", "was_child"):
        _add_child(desk, subject, outcome, sixteen_on)


def _young(desk: Desk, subject: Subject, birth_on: date) -> None:
    sixteen_on = add_months(birth_on, 12 * SIXTEEN)
    if age_on(birth_on, subject.on) < EIGHTEEN:
        outcome = _working_age(desk, subject, birth_on)
        if isinstance(outcome, Outcome) and outcome.verdict in ("minor", "was_child"):
            _add_minor(desk, subject, outcome)
    hired = subject.facts.hired_on
    if sixteen_on <= min(hired or subject.on, subject.on) or sixteen_on <= PROVISIONS_BEGAN:
        return
    outcome = _working_age(desk, subject, birth_on)
    if isinstance(outcome, Outcome) and outcome.verdict in ("child", "was_child"):
        _add_child(desk, subject, outcome, sixteen_on)


def _working_age(
    desk: Desk, subject: Subject, birth_on: date, until: date | None = None
) -> Outcome | str:
    started, on = subject.facts.hired_on, until or subject.on
    started = started if started and birth_on <= started <= on else None
    return answer(
        working_age,
        lambda: WorkingAgeFacts(place=desk.place, birth_on=birth_on, on=on, started_on=started),
        desk,
    )


def _add_minor(desk: Desk, subject: Subject, outcome: Outcome) -> None:
    draft = Draft(code="age.under_18", message=f"{outcome.parts['age']}周岁，属于未成年工。")
    take(draft, outcome)
    draft.doubts.extend([subject.identity_conflict] if subject.identity_conflict else [])
    desk.add(subject.facts, draft)


def _add_child(desk: Desk, subject: Subject, outcome: Outcome, sixteen_on: date) -> None:
    hired = subject.facts.hired_on
    child = outcome.verdict == "child" and subject.employed
    draft = Draft(
        code="age.under_16",
        message=f"{zh(sixteen_on)}才满16周岁，"
        + (f"{zh(hired)}就已入职。" if hired else "现在就在用工。"),
        worsens_on=add_months(hired, _months_begun(hired, subject.on)) if child and hired else None,
        assumptions=["金额是每人每月5000元的罚款；在有毒场所使用的从重，逾期不改的加倍。"],
    )
    take(draft, outcome)
    draft.amount = outcome.amount if hired else None
    draft.unsure.extend([subject.identity_conflict] if subject.identity_conflict else [])
    if subject.left:
        draft.citations.append("cn/inspection-regulation#20")
        draft.doubts.append("人已离职；违法行为在终了后两年内仍可被查处。")
    if not child and add_months(sixteen_on, PENALTY_LIMIT_MONTHS) < subject.on:
        draft.severity = "low"
        draft.unsure.append("违法用工终了已超过两年，一般不再行政处罚；请先核对入职日期。")
    desk.add(subject.facts, draft)


def _months_begun(first: date, on: date) -> int:
    """Months that have begun by the day: the next one begins where the fine grows."""
    months = 1
    while add_months(first, months) <= on:
        months += 1
    return months


def _old(desk: Desk, subject: Subject, birth_on: date) -> None:
    if subject.kind in NOT_EMPLOYEES or age_on(birth_on, subject.on) < FIFTY:
        return
    if subject.sex is None:
        if subject.retired:
            desk.cannot(subject.facts, "age.retirement", "gender")
        return
    if subject.retired is None:
        return
    certain = subject.retired == "certain"
    track = "M" if subject.sex == "M" else ("F55" if certain else "F50")
    outcome = answer(
        retirement,
        lambda: RetirementFacts(place=desk.place, birth_on=birth_on, track=track),  # type: ignore[arg-type]
        desk,
    )
    if isinstance(outcome, Outcome):
        _add_retired(desk, subject, outcome, certain=certain)


def _add_retired(desk: Desk, subject: Subject, outcome: Outcome, *, certain: bool) -> None:
    reached = zh(outcome.value if isinstance(outcome.value, date) else None)
    draft = Draft(
        code="age.retirement",
        message=f"{reached}已达到法定退休年龄，仍在用工。"
        if certain
        else f"按工人岗位（50岁轨道），{reached}已达到法定退休年龄；管理技术岗位另算。",
        severity="low" if certain else "info",
        assumptions=["弹性提前、弹性延迟和特殊工种退休未知。"],
    )
    take(draft, outcome)
    if subject.identity_conflict:
        draft.unsure.append(subject.identity_conflict)
    desk.add(subject.facts, draft)
