"""A refused open-ended contract: Labour Contract Law, Articles 14 and 82.2."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, add_months
from gongyue.kernel.money import to_fen
from gongyue.law.double_wage import count, months_due
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import NotInForce, Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_14_2, ART_82_2 = f"{LAW}#14.2", f"{LAW}#82.2"
LAW_BEGAN = date(2008, 1, 1)
A_YEAR_TO_CLAIM = "cn/dispute-mediation-arbitration-law#27.1"


@dataclass(frozen=True, kw_only=True)
class RefusedOpenEndedFacts(Facts):
    place: Place
    due_on: Day
    asked_for_it: bool = True
    signed_on: Day | None = None
    on: Day
    monthly_wage: Money

    def check(self) -> None:
        self.in_order("due_on", "on")


def refused_open_ended(
    facts: RefusedOpenEndedFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The second wage from the day the contract was due to the day before it is signed."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if facts.due_on < LAW_BEGAN:
        raise NotInForce(
            f"“应当订立之日”（{facts.due_on}）早于《劳动合同法》的施行日{LAW_BEGAN}，"
            "此前没有这项二倍工资。",
            field="due_on",
        )
    label = "二倍工资差额"
    w.given("应当订立无固定期限合同之日", facts.due_on)
    asked = w.step("劳动者没有要求订立固定期限合同", facts.asked_for_it, ART_14_2)
    last = facts.on if facts.signed_on is None else min(facts.on, facts.signed_on - ONE_DAY)
    if not asked or last < facts.due_on:
        return w.outcome(label, Decimal("0.00"), verdict="not_due")
    period = Period(facts.due_on, last)
    w.step("截止日", period.last, ART_82_2, key="last_day")
    w.given("月工资", facts.monthly_wage, unit="yuan/month")
    if facts.due_on < (limit := add_months(facts.on, -12)):
        w.step("一年的仲裁时效从这天往后", limit, A_YEAR_TO_CLAIM, key="claim_from")
        w.doubt(
            "二倍工资差额按月计算一年的仲裁时效；更早的部分，对方提出时效抗辩的，可能得不到支持。"
        )
    months = months_due(w, count(facts.due_on, period, skip=0), ART_82_2)
    return w.outcome(label, to_fen(facts.monthly_wage * months), verdict="due")
