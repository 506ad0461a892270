"""Special additional deductions of a month by kind: Individual Income Tax Law 6.4; the measures of
2018 and the notice of 2023 that raised three of them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.dates import month_of
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/individual-income-tax-law"
LAW_6_4 = "cn/individual-income-tax-law#6.4"
MEASURES = "cn/tax-deductions-2018"
RAISED = "cn/tax-deductions-2023"
HALF = Decimal("0.5")
ZERO = Decimal(0)
Children = Annotated[int, Between(0, 10)]
MonthsBefore = Annotated[int, Between(0, 600)]
Share = Literal["full", "half"]


@dataclass(frozen=True, kw_only=True)
class AdditionalDeductionsFacts(Facts):
    place: Place
    month: Day
    infants: Children = 0
    pupils: Children = 0
    child_share: Share = "full"
    elderly: Literal["none", "only_child", "shared"] = "none"
    elderly_share: Money = ZERO
    studying: Literal["none", "degree", "certificate"] = "none"
    studied_months: MonthsBefore = 0
    mortgage: Literal["none", "full", "half"] = "none"
    mortgage_months: MonthsBefore = 0
    rent: Literal["none", "capital", "large", "other"] = "none"
    illness: Money = ZERO

    def check(self) -> None:
        if self.mortgage != "none" and self.rent != "none":
            self.refuse("rent", "和住房贷款利息只能选一样扣")


def additional_deductions(
    facts: AdditionalDeductionsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What may be taken off each month; `once` is what only the settlement takes off."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    a_month = _children(w, facts) + _elderly(w, facts) + _degree(w, facts) + _home(w, facts)
    once = _certificate(w, facts) + _illness(w, facts)
    w.step("只在年度汇算扣的（全年）", once, LAW_6_4, key="once", unit="yuan")
    w.part("year", a_month * 12 + once)
    w.step("每月可以扣", a_month, LAW_6_4, unit="yuan/month")
    return w.outcome("每月专项附加扣除", a_month, "yuan/month")


def _children(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    total = ZERO
    for name, count, words in (
        ("infant", facts.infants, "三岁以下婴幼儿照护"),
        ("pupil", facts.pupils, "子女教育"),
    ):
        if count:
            share = HALF if facts.child_share == "half" else Decimal(1)
            amount = count * share * w.use(f"deduction.{name}")
            total += w.step(words, amount, RAISED, key=f"{name}s", unit="yuan/month")
    return total


def _elderly(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    if facts.elderly == "none":
        return ZERO
    amount = w.use("deduction.elderly")
    if facts.elderly == "shared":
        agreed = w.given("约定由本人分摊", facts.elderly_share, unit="yuan/month")
        amount = min(agreed, w.use("deduction.elderly_share"))
    return w.step("赡养老人", amount, RAISED, key="elderly", unit="yuan/month")


def _degree(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    if facts.studying != "degree":
        return ZERO
    open_still = facts.studied_months < w.use("deduction.degree_months")
    amount = w.use("deduction.degree") if open_still else ZERO
    return w.step("学历继续教育", amount, MEASURES, key="degree", unit="yuan/month")


def _home(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    if facts.mortgage != "none":
        open_still = facts.mortgage_months < w.use("deduction.mortgage_months")
        amount = w.use("deduction.mortgage") if open_still else ZERO
        amount = amount * HALF if facts.mortgage == "half" else amount
        return w.step("住房贷款利息", amount, MEASURES, key="mortgage", unit="yuan/month")
    if facts.rent == "none":
        return ZERO
    amount = w.use(f"deduction.rent_{facts.rent}")
    return w.step("住房租金", amount, MEASURES, key="rent", unit="yuan/month")


def _certificate(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    return w.use("deduction.certificate") if facts.studying == "certificate" else ZERO


def _illness(w: Work, facts: AdditionalDeductionsFacts) -> Decimal:
    if not facts.illness:
        return ZERO
    paid = w.given("大病医疗全年自付（医保目录范围内）", facts.illness, unit="yuan")
    above = max(paid - w.use("deduction.illness_floor"), ZERO)
    amount = min(above, w.use("deduction.illness_most"))
    return w.step("大病医疗", amount, MEASURES, key="illness", unit="yuan")
