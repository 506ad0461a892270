"""Still unpaid after an order to pay: Labour Contract Law, Article 85."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
Owed = Literal["wages", "below_minimum", "overtime", "severance"]
OWED: dict[str, tuple[str, str]] = {
    "wages": ("劳动报酬", f"{LAW}#85.1.1"),
    "below_minimum": ("低于最低工资的差额", f"{LAW}#85.1.2"),
    "overtime": ("加班费", f"{LAW}#85.1.3"),
    "severance": ("经济补偿", f"{LAW}#85.1.4"),
}
WITHOUT_ORDER = "没有责令支付或者还没有到期的，不加付；直接申请仲裁要求加付的，多数不支持。"


@dataclass(frozen=True, kw_only=True)
class LatePaymentFacts(Facts):
    place: Place
    on: Day
    owed: Owed
    was_ordered: bool
    pay_by: Day | None = None
    amount: Money

    def check(self) -> None:
        if self.was_ordered and self.pay_by is None:
            self.refuse("pay_by", "请填写责令支付的最后一天")


def late_payment_damages(
    facts: LatePaymentFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The least that is added on top; part `most` is the most."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    words, article = OWED[facts.owed]
    label = "加付赔偿金（至少）"
    ordered = w.step(
        f"劳动行政部门已责令支付{words}", facts.was_ordered, article, key="was_ordered"
    )
    if not facts.amount:
        return w.outcome(label, Decimal("0.00"), verdict="not_due")
    if not ordered or facts.pay_by is None or facts.on <= facts.pay_by:
        w.doubt(WITHOUT_ORDER)
        return w.outcome(label, Decimal("0.00"), verdict="not_yet_due")
    w.given("责令支付的最后一天", facts.pay_by)
    amount = w.given(f"应付而未付的{words}", facts.amount, unit="yuan")
    low, high = w.use("late_payment.least_share"), w.use("late_payment.most_share")
    least = w.step(label, to_fen(amount * low), article, key="least", unit="yuan")
    w.step("加付赔偿金（至多）", to_fen(amount * high), article, key="most", unit="yuan")
    return w.outcome(label, least, verdict="due")
