"""Probation: how long it may be, and what must be paid in it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import ONE_DAY, add_months, period_end
from gongyue.law.checkup.desk import EMPTY, NOT_IN_SOURCE, Desk, answer, said, take
from gongyue.law.checkup.facts import ContractTerm
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage
from gongyue.law.checkup.wording import zh
from gongyue.law.probation import (
    ProbationFacts,
    longest_probation,
    probation,
    probation_ends_latest,
)
from gongyue.law.rulebook import Outcome

CODE = "probation.too_long"
JUDGED_KINDS = frozenset({None, "full_time", "apprentice", "part_time"})
COLUMNS = ("probation_months", "probation_days", "probation_last", "probation_first",
           "probation_term", "regular_on")  # fmt: skip
HALF_MONTH = timedelta(days=15)
SAME_MONTH_DAYS = 31
A_MONTHS_DAYS = 30
NOT_THIS_CONTRACT = "试用期属于首份合同，表中只有后来的合同"
TIME_BAR = "试用期结束已满一年，对方提出仲裁时效抗辩时可能不再支持；金额为上限。"


class Trial(NamedTuple):
    """A probation as agreed. `placed` is False when no date at all is known."""

    term: ContractTerm
    first: date
    last: date
    placed: bool


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or subject.kind not in JUDGED_KINDS:
        return
    trials = trials_of(subject)
    if not trials:
        if not desk.known.any(*COLUMNS) and _is_recent(subject):
            desk.cannot(subject.facts, CODE, "probation_months")
        lost = {name for name in subject.facts.unreadable if name.startswith("probation")}
        if lost - {"probation_wage"}:
            desk.cannot(subject.facts, CODE, "probation_months")
        return
    _length(desk, subject, trials[0])
    if len(trials) > 1 and not any(f.code == CODE for f in desk.of(subject.facts)):
        _second(desk, subject, trials[1])


def _is_recent(subject: Subject) -> bool:
    """Hired within the year: a probation may run, or its claims are still alive."""
    hired = subject.facts.hired_on
    return hired is not None and add_months(hired, 12) > subject.on


def trials_of(subject: Subject) -> list[Trial]:
    """The probations agreed with one person, oldest first."""
    if "trials" not in subject.kept:
        subject.kept["trials"] = _trials(subject)
    found: list[Trial] = subject.kept["trials"]
    return found


def _trials(subject: Subject) -> list[Trial]:
    agreed = [term for term in subject.facts.contracts if _has_probation(term)]
    found = [_trial(subject, term) for term in agreed]
    unique = {trial.first: trial for trial in reversed(found) if trial.first <= trial.last}
    return sorted(unique.values(), key=lambda trial: trial.first)


def _has_probation(term: ContractTerm) -> bool:
    return bool(term.probation_months or term.probation_days or term.probation_last)


def _trial(subject: Subject, term: ContractTerm) -> Trial:
    start = term.probation_first or _start_of_work(subject, term)
    first = start or subject.on
    return Trial(term, first, term.probation_last or _last(term, first), start is not None)


def _start_of_work(subject: Subject, term: ContractTerm) -> date | None:
    """Probation begins with the work; a contract signed beforehand does not move it."""
    hired = subject.facts.hired_on
    if term.first and hired and abs((term.first - hired).days) <= SAME_MONTH_DAYS:
        return max(term.first, hired)
    return term.first or hired


def _last(term: ContractTerm, first: date) -> date:
    if term.probation_days:
        return first + timedelta(days=int(term.probation_days) - 1)
    months = term.probation_months or Decimal(0)
    last = period_end(first, int(months))
    return last + HALF_MONTH if months != int(months) else last


def _length(desk: Desk, subject: Subject, trial: Trial) -> None:
    if (gap := _gap(desk, subject, trial)) is not None:
        desk.cannot(subject.facts, CODE, *gap)
        return
    if _is_plainly_lawful(trial, part_time=subject.kind == "part_time"):
        return
    outcome = answer(probation, lambda: _facts(desk, subject, trial), desk)
    if isinstance(outcome, str):
        desk.cannot(subject.facts, CODE, "probation_months", outcome)
    elif outcome.verdict == "too_long":
        _add_too_long(desk, subject, trial, outcome)


def _is_plainly_lawful(trial: Trial, *, part_time: bool) -> bool:
    """Cheap screening of the usual case, a fixed term with both ends; the rule decides the rest."""
    first, last = trial.term.first, trial.term.ends_on
    if part_time or trial.term.kind == "task" or first is None or last is None:
        return False
    months = longest_probation(contract_first=min(first, trial.first), contract_last=last)
    return trial.last <= probation_ends_latest(trial.first, months) and trial.last < last


def _gap(desk: Desk, subject: Subject, trial: Trial) -> tuple[str, str] | None:
    """What keeps us from judging the length."""
    term = trial.term
    if subject.kind == "part_time" or term.kind == "task":
        return None
    if term.is_contradictory:
        return "contract_last", "合同开始日期晚于到期日期，有一个写错了"
    if not term.is_open and term.ends_on is None and not term.months:
        return "contract_last", EMPTY if desk.known.any("contract_last") else NOT_IN_SOURCE
    if not belongs_here(subject, trial):
        return "contract_first", NOT_THIS_CONTRACT
    return None


def belongs_here(subject: Subject, trial: Trial) -> bool:
    """The contract in the table is the one the probation was agreed in, not a renewal."""
    term, hired = trial.term, subject.facts.hired_on
    dated = term.probation_first or term.probation_last
    if dated:
        return term.first is None or _overlaps(trial) or trial.first >= term.first
    if (term.sign_count or 0) > 1:
        return False
    return term.first is None or hired is None or term.first < add_months(hired, 12)


def _overlaps(trial: Trial) -> bool:
    first, last = trial.term.first, trial.term.ends_on
    return (first is None or trial.last >= first) and (last is None or trial.first <= last)


def _facts(desk: Desk, subject: Subject, trial: Trial) -> ProbationFacts:
    term = trial.term
    first = min(term.first or trial.first, trial.first)
    last = term.ends_on
    if last is None and term.months:
        last = period_end(first, int(term.months))
    kind = "open" if term.is_open else ("task" if term.kind == "task" else "fixed")
    return ProbationFacts(
        place=desk.place,
        contract_first=first,
        contract_last=None if kind == "open" else last,
        kind=kind,  # type: ignore[arg-type]
        part_time=subject.kind == "part_time",
        probation_first=trial.first,
        probation_last=trial.last,
        monthly_wage=agreed_wage(subject),
        on=subject.on,
    )


def _add_too_long(desk: Desk, subject: Subject, trial: Trial, outcome: Outcome) -> None:
    limit = int(str(outcome.parts["max_probation_months"]))
    allowed = f"最多{limit}个月" if limit else "不得约定试用期"
    draft = Draft(
        code=CODE,
        message=f"试用期从{zh(trial.first)}到{zh(trial.last)}；这份合同{allowed}。",
        origin=trial.term.origin,
        assumptions=["金额是违法试用期已经履行的部分按转正工资计算的赔偿金，不含已付工资。"],
    )
    take(draft, outcome)
    draft.amount = outcome.value if isinstance(outcome.value, Decimal) else None
    illegal = outcome.parts["first_illegal_day"]
    draft.worsens_on = _worsens(subject, trial, illegal if isinstance(illegal, date) else None)
    _soften(subject, draft, trial)
    if limit and trial.term.probation_days == A_MONTHS_DAYS * limit:  # 60 days over two months
        draft.unsure.append(f"约定的是{trial.term.probation_days}天，多半指{limit}个月，请先核对。")
    if not trial.placed:
        draft.amount, draft.worsens_on = None, None
        draft.message = f"约定的试用期超过上限；这份合同{allowed}。"
        draft.doubts.append("没有任何日期，算不出已经履行了多少。")
    desk.add(subject.facts, draft)


def _worsens(subject: Subject, trial: Trial, first_illegal: date | None) -> date | None:
    if first_illegal is None or trial.last < subject.on:
        return None
    return first_illegal if first_illegal > subject.on else subject.on + ONE_DAY


def _soften(subject: Subject, draft: Draft, trial: Trial) -> None:
    """Long past, or resting on a contract that began after the probation did."""
    if add_months(trial.last, 12) < subject.on:
        draft.severity = "low"
        draft.doubts.append(TIME_BAR)
    first = trial.term.first
    if first and (first - trial.first).days > SAME_MONTH_DAYS:
        draft.unsure.append("试用期早于合同开始日期，请核对这份合同是不是首份合同。")


def _second(desk: Desk, subject: Subject, trial: Trial) -> None:
    """One employer and one worker may agree on one probation only."""
    draft = Draft(
        code=CODE,
        message=f"后来的合同又约定了试用期（{zh(trial.first)}至{zh(trial.last)}）；同一单位只能约定一次。",
        origin=trial.term.origin,
        citations=["cn/labour-contract-law#19.2"],
        unsure=["请核对是不是各份合同照抄了同一格试用期。"],
        working=[said("再次约定的试用期首日", trial.first), said("末日", trial.last)],
    )
    _soften(subject, draft, trial)
    desk.add(subject.facts, draft)
