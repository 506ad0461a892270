"""No deposit, no papers kept: Labour Contract Law, Articles 9 and 84."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_9 = "cn/labour-contract-law#9"
ART_84_1 = "cn/labour-contract-law#84.1"
ART_84_2 = "cn/labour-contract-law#84.2"
People = Annotated[int, Between(1, 1_000_000)]


@dataclass(frozen=True, kw_only=True)
class DepositFacts(Facts):
    place: Place
    on: Day
    deposit: Money = Decimal(0)
    keeps_papers: bool = False
    workers: People = 1


def deposit_ban(
    facts: DepositFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is to be given back to each; the range of the fine where money was taken."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    deposit = w.given("向每人收取的财物", facts.deposit, unit="yuan")
    lawful = not deposit and not facts.keeps_papers
    w.step("没有收取财物、扣押证件", lawful, ART_9, key="lawful")
    if facts.keeps_papers:
        w.step("扣押的证件，限期退还本人", True, ART_84_1)
    if deposit:
        w.step("每人应退还", to_fen(deposit), ART_84_2, unit="yuan")
        low, high = w.use("deposit.fine_low"), w.use("deposit.fine_high")
        people = w.given("人数", Decimal(facts.workers), unit="person")
        w.step("罚款最少", low * people, ART_84_2, key="fine_low", unit="yuan")
        w.step("罚款最多", high * people, ART_84_2, key="fine_high", unit="yuan")
    return w.outcome("每人应退还", to_fen(deposit), verdict="lawful" if lawful else "unlawful")
