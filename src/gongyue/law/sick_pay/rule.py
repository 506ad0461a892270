"""Sick pay: Ministry of Labour (1995) No. 309, item 59."""

from dataclasses import dataclass

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-law-opinions"
ITEM_59 = "cn/labour-law-opinions#59"


@dataclass(frozen=True, kw_only=True)
class SickPayFacts(Facts):
    place: Place
    month: Day
    paid: Money | None = None
    agreed: Money | None = None


def sick_pay(facts: SickPayFacts, book: Rulebook | None = None, *, trace: bool = True) -> Outcome:
    """The least for a whole month of sick leave within the medical period."""
    w = begin(book, on=month_of(facts.month).first, place=facts.place, trace=trace, under=LAW)
    minimum = w.use("minimum_wage.monthly")
    least = to_fen(minimum * w.use("sick_pay.least_share"))
    w.step("整月病假工资的下限", least, ITEM_59, key="floor", unit="yuan")
    if facts.agreed is not None:
        agreed = w.given("约定或者规章的病假工资", facts.agreed, unit="yuan")
        least = w.step("按约定，不低于下限", to_fen(max(agreed, least)), ITEM_59, unit="yuan")
    w.doubt("个人应缴的社会保险费能否从中扣到下限以下，各地不同。")
    if facts.paid is None:
        return w.outcome("整月病假工资至少", least, verdict="due")
    paid = w.given("实际发了", facts.paid, unit="yuan")
    short = w.step("少发了", max(least - to_fen(paid), to_fen(paid) * 0), ITEM_59, key="short",
                   unit="yuan")  # fmt: skip
    return w.outcome("整月病假工资至少", least, verdict="underpaid" if short else "lawful")
