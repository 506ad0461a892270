"""What is asked of whoever wants to know what an employee costs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Facts, Money, Place, Year
from gongyue.law.facts.kinds import Between
from gongyue.law.injury_premium import FloatStep, InjuryClass, refuse_step

Known = Literal["gross", "net", "budget"]
FundPercent = Annotated[Decimal, Between(Decimal(5), Decimal(12))]


@dataclass(frozen=True, kw_only=True)
class EmploymentCostFacts(Facts):
    place: Place
    year: Year
    known: Known
    amount: Money
    fund_percent: FundPercent | None = None
    additional: Money = Decimal(0)
    base_wage: Money | None = None
    injury_class: InjuryClass | None = None
    float_step: FloatStep = "100"

    def check(self) -> None:
        refuse_step(self.injury_class, self.float_step)
