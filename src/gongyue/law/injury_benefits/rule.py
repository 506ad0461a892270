"""Benefits of a recognised work injury: Regulation on Work-Related Injury Insurance, 33 to 37."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.injury_benefits.grades import (
    FULLY_DISABLED,
    LARGELY_DISABLED,
    Care,
    article,
)
from gongyue.law.injury_benefits.leaving import Leaves, subsidies
from gongyue.law.injury_benefits.lump import lump_sum
from gongyue.law.injury_benefits.monthly import allowance, care, paid_leave
from gongyue.law.injury_benefits.wage import REGULATION, own_wage
from gongyue.law.rulebook import Outcome, Rulebook, begin

Grade = Annotated[int, Between(1, 10)]
Months = Annotated[Decimal, Between(Decimal(0), Decimal(60))]
FUND, EMPLOYER = "cn/social-insurance-law#38", "cn/social-insurance-law#39"
ADJUSTED = "按月领取的待遇会随地方每年的调整文件变动，这里是受伤当年标准下的起始数额。"


@dataclass(frozen=True, kw_only=True)
class InjuryBenefitsFacts(Facts):
    place: Place
    injured_on: Day
    grade: Grade
    own_wage: Money
    regional_average: Money | None = None
    suitable_work: bool = False
    care: Care = "none"
    leaves: Leaves = "stays"
    leaves_on: Day | None = None
    retires_on: Day | None = None
    leave_months: Months | None = None
    leave_extended: bool = False
    wage_before: Money | None = None

    def check(self) -> None:
        self.in_order("injured_on", "leaves_on")
        if slip := check_leaving(self.grade, self.leaves, self.leaves_on):
            self.refuse(*slip)


def check_leaving(grade: int, leaves: Leaves, leaves_on: date | None) -> tuple[str, str] | None:
    """The field and what is wrong with it, where the two subsidies cannot be due."""
    if leaves == "stays":
        return None
    if grade <= FULLY_DISABLED:
        return "leaves", "不适用：一级至四级保留劳动关系、退出岗位，没有离职的一次性补助金"
    if grade <= LARGELY_DISABLED and leaves == "expiry":
        return "leaves", "不适用：五级、六级合同期满单位不能终止，只有本人提出才付一次性补助金"
    return ("leaves_on", "没有填写，补助金按这一天的标准计算") if leaves_on is None else None


def injury_benefits(
    facts: InjuryBenefitsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is paid once, in all; parts hold each sum, who pays it, and what comes by the month."""
    w = begin(book, on=facts.injured_on, place=facts.place, trace=trace, under=REGULATION)
    base = own_wage(w, facts.own_wage, facts.regional_average)
    lump = lump_sum(w, facts.grade, base)
    allowance(w, facts, base)
    care(w, facts)
    paid_leave(w, facts)
    medical, employment = subsidies(w, facts, base)
    w.step("其中：工伤保险基金付", lump + medical, FUND, key="paid_by_fund", unit="yuan")
    w.step("其中：单位付", employment, EMPLOYER, key="paid_by_employer", unit="yuan")
    if facts.grade <= LARGELY_DISABLED or facts.care != "none":
        w.doubt(ADJUSTED)
    total = w.step(
        "一次性待遇合计", lump + medical + employment, article(facts.grade, 1), unit="yuan"
    )
    return w.outcome("一次性待遇合计（不含每月领取的）", total, verdict="due")
