"""Working on after expiry: Interpretation I, 34; Interpretation II, 11 (from 2025-09-01)."""

from dataclasses import dataclass
from datetime import date

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/dispute-interpretation-1"
SAME_TERMS, OPEN_ENDED = f"{LAW}#34.1", f"{LAW}#34.2"
RENEWAL = "cn/dispute-interpretation-2#11"
NEWER = "cn/dispute-interpretation-2"
EXPIRY = "cn/labour-contract-law#44"
LABEL = "可以要求按原条件续订"


@dataclass(frozen=True, kw_only=True)
class WorkingOnFacts(Facts):
    place: Place
    expired_on: Day
    on: Day
    objected_on: Day | None = None
    could_demand_open_ended: bool = False

    def check(self) -> None:
        self.in_order("expired_on", "on")
        self.in_order("expired_on", "objected_on")


def working_on(
    facts: WorkingOnFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the worker may ask for renewal; part `month_last` the last day to object in time."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("合同期满日", facts.expired_on)
    month_last = period_end(facts.expired_on + ONE_DAY, 1)
    w.step("期满后满一个月", month_last, *_month_article(w), key="month_last")
    if _objected(w, facts, month_last):
        w.step("单位提出不再继续，按期满终止处理", True, SAME_TERMS, EXPIRY)
        w.doubt("期满终止一般应付经济补偿；应当签无固定期限而不签的，可能违法。")
        return w.outcome(LABEL, False, None, "ended")
    w.step("视为双方同意按原条件继续", True, SAME_TERMS, key="same_terms")
    if facts.on <= month_last:
        w.step("一个月内，任何一方提出终止都可以", True, SAME_TERMS)
        return w.outcome(LABEL, False, None, "continues")
    return _after_a_month(w, facts)


def _objected(w: Work, facts: WorkingOnFacts, month_last: date) -> bool:
    """Before the interpretation of 2025 an objection was good at any time."""
    if facts.objected_on is None or facts.objected_on > facts.on:
        return False
    w.given("单位表示异议的日子", facts.objected_on)
    return facts.objected_on <= month_last or not _is_new(w)


def _after_a_month(w: Work, facts: WorkingOnFacts) -> Outcome:
    w.doubt("期满后没有续签书面合同超过一个月，是否要付二倍工资，各地裁判不同。")
    open_ended = facts.could_demand_open_ended
    if open_ended:
        w.step("符合条件的，可以视为无固定期限劳动合同关系", True, OPEN_ENDED, key="open_ended")
    if not _is_new(w):
        return w.outcome(LABEL, open_ended, None, "may_renew" if open_ended else "continues")
    w.step("单位一个月没有异议，劳动者可以要求按原条件续订", True, RENEWAL)
    w.step("单位这时单方结束，按解除处理，要有解除的理由和步骤", True, RENEWAL)
    w.doubt("这一条的内容出自一般知识，尚未与司法解释原文核对。")
    return w.outcome(LABEL, True, None, "may_renew")


def _is_new(w: Work) -> bool:
    return w.on >= w.book.sources.by_id[NEWER].in_force_from


def _month_article(w: Work) -> tuple[str, ...]:
    return (RENEWAL,) if _is_new(w) else (SAME_TERMS,)
