"""The employer's premium for work-injury insurance: Social Insurance Law, Articles 33 to 35."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, begin

LAW = "cn/social-insurance-law"
ART_33, ART_34, ART_35 = f"{LAW}#33", f"{LAW}#34.1", f"{LAW}#35"
RATES = "cn/injury-rates-notice-2015"
InjuryClass = Literal["1", "2", "3", "4", "5", "6", "7", "8"]
FloatStep = Literal["50", "80", "100", "120", "150"]
LOWERED = ("50", "80")  # class 1 has three steps, the others five


@dataclass(frozen=True, kw_only=True)
class InjuryPremiumFacts(Facts):
    place: Place
    month: Day
    payroll: Money
    injury_class: InjuryClass
    float_step: FloatStep = "100"

    def check(self) -> None:
        refuse_step(self.injury_class, self.float_step)


def refuse_step(injury_class: InjuryClass | None, step: FloatStep) -> None:
    """Raises BadFacts for a step the class does not have."""
    if injury_class == "1" and step in LOWERED:
        raise BadFacts("“浮动档次”一类行业只有100%、120%、150%三档，不能下浮。", field="float_step")


def injury_premium(
    facts: InjuryPremiumFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Payroll × rate of the class × step; the worker pays nothing."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    payroll = w.given("缴费基数（一个人的，或者全单位合计）", facts.payroll, unit="yuan/month")
    rate = w.use(f"injury.class{facts.injury_class}_rate")
    step = w.given("浮动档次", Decimal(facts.float_step) / 100, unit="rate")
    rate = w.step("单位费率", rate * step, ART_34, RATES, key="rate", unit="rate")
    premium = to_fen(payroll * rate)
    w.step("工伤保险单位缴费", premium, ART_35, key="employer", unit="yuan")
    w.step("工伤保险个人缴费（职工不缴）", Decimal("0.00"), ART_33, key="worker", unit="yuan")
    return w.outcome("单位每月应缴工伤保险费", premium)
