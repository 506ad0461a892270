"""Contributions of a firm in difficulty paid later, without a late fee: Notice 25 of the State
Council's office, 2025."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.policies import decide, given_by
from gongyue.law.rulebook import Outcome, Rulebook, begin

BASIS = "cn/employment-support-2025"
LABEL = "可以缓缴的社会保险费"
BY_PROVINCE = "哪些企业算困难企业、可以缓几个月、哪天补上，由各省定；这里没有核实。"
OWN_PART = "只缓单位缴的部分；从工资里扣的个人部分照常缴，医疗保险不在缓缴之列。"


@dataclass(frozen=True, kw_only=True)
class ContributionDeferralFacts(Facts):
    place: Place
    on: Day
    in_difficulty: bool
    pension: Money
    unemployment: Money
    injury: Money


def contribution_deferral(
    facts: ContributionDeferralFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The employer's part of three insurances that may wait; part `late_fee` is what it costs."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "contribution_deferral", given_by(facts, {}))
    if verdict == "not_entitled":
        return w.outcome(LABEL, Decimal(0), "yuan", verdict)
    w.doubt(BY_PROVINCE)
    w.doubt(OWN_PART)
    pension = w.given("单位应缴的养老保险费", facts.pension, unit="yuan")
    unemployment = w.given("单位应缴的失业保险费", facts.unemployment, unit="yuan")
    injury = w.given("单位应缴的工伤保险费", facts.injury, unit="yuan")
    deferred = to_fen(pension + unemployment + injury)
    late = to_fen(deferred * w.use("contribution_deferral.late_fee"))
    w.step("缓缴期间的滞纳金", late, BASIS, key="late_fee", unit="yuan")
    return w.outcome(LABEL, deferred, "yuan", verdict)
