"""Tax withheld through the months of a year, and what the settlement gives back: Individual Income
Tax Law 2.2, 6 and 11; Announcement 61 of 2018."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Facts, MonthlyMoney, Months, Place, Year
from gongyue.law.income_tax import (
    ANNUAL,
    LAW,
    WITHHOLDING,
    Month,
    by_month,
    monthly,
    months_slip,
    table,
    withheld_by_month,
)
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

NOTHING = Decimal("0.00")
LAW_2 = "cn/individual-income-tax-law#2.2"
LAW_11 = "cn/individual-income-tax-law#11.1"
LISTS = ("incomes", "special", "additional", "other")


@dataclass(frozen=True, kw_only=True)
class WageTaxYearFacts(Facts):
    place: Place
    year: Year
    months: Months
    incomes: MonthlyMoney
    special: MonthlyMoney = ()
    additional: MonthlyMoney = ()
    other: MonthlyMoney = ()

    def check(self) -> None:
        if not self.incomes:
            self.refuse("incomes", "至少要填一个月")
        for name in LISTS:
            if slip := months_slip(getattr(self, name), self.months):
                self.refuse(name, slip)


def wage_tax_year(
    facts: WageTaxYearFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is withheld in each month; `refund` is what was withheld beyond the tax of the year."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW, asked_on=last)
    basic, rates = w.use("income_tax.basic_month"), table(w, "comprehensive")
    lists = [monthly(getattr(facts, name), facts.months) for name in LISTS]
    nets = [income - sum(off) - basic for income, *off in by_month(*lists)]
    rows = withheld_by_month(rates, nets)
    for number, row in enumerate(rows, 1):
        _tell(w, number, lists[0][number - 1], row)
    total = sum((row.withheld for row in rows), NOTHING)
    _year(w, lists, rates.tax(_taxable(w, lists)), total)
    return w.outcome("各月合计预扣个人所得税", total, verdict="withhold" if total else "no_tax")


def _tell(w: Work, number: int, income: Decimal, row: Month) -> None:
    w.part(f"withhold_{number}", row.withheld)
    w.part(f"taxable_{number}", row.taxable)
    if w.trace:
        w.given(f"第{number}个月收入", income, unit="yuan")
        w.step(f"到第{number}个月累计应纳税所得额", row.taxable, WITHHOLDING, unit="yuan")
        w.step(f"第{number}个月预扣", row.withheld, WITHHOLDING, LAW_11, unit="yuan")


def _taxable(w: Work, lists: list[tuple[Decimal, ...]]) -> Decimal:
    """Of the year: sixty thousand are taken off whoever worked how many months."""
    income, *off = (sum(amounts, Decimal(0)) for amounts in lists)
    taxable = max(income - sum(off) - w.use("income_tax.basic_year"), Decimal(0))
    return w.step("全年应纳税所得额", taxable, ANNUAL, key="taxable_year", unit="yuan")


def _year(w: Work, lists: list[tuple[Decimal, ...]], tax: Decimal, total: Decimal) -> None:
    annual = w.step("全年应纳税额", to_fen(tax), LAW_2, key="annual", unit="yuan")
    refund = max(total - annual, NOTHING)
    w.step("年度汇算可退（只有这一处收入时）", refund, LAW_11, key="refund", unit="yuan")
