"""What is asked of somebody who leaves. Everything but the first five may be left open."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Count, Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.leaving.endings import Ending, Protection

Terms = Annotated[int, Between(1, 50)]
InsuredMonths = Annotated[int, Between(0, 720)]
Contract = Literal["in_time", "late", "never"]


@dataclass(frozen=True, kw_only=True)
class LeavingFacts(Facts):
    place: Place
    started_on: Day
    ended_on: Day
    ending: Ending
    average_wage: Money
    protection: Protection = "none"
    steps_were_taken: bool | None = None
    fixed_terms: Terms = 1
    last_month_wage: Money | None = None
    local_average_wage: Money | None = None
    below_ceiling: bool = False
    unused_leave_days: Count = Decimal(0)
    wage_without_overtime: Money | None = None
    unpaid_wages: Money = Decimal(0)
    unpaid_overtime: Money = Decimal(0)
    ordered_to_pay_by: Day | None = None
    contract: Contract = "in_time"
    signed_on: Day | None = None
    insured_months: InsuredMonths | None = None

    def check(self) -> None:
        self.in_order("started_on", "ended_on")
        self.in_order("started_on", "ordered_to_pay_by")
        if self.contract == "late":
            if self.signed_on is None:
                self.refuse("signed_on", "没有填写；后来补签的，填补签的那一天")
            self.in_order("started_on", "signed_on")
