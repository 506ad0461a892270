"""Severance pay (经济补偿): Labour Contract Law, Articles 46, 47 and 97."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import ONE_DAY, months_between
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin
from gongyue.law.severance.grounds import GROUNDS, NOTICE_GROUNDS, Ground
from gongyue.law.severance.service import service_from, years_counted
from gongyue.law.severance.wage import CAP_UNKNOWN, month_pay

ART_14_2_3 = "cn/labour-contract-law#14.2.3"
ART_40 = "cn/labour-contract-law#40"
ART_47_1 = "cn/labour-contract-law#47.1"
ART_97_3 = "cn/labour-contract-law#97.3"
REG_20 = "cn/labour-contract-law-regulation#20"
OLD_MEASURES = "cn/old-severance-measures"
LAW_BEGAN = date(2008, 1, 1)
OLD_MOST_MONTHS = 12
TWO_TERMS = 2
NOT_RENEWING = (
    "已连续订立两次固定期限合同，劳动者要求续订无固定期限而单位不续订的，"
    "不续订本身可能违法，应付的是二倍的赔偿金；个别地方裁判不同。"
)
Terms = Annotated[int, Between(1, 50)]


@dataclass(frozen=True, kw_only=True)
class SeveranceFacts(Facts):
    place: Place
    started_on: Day
    ended_on: Day
    average_wage: Money
    ground: Ground = "mutual_employer"
    local_average_wage: Money | None = None
    below_ceiling: bool = False
    last_month_wage: Money | None = None
    fixed_terms: Terms = 1
    earlier_started_on: Day | None = None
    earlier_was_paid: bool = False

    def check(self) -> None:
        self.in_order("started_on", "ended_on")
        self.in_order("earlier_started_on", "started_on")
        if self.ground not in NOTICE_GROUNDS and self.last_month_wage is not None:
            self.refuse("last_month_wage", "只在第40条的情形用来计算代通知金")


def severance(
    facts: SeveranceFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """One month's wage for each year of service, capped for high earners.

    Raises Undetermined, with the years, when it is not known whether the cap binds.
    """
    ground = GROUNDS[facts.ground]
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=ground.act)
    w.step(ground.words, ground.due, ground.article, key="due")
    if not ground.due:
        return w.outcome("经济补偿", Decimal("0.00"), verdict="not_due")
    _warn_of_renewal(w, facts)
    since = service_from(w, facts)
    old_months = _months_before_2008(w, facts, since)
    service = years_counted(max(since, LAW_BEGAN), facts.ended_on)
    w.step("计算年限", service, ART_47_1, key="service_years", unit="year")
    w.part("old_months", old_months)
    pay = month_pay(w, facts, service)
    if pay is None:
        raise w.undetermined("经济补偿", CAP_UNKNOWN, "due")
    amount = to_fen(pay.wage * pay.years + pay.uncapped * old_months)
    amount += _notice_pay(w, facts)
    w.step("经济补偿金额", amount, ART_47_1, *((ART_97_3,) if old_months else ()), unit="yuan")
    return w.outcome("经济补偿", amount, verdict="due")


def _warn_of_renewal(w: Work, facts: SeveranceFacts) -> None:
    """After two fixed terms the worker may demand an open-ended contract (Article 14.2.3)."""
    if facts.ground == "expiry" and facts.fixed_terms >= TWO_TERMS:
        w.step("连续订立的固定期限合同次数", facts.fixed_terms, ART_14_2_3, key="fixed_terms")
        w.doubt(NOT_RENEWING)


def _months_before_2008(w: Work, facts: SeveranceFacts, since: date) -> Decimal:
    """What the old rules give for service before the Act (Article 97.3)."""
    if since >= LAW_BEGAN:
        return Decimal(0)
    old = GROUNDS[facts.ground].before_2008
    if old is None:
        raise NotCovered(
            "2008年以前的工龄在这种情形下是否支付经济补偿，旧规定尚未建模。", field="started_on"
        )
    if old == "none":
        return w.step("2008年以前的月数（旧规定不支付）", Decimal(0), ART_97_3, OLD_MEASURES)
    years, months, days = months_between(since, LAW_BEGAN - ONE_DAY)
    counted = Decimal(min(years + (1 if months or days else 0), OLD_MOST_MONTHS))
    w.doubt("2008年以前的工龄按劳部发〔1994〕481号计算，该办法已废止，适用口径请核对。")
    return w.step("2008年以前的月数（最多12）", counted, ART_97_3, OLD_MEASURES, unit="month")


def _notice_pay(w: Work, facts: SeveranceFacts) -> Decimal:
    """A month's pay in lieu of thirty days' notice: last month's wage, never capped."""
    if facts.ground not in NOTICE_GROUNDS or facts.last_month_wage is None:
        return Decimal(0)
    pay = to_fen(facts.last_month_wage)
    return w.step("代通知金（上一个月工资）", pay, ART_40, REG_20, key="pay_in_lieu", unit="yuan")
