"""Refund of unemployment insurance to employers who keep their people: Notice 18 of 2025; the
higher shares where the fund's reserve lasts a year: Notice 25 of the State Council's office."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by, paid_out
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

BASIS = "cn/stable-jobs-notice-2025"
RAISED = "cn/employment-support-2025"
RESERVE = "统筹地区上年末基金备付期≥1年"
MAY_RAISE = "备付期够的地区“可以”提高比例，当地是否已经提高、适用于哪些企业，以当地通知为准。"
LABEL = "稳岗返还（最高）"
FIELDS = {"insured_people": "headcount", "unemployment_paid_months": "months"}
Percent = Annotated[Decimal, Between(Decimal(0), Decimal(100))]
People = Annotated[int, Between(1, 10_000_000)]
PaidMonths = Annotated[int, Between(0, 600)]


@dataclass(frozen=True, kw_only=True)
class JobStabilityRefundFacts(Facts):
    place: Place
    on: Day
    size: Literal["large", "sme", "as_sme"]
    headcount: People
    layoff_percent: Percent
    months: PaidMonths
    paid: Money
    reserve_enough: bool = False


def job_stability_refund(
    facts: JobStabilityRefundFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """At most a share of what employer and workers paid last year; part `share` is that share."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    w.given("参保职工人数", Decimal(facts.headcount), unit="person")
    w.given("上年度裁员率（%）", facts.layoff_percent)
    verdict = decide(w, "job_stability_refund", given_by(facts, FIELDS))
    if verdict == "not_entitled":
        return paid_out(w, verdict, LABEL, Decimal(0))
    w.given("上年度单位和职工实际缴纳的失业保险费", facts.paid, unit="yuan")
    share = _share(w, facts)
    w.part("share", share)
    return paid_out(w, verdict, LABEL, to_fen(facts.paid * share))


def _share(w: Work, facts: JobStabilityRefundFacts) -> Decimal:
    large = facts.size == "large"
    if not facts.reserve_enough:
        return w.use("stability_refund.share_large" if large else "stability_refund.share_sme")
    w.step(RESERVE, True, RAISED)
    w.doubt(MAY_RAISE)
    return w.use("stability_refund.raised_large" if large else "stability_refund.raised_sme")
