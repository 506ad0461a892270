"""Pay for a non-compete: Labour Contract Law 23–24; Interpretation I, Articles 36–39."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Count, Day, Facts, Money, Place
from gongyue.law.minimum_wage import local_minimum
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/dispute-interpretation-1"
ART_36_1 = "cn/dispute-interpretation-1#36.1"
ART_36_2 = "cn/dispute-interpretation-1#36.2"
ART_37 = "cn/dispute-interpretation-1#37"
ART_38 = "cn/dispute-interpretation-1#38"
ART_39_2 = "cn/dispute-interpretation-1#39.2"
ART_24_2 = "cn/labour-contract-law#24.2"


@dataclass(frozen=True, kw_only=True)
class NonCompeteFacts(Facts):
    place: Place
    ended_on: Day
    average_wage: Money
    agreed_monthly: Money | None = None
    minimum: Money | None = None
    months: Count = Decimal(1)
    unpaid_months: Count = Decimal(0)
    released_early: bool = False


def non_compete_pay(
    facts: NonCompeteFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What the employer owes for the months kept; part `monthly` is the rate."""
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW)
    monthly = _monthly(w, facts)
    w.part("monthly", monthly)
    kept = w.given("遵守竞业限制的月数", facts.months, unit="month")
    most = w.use("noncompete.max_months")
    if kept > most:
        kept = w.step("最长期限以内的月数", most, ART_24_2, unit="month")
    due = w.step("应付经济补偿", to_fen(monthly * kept), ART_36_1, ART_37, unit="yuan")
    if facts.released_early:
        extra = to_fen(monthly * w.use("noncompete.release_months"))
        due += w.step("单位提前解除，另付", extra, ART_39_2, key="release", unit="yuan")
    unpaid = w.use("noncompete.rescind_after_months")
    w.step("可以请求解除竞业限制", facts.unpaid_months >= unpaid, ART_38, key="can_rescind")
    return w.outcome("竞业限制经济补偿", due, verdict="due" if due else "not_due")


def _monthly(w: Work, facts: NonCompeteFacts) -> Decimal:
    """What was agreed; without agreement a share of the wage, not below the minimum wage."""
    if facts.agreed_monthly:  # a promise to pay nothing is none: Article 36 applies
        agreed = w.given("约定的每月补偿", facts.agreed_monthly, unit="yuan/month")
        w.doubt("约定的补偿过低时，能否请求增加，各地裁判不同；合规指引建议不低于平均工资的30%。")
        return to_fen(agreed)
    wage = w.given("离职前12个月平均工资", facts.average_wage, unit="yuan/month")
    share = wage * w.use("noncompete.pay_share")
    w.step("按比例每月", to_fen(share), ART_36_1, unit="yuan/month")
    minimum = local_minimum(w, facts.minimum)
    return w.step("每月补偿（不低于最低工资）", to_fen(max(share, minimum)), ART_36_2)
