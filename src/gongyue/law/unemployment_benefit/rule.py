"""Unemployment benefit: Social Insurance Law, Articles 45 to 51."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.insurance_stop import NOTES, RULES_13, STOPS, StopReason
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_45, ART_46, ART_47, ART_48, ART_50_3, ART_51 = (
    f"{LAW}#45", f"{LAW}#46", f"{LAW}#47", f"{LAW}#48.2", f"{LAW}#50.3", f"{LAW}#51",
)  # fmt: skip
LEAST_MONTHS, FIVE_YEARS, TEN_YEARS = 12, 60, 120
MOST = 24
YEAR = 12
LABEL = "每月失业保险金"
LONGEST_ONLY = "这是法律规定的最长期限；当地按缴费年限折算的具体月数没有核实，以经办机构核定为准。"
Months = Annotated[int, Between(0, 720)]
Carried = Annotated[int, Between(0, MOST)]
Stopped = Literal["none", "reemployed", "military", "emigrated", "pension", "refused_offer"]
STOPPED: dict[str, str] = {
    "reemployed": "已经重新就业",
    "military": "应征服兵役",
    "emigrated": "移居境外",
    "pension": "开始享受基本养老保险待遇",
    "refused_offer": "无正当理由拒绝指定机构介绍的适当工作或者培训",
}


@dataclass(frozen=True, kw_only=True)
class UnemploymentBenefitFacts(Facts):
    place: Place
    on: Day
    paid_months: Months
    reason: StopReason
    registered: bool
    seeking: bool = True
    carried_months: Carried = 0
    stopped_by: Stopped = "none"


def unemployment_benefit(
    facts: UnemploymentBenefitFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The monthly benefit; parts hold the longest time and what it comes to in all."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if not w.step("可以领取失业保险金", _conditions(w, facts), ART_45, key="eligible"):
        w.part("max_months", 0)
        return w.outcome(LABEL, Decimal("0.00"), "yuan/month", "not_entitled")
    if facts.stopped_by != "none":
        w.step(f"停止领取：{STOPPED[facts.stopped_by]}", True, ART_51, key="stopped")
        w.part("max_months", 0)
        return w.outcome(LABEL, Decimal("0.00"), "yuan/month", "stopped")
    months = _months(w, facts)
    w.step("领取期间的职工医疗保险费由失业保险基金支付，个人不缴", True, ART_48)
    if (monthly := w.find("unemployment.benefit")) is None:
        raise w.undetermined(LABEL, "当地失业保险金标准没有核对过，算不出金额。", "entitled")
    _in_all(w, monthly, months)
    return w.outcome(LABEL, to_fen(monthly), "yuan/month", "entitled")


def _conditions(w: Work, facts: UnemploymentBenefitFacts) -> bool:
    """Each condition on a line of its own; the first that fails decides."""
    paid = w.given("单位和本人累计缴费月数", facts.paid_months, unit="month")
    if not w.step("缴费满一年", paid >= LEAST_MONTHS, ART_45, key="paid_a_year"):
        return False
    stop = STOPS[facts.reason]
    w.step("离职原因", stop.words, stop.article)
    left = w.step("非因本人意愿中断就业", stop.involuntary is True, RULES_13, key="involuntary")
    if not left:
        return False
    if facts.reason in NOTES:
        w.doubt(NOTES[facts.reason])
    if not w.step("已经办理失业登记", facts.registered, ART_45, key="registered"):
        return False
    return w.step("有求职要求", facts.seeking, ART_45, key="seeking")


def most_months(paid_months: int) -> int:
    """The longest time the law allows: 12, 18 or 24 months by the time paid."""
    if paid_months < LEAST_MONTHS:
        return 0
    return 12 if paid_months < FIVE_YEARS else 18 if paid_months < TEN_YEARS else MOST


def _months(w: Work, facts: UnemploymentBenefitFacts) -> int:
    own = most_months(facts.paid_months)
    w.step("这次缴费对应的最长期限", own, ART_46, unit="month")
    a_year = w.find("unemployment.months_a_year")
    if a_year is None:
        w.doubt(LONGEST_ONLY)
    else:
        own = min(own, int(a_year) * (facts.paid_months // YEAR))
        w.step("按当地每年折算的月数", own, ART_46, unit="month")
    if facts.carried_months:
        w.given("上次应领未领的月数", facts.carried_months, unit="month")
    months = min(own + facts.carried_months, MOST)
    return w.step("最长可以领（从失业登记之日起算）", months, ART_46, ART_50_3, key="max_months",
                  unit="month")  # fmt: skip


def _in_all(w: Work, monthly: Decimal, months: int) -> None:
    """Some places pay less from the thirteenth month on."""
    w.part("monthly", monthly)
    later = w.find("unemployment.benefit_later")
    if later is not None:
        w.part("later", later)
    after = max(months - YEAR, 0)
    total = to_fen(monthly * (months - after) + (monthly if later is None else later) * after)
    w.step("领满最长期限合计（标准不变时）", total, ART_46, ART_47, key="total_most", unit="yuan")
