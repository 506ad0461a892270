"""What others pay and take: unemployment benefit, how contributions stop, tax on the severance."""

from datetime import date
from decimal import Decimal

from gongyue.law.composition import Composition
from gongyue.law.insurance_stop import InsuranceStopFacts, StopReason, insurance_stop
from gongyue.law.leaving.endings import Ending
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.rulebook import Action, Note, Section
from gongyue.law.severance_tax import SeveranceTaxFacts, severance_tax
from gongyue.law.unemployment_benefit import UnemploymentBenefitFacts, unemployment_benefit

TAXED = "cn/tax-transition-2018"
REGISTER = "cn/social-insurance-law#50.2"
CLAIM = "cn/social-insurance-law#50.3"
MEDICAL = "cn/social-insurance-law#48.2"
FUND = "cn/housing-fund-regulation#15.2"
STOPS: dict[Ending, StopReason] = {
    "no_reason": "no_fault",
    "mutual_employer": "agreed_employer",
    "mutual_worker": "agreed_worker",
    "worker_for_cause": "employer_fault",
    "resignation": "resigned",
    "probation_failed": "worker_fault",
    "worker_fault": "worker_fault",
    "medical_period_over": "no_fault",
    "incompetence": "no_fault",
    "changed_circumstances": "no_fault",
    "redundancy": "redundancy",
    "expiry": "expiry",
    "expiry_renewal_refused": "renewal_refused",
    "task_completed": "expiry",
    "employer_closed": "employer_closed",
    "retirement": "retired",
    "public_welfare_post": "expiry",
}
AFTER_REGISTERING = Note(
    text="办了失业登记、还在找工作才能领，从登记那天起算。", sources=(REGISTER, CLAIM)
)
NOT_SAID = "没有填失业保险缴了几个月，算不出能领多久。"
BEFORE_TAX = Note(
    text="补偿和赔偿在当地上年年平均工资三倍以内的不缴个税；这笔税不算进上面的合计。",
    sources=(TAXED,),
)
ONE_TIME = ("severance", "damages")


def ask_funds(c: Composition, facts: LeavingFacts) -> None:
    _tax(c, facts)
    reason = STOPS.get(facts.ending)
    if reason is None:  # part-time work: the employer insured against injury only
        return
    stop = c.ask(
        insurance_stop,
        lambda: InsuranceStopFacts(place=facts.place, ended_on=facts.ended_on, reason=reason),
        key="insurance_stop",
        title="算不算非本人意愿失业",
        counts="explained",
    )
    if stop.outcome is not None and stop.outcome.value is True:
        _benefit(c, facts, reason)
        c.actions.append(_register())
    c.actions.append(_fund(stop))


def _tax(c: Composition, facts: LeavingFacts) -> None:
    """On each sum that may be the one: what is paid once at the end, alone."""
    paid = [s for s in c.sections if s.key in ONE_TIME and s.counts in ("added", "either")]
    for section in paid:
        amount = section.least
        if amount:
            _tax_on(c, facts, section, amount)


def _tax_on(c: Composition, facts: LeavingFacts, section: Section, amount: Decimal) -> None:
    c.ask(
        severance_tax,
        lambda: SeveranceTaxFacts(place=facts.place, ended_on=facts.ended_on, amount=amount),
        key=f"{section.key}_tax",
        title=f"{section.title}要缴的个税",
        counts="apart",
        notes=(BEFORE_TAX,),
    )


def _benefit(c: Composition, facts: LeavingFacts, reason: StopReason) -> None:
    if facts.insured_months is None:
        c.sections.append(
            Section(
                key="unemployment",
                title="失业保险金",
                counts="apart",
                rule="unemployment_benefit",
                reason=NOT_SAID,
                fill=("insured_months",),
            )
        )
        return
    months = facts.insured_months
    section = c.ask(
        unemployment_benefit,
        lambda: UnemploymentBenefitFacts(
            place=facts.place,
            on=facts.ended_on,
            paid_months=months,
            reason=reason,
            registered=True,
        ),
        key="unemployment",
        title="失业保险金（每月，另由失业保险基金付）",
        counts="apart",
        notes=(AFTER_REGISTERING,),
    )
    _tell_benefit(c, section)


def _tell_benefit(c: Composition, section: Section) -> None:
    """The months, and what they come to in all, are never part of what the employer owes."""
    if section.outcome is not None:
        for key in ("max_months", "total_most"):
            if key in section.outcome.parts:
                c.w.part(f"benefit_{key}", section.outcome.parts[key])


def _register() -> Action:
    return Action(
        what="办失业登记，领失业保险金",
        papers=("身份证", "离职证明"),
        where="人社部门的公共就业服务机构，或者手机上的“掌上12333”",
        then="从登记那天起算，晚登记就晚领；领取期间的职工医保由失业保险基金缴，个人不用缴。",
        sources=(REGISTER, CLAIM, MEDICAL),
    )


def _fund(stop: Section) -> Action:
    by = stop.outcome.parts.get("housing_fund_by") if stop.outcome else None
    return Action(
        what="看看公积金有没有转移或者封存",
        by=by if isinstance(by, date) else None,
        where="单位和住房公积金管理中心",
        then="新单位接着缴的，转到新账户；暂时没有工作的，账户封存，钱还是您的。",
        sources=(FUND,),
    )
