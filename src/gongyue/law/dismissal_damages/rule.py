"""Damages for unlawful dissolution (2N): Labour Contract Law, Articles 48 and 87."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin
from gongyue.law.severance import CAP_UNKNOWN, LAW, month_pay, service_from, years_counted

ART_48 = "cn/labour-contract-law#48"
ART_87 = "cn/labour-contract-law#87"
REG_25 = "cn/labour-contract-law-regulation#25"


@dataclass(frozen=True, kw_only=True)
class DismissalDamagesFacts(Facts):
    place: Place
    started_on: Day
    ended_on: Day
    average_wage: Money
    local_average_wage: Money | None = None
    below_ceiling: bool = False
    earlier_started_on: Day | None = None
    earlier_was_paid: bool = False

    def check(self) -> None:
        self.in_order("started_on", "ended_on")
        self.in_order("earlier_started_on", "started_on")


def dismissal_damages(
    facts: DismissalDamagesFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Twice the severance, with years from the first day of work, before 2008 too."""
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW)
    service: Decimal = years_counted(service_from(w, facts), facts.ended_on)
    w.step("计算年限（自用工之日起）", service, REG_25, key="service_years", unit="year")
    pay = month_pay(w, facts, service)
    if pay is None:
        raise w.undetermined("违法解除或终止的赔偿金", CAP_UNKNOWN)
    multiple = w.use("severance.damages_multiple")
    amount = to_fen(pay.wage * pay.years * multiple)
    w.step("赔偿金", amount, ART_48, ART_87, unit="yuan")
    w.doubt(
        "劳动者要求继续履行且能够履行的，应继续履行而不是支付赔偿金；付了赔偿金不再付经济补偿。"
    )
    return w.outcome("违法解除或终止的赔偿金", amount)
