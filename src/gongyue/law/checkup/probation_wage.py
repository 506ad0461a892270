"""What is paid in the probation, against 80 % of the agreed wage and the local minimum."""

from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, add_months, period_end, workdays_in
from gongyue.kernel.money import to_fen, yuan_text
from gongyue.law.checkup.desk import Desk, answer, take
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.probation import (
    NOT_THIS_CONTRACT,
    TIME_BAR,
    Trial,
    belongs_here,
    trials_of,
)
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage
from gongyue.law.checkup.wording import zh
from gongyue.law.holidays import work_calendar
from gongyue.law.probation_pay import ProbationPayFacts, probation_pay
from gongyue.law.rulebook import Outcome, Step

CODE = "probation.underpaid"
ART_20 = "cn/labour-contract-law#20"
JUDGED_KINDS = frozenset({None, "full_time", "apprentice"})
RATIO_AT_MOST = Decimal("1.5")  # 0.8 in a wage column means 80 %
PERCENT_AT_MOST = Decimal(100)
ZERO = Decimal(0)


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or subject.kind not in JUDGED_KINDS:
        return
    terms = [term for term in subject.facts.contracts if term.probation_wage]
    trials = trials_of(subject)
    if not terms:
        _unknown(desk, subject, trials)
        return
    agreed = agreed_wage(subject)
    written = terms[0].probation_wage or ZERO
    if agreed is None:
        desk.cannot(subject.facts, CODE, "wage")
        return
    if terms[0].probation_months == 0 and not trials:
        return
    if trials and not belongs_here(subject, trials[0]):
        desk.cannot(subject.facts, CODE, "contract_first", NOT_THIS_CONTRACT)
        return
    _judge(desk, subject, trials[0] if trials else None, _wage(written, agreed), agreed)


def _unknown(desk: Desk, subject: Subject, trials: list[Trial]) -> None:
    """Only a probation that runs today makes the missing column worth asking for."""
    if any(trial.placed and trial.first <= subject.on <= trial.last for trial in trials):
        desk.cannot(subject.facts, CODE, "probation_wage")


def _wage(written: Decimal, agreed: Decimal) -> Decimal:
    if written <= RATIO_AT_MOST:
        return to_fen(agreed * written)
    return to_fen(agreed * written / 100) if written <= PERCENT_AT_MOST else written


def _judge(
    desk: Desk, subject: Subject, trial: Trial | None, paid: Decimal, agreed: Decimal
) -> None:
    """Month by month: the minimum wage may rise within a probation."""
    months = _served(subject, trial)
    days = [part.first for part in months] or [trial.first if trial else subject.on]
    outcomes: list[Outcome] = []
    for on in days:
        outcome = _ask(desk, on, paid, agreed)
        if isinstance(outcome, str):
            desk.cannot(subject.facts, CODE, "probation_wage", outcome)
            return
        outcomes.append(outcome)
    if any(outcome.amount for outcome in outcomes):
        _add(desk, subject, trial, months, outcomes)


def _ask(desk: Desk, on: date, paid: Decimal, agreed: Decimal) -> Outcome | str:
    facts = lambda: ProbationPayFacts(  # noqa: E731
        place=desk.place, on=on, probation_wage=paid, contract_wage=agreed
    )
    return answer(probation_pay, facts, desk)


def _served(subject: Subject, trial: Trial | None) -> list[Period]:
    """The probation up to the day, cut into months counted from its first day."""
    if trial is None or not trial.placed or trial.first > subject.on:
        return []
    months: list[Period] = []
    first, last = trial.first, min(trial.last, subject.on)
    while first <= last:
        end = min(period_end(trial.first, len(months) + 1), last)
        months.append(Period(first, end))
        first = end + ONE_DAY
    return months


def _add(
    desk: Desk,
    subject: Subject,
    trial: Trial | None,
    months: list[Period],
    outcomes: list[Outcome],
) -> None:
    worst = max(outcomes, key=lambda outcome: outcome.amount)
    term = next(t for t in subject.facts.contracts if t.probation_wage)
    draft = Draft(
        code=CODE,
        message=f"试用期工资每月比法定下限少{yuan_text(worst.amount)}元。",
        origin=term.origin,
        assumptions=["金额是试用期内到体检日为止的差额；不满一个月的按工作日折算。"],
    )
    take(draft, worst)
    for outcome in outcomes:
        draft.stale.extend(outcome.stale)
    if months and trial:
        draft.amount, lines = _sum(desk, trial, months, outcomes)
        draft.working.extend(lines)
    elif trial and trial.placed:
        draft.amount = Decimal("0.00")
        draft.worsens_on = trial.first
    if trial and add_months(trial.last, 12) < subject.on:
        draft.severity = "low"
        draft.doubts.append(TIME_BAR)
        if term.wage is None:
            draft.unsure.append("按现在的约定工资比较，请核对试用期时约定的工资。")
    desk.add(subject.facts, draft)


def _sum(
    desk: Desk, trial: Trial, months: list[Period], outcomes: list[Outcome]
) -> tuple[Decimal, list[Step]]:
    """The shortfall of each month; of a broken month by working days over paid days a month."""
    total, lines = Decimal("0.00"), []
    for number, (part, outcome) in enumerate(zip(months, outcomes, strict=True), start=1):
        owed = outcome.amount
        if part.last != period_end(trial.first, number):
            owed *= min(Decimal(workdays_in(part, work_calendar())) / desk.paid_days, Decimal(1))
        total += to_fen(owed)
        label = f"第{number}个月差额（{zh(part.first)}至{zh(part.last)}）"
        lines.append(Step(label=label, value=to_fen(owed), sources=(ART_20,), unit="yuan"))
    return total, lines
