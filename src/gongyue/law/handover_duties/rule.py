"""Certificate, transfer and safe-keeping after the end: Labour Contract Law, Article 50."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyue.kernel.dates import add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_50_1 = "cn/labour-contract-law#50.1"
ART_50_2 = "cn/labour-contract-law#50.2"
ART_50_3 = "cn/labour-contract-law#50.3"
REG_24 = "cn/labour-contract-law-regulation#24"
MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class HandoverFacts(Facts):
    place: Place
    ended_on: Day
    on: Day
    has_certificate: bool = False
    transferred_on: Day | None = None

    def check(self) -> None:
        self.in_order("ended_on", "transferred_on")


def handover_duties(
    facts: HandoverFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day for the transfer of file and insurance; whether a duty is overdue on `on`."""
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW, asked_on=facts.on)
    w.step("解除或者终止证明，当日出具", facts.ended_on, ART_50_1, REG_24, key="certificate_on")
    days = int(w.use("handover.transfer_days"))
    last = w.step(
        "档案和社会保险关系最迟转移", facts.ended_on + timedelta(days=days), ART_50_1,
        key="transfer_deadline",
    )  # fmt: skip
    w.step("应付的经济补偿，办结交接时支付", True, ART_50_2)
    years = int(w.use("handover.keep_years"))
    kept = add_months(facts.ended_on, years * MONTHS_A_YEAR)
    w.step("合同文本至少保存到", kept, ART_50_3, key="keep_until")
    late = _is_late(facts, last)
    return w.outcome("最迟转移日期", last, "date", "late" if late else "in_time")


def _is_late(facts: HandoverFacts, last: date) -> bool:
    no_certificate = not facts.has_certificate and facts.on > facts.ended_on
    done = facts.transferred_on or facts.on
    return no_certificate or done > last
