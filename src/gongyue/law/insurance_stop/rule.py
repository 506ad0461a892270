"""Contributions end: the reason to declare, what follows, and whether it was involuntary."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.insurance_stop.reasons import NOTES, RULES_13, STOPS, StopReason
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_17, ART_19, ART_52 = f"{LAW}#17", f"{LAW}#19", f"{LAW}#52"
ART_16, ART_50_1, ART_50_2 = f"{LAW}#16.1", f"{LAW}#50.1", f"{LAW}#50.2"
LCL_50_1 = "cn/labour-contract-law#50.1"
FUND_15_2 = "cn/housing-fund-regulation#15.2"
FUND_24 = "cn/housing-fund-regulation#24.1"
# What follows where nobody becomes unemployed.
NEXT = {
    "retired": ("到社保经办机构办理退休，按月领取养老金", ART_16),
    "died": ("遗属可以领取丧葬补助金和抚恤金", ART_17),
    "transferred": ("社保关系随本人转移，缴费年限累计计算", ART_19),
    "military": ("服役期间由部队办理，退役后接续", ART_52),
    "imprisoned": ("保留个人账户，刑满后接续", ART_19),
    "emigrated": ("公积金可以全部提取；养老个人账户按规定处理", FUND_24),
}
ON_GENERAL_KNOWLEDGE = ("military", "imprisoned", "emigrated", "transferred")
UNCHECKED = "这一种停缴原因以后怎么办，出自一般知识，请向社保经办机构核对。"


@dataclass(frozen=True, kw_only=True)
class InsuranceStopFacts(Facts):
    place: Place
    ended_on: Day
    reason: StopReason


def insurance_stop(
    facts: InsuranceStopFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the end was against the worker's will; parts hold the code to declare and the days
    by which the employer must act."""
    stop = STOPS[facts.reason]
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW)
    w.step("停缴原因", stop.words, stop.article)
    w.step("减员申报选“停缴原因”", stop.code, stop.article, key="stop_code")
    ended = stop.code in ("解除/终止合同", "单位注销")
    if ended:
        _hand_over(w, facts.ended_on)
    else:
        words, article = NEXT[facts.reason]
        w.step(words, True, article)
    involuntary = w.step("属于非因本人意愿中断就业", stop.involuntary is True, RULES_13,
                         key="involuntary")  # fmt: skip
    if involuntary:
        w.step("劳动者持证明及时办理失业登记，期限从登记之日起算", True, ART_50_2)
    _warn(w, facts.reason)
    return w.outcome("算不算非本人意愿失业", involuntary, None, _verdict(ended, involuntary))


def _hand_over(w: Work, ended_on: date) -> None:
    """What the employer owes after the end of an employment."""
    w.step("单位当日出具解除或者终止证明", ended_on, LCL_50_1, key="certificate_on")
    days = int(w.use("handover.transfer_days"))
    moved = ended_on + timedelta(days=days)
    w.step("单位最迟转移社保关系", moved, LCL_50_1, key="transfer_by")
    told = ended_on + timedelta(days=int(w.use("insurance.unemployed_list_days")))
    w.step("单位最迟把失业人员名单报给社保经办机构", told, ART_50_1, key="list_by")
    sealed = ended_on + timedelta(days=int(w.use("housing_fund.seal_days")))
    w.step("单位最迟办理公积金转移或者封存", sealed, FUND_15_2, key="housing_fund_by")


def _warn(w: Work, reason: StopReason) -> None:
    if reason in NOTES:
        w.doubt(NOTES[reason])
    if reason in ON_GENERAL_KNOWLEDGE:
        w.doubt(UNCHECKED)


def _verdict(ended: bool, involuntary: bool) -> str:
    if not ended:
        return "not_unemployed"
    return "involuntary" if involuntary else "voluntary"
