"""When a written contract is due: Labour Contract Law, Articles 10, 14 and 82."""

from dataclasses import dataclass

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.double_wage import counted_from, deemed_open_ended_on, double_wage_period
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_10_2 = "cn/labour-contract-law#10.2"
ART_14_3 = "cn/labour-contract-law#14.3"
ART_82_1 = "cn/labour-contract-law#82.1"
ART_97_2 = "cn/labour-contract-law#97.2"


@dataclass(frozen=True, kw_only=True)
class ContractDueFacts(Facts):
    place: Place
    started_on: Day
    signed_on: Day | None = None
    on: Day

    def check(self) -> None:
        self.in_order("started_on", "on")


def contract_due(
    facts: ContractDueFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day to sign; verdict signed_in_time, signed_late, missing or not_yet_due."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    begins = counted_from(facts.started_on)
    articles = (ART_10_2,) if begins == facts.started_on else (ART_10_2, ART_97_2)
    due = w.step("书面合同最迟订立日", period_end(begins, 1), *articles, key="due_on")
    late = double_wage_period(facts.started_on, facts.signed_on, facts.on) is not None
    w.part("late", late)
    if late:
        w.step("二倍工资起算日", due + ONE_DAY, ART_82_1, key="double_wage_from")
    anniversary = deemed_open_ended_on(facts.started_on)
    if late and (facts.signed_on or facts.on) >= anniversary:
        w.step(
            "视为已订立无固定期限劳动合同之日", anniversary, ART_14_3, key="deemed_open_ended_on"
        )
    return w.outcome("书面劳动合同最迟订立日", due, "date", _verdict(facts, late))


def _verdict(facts: ContractDueFacts, late: bool) -> str:
    if facts.signed_on is not None and facts.signed_on <= facts.on:
        return "signed_late" if late else "signed_in_time"
    return "missing" if late else "not_yet_due"
