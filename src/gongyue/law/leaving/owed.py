"""What was earned before the end and not paid: leave, wages, overtime, the second wage."""

from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.composition import Composition
from gongyue.law.double_wage import DoubleWageFacts, double_wage, double_wage_period
from gongyue.law.late_payment_damages import LatePaymentFacts, late_payment_damages
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.leaving.limits import BROKEN_BY, LIMITATION, claim_by
from gongyue.law.rulebook import Note
from gongyue.law.unused_leave_pay import UnusedLeaveFacts, unused_leave_pay

WAGES_DUE = "cn/labour-contract-law#30.1"
OVERTIME_DUE = "cn/labour-contract-law#31"
LEAVE_DUE = "cn/paid-annual-leave-measures#10.1"
NO_CONTRACT = "cn/labour-contract-law#82.1"
LATE = "cn/labour-contract-law#85.1"
BY_MONTH = Note(
    text="有的地方对二倍工资差额按月计算一年的时效，较早的月份会先过期，越早申请越好。",
    sources=(LIMITATION, BROKEN_BY),
)


def ask_owed(c: Composition, facts: LeavingFacts) -> None:
    """Each item only where something was said of it."""
    _leave(c, facts)
    last = claim_by(facts.ended_on)
    if facts.unpaid_wages:
        c.entered("wages", "拖欠的工资", facts.unpaid_wages, WAGES_DUE, claim_by=last)
    if facts.unpaid_overtime:
        c.entered("overtime", "拖欠的加班费", facts.unpaid_overtime, OVERTIME_DUE, claim_by=last)
    _late(c, facts)
    if facts.ending != "part_time":
        _second_wage(c, facts)


def _leave(c: Composition, facts: LeavingFacts) -> None:
    if not facts.unused_leave_days:
        return
    c.ask(
        unused_leave_pay,
        lambda: _leave_facts(facts),
        LEAVE_DUE,
        key="unused_leave",
        title="未休年休假工资",
        claim_by=claim_by(facts.ended_on),
    )


def _leave_facts(facts: LeavingFacts) -> UnusedLeaveFacts:
    """The wage without overtime; where it was left open, the average with it."""
    wage = facts.wage_without_overtime
    return UnusedLeaveFacts(
        place=facts.place,
        on=facts.ended_on,
        average_wage=facts.average_wage if wage is None else wage,
        days=facts.unused_leave_days,
    )


def _late(c: Composition, facts: LeavingFacts) -> None:
    """Only after an order to pay that ran out; what was entered says which day that was."""
    owed = facts.unpaid_wages + facts.unpaid_overtime
    if owed and facts.ordered_to_pay_by is not None:
        c.ask(
            late_payment_damages,
            lambda: _late_facts(facts, owed),
            LATE,
            span=("least", "most"),
            key="late_payment",
            title="逾期不付的加付赔偿金",
        )


def _late_facts(facts: LeavingFacts, owed: Decimal) -> LatePaymentFacts:
    ordered_by = facts.ordered_to_pay_by
    assert ordered_by is not None
    return LatePaymentFacts(
        place=facts.place,
        on=ordered_by + ONE_DAY,
        owed="wages",
        was_ordered=True,
        pay_by=ordered_by,
        amount=owed,
    )


def _second_wage(c: Composition, facts: LeavingFacts) -> None:
    """Not asked for where the contract was signed within the first month."""
    if facts.contract == "in_time":
        return
    asked = _unsigned(facts)
    period = double_wage_period(asked.started_on, asked.signed_on, asked.on)
    c.ask(
        double_wage,
        lambda: asked,
        NO_CONTRACT,
        key="double_wage",
        title="没签合同的二倍工资差额",
        claim_by=claim_by(period.last) if period else None,
        notes=(BY_MONTH,),
    )


def _unsigned(facts: LeavingFacts) -> DoubleWageFacts:
    return DoubleWageFacts(
        place=facts.place,
        started_on=facts.started_on,
        signed_on=facts.signed_on if facts.contract == "late" else None,
        on=facts.ended_on,
        monthly_wage=facts.average_wage,
    )
