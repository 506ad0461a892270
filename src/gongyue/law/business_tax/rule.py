"""Tax on business income of a year: Individual Income Tax Law 6.1.3; Regulation 15; half for
individual businesses up to a limit, Announcement 12 of 2023."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.brackets import Brackets
from gongyue.law.facts import Facts, Money, Place, Year
from gongyue.law.income_tax import LAW, REGULATION, table
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

RATES = f"{LAW}#3.1.2"
NET = f"{LAW}#6.1.3"
DEDUCTED = f"{REGULATION}#15.2"
RELIEF = "cn/business-tax-relief-2023"
ASSESSED = (
    "这里按账上的收入和成本算。由税务机关核定、或者由平台“委托代征”按固定比例缴的，"
    "不按这张表；核定不是可以自己选的稳妥办法，请向主管税务机关核实。"
)


@dataclass(frozen=True, kw_only=True)
class BusinessTaxFacts(Facts):
    place: Place
    year: Year
    revenue: Money
    costs: Money
    is_registered: bool
    has_other_income: bool
    deductions: Money = Decimal(0)
    prepaid: Money = Decimal(0)


def business_tax(
    facts: BusinessTaxFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The tax of the year; `due` and `refund` say what is left to pay or comes back."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW, asked_on=last)
    w.doubt(ASSESSED)
    taxable = _taxable(w, facts)
    rates = table(w, "business")
    row = rates.row(taxable)
    w.step("适用税率", rates.rates[row], RATES, key="rate", unit="rate")
    w.step("速算扣除数", rates.quick[row], RATES, key="quick", unit="yuan")
    full = w.step("减免前应纳税额", to_fen(rates.tax(taxable)), RATES, key="full", unit="yuan")
    relief = _relief(w, rates, taxable) if full and facts.is_registered else Decimal("0.00")
    tax = full - relief
    prepaid = w.given("已预缴的税额", facts.prepaid, unit="yuan")
    w.part("due", to_fen(max(tax - prepaid, Decimal(0))))
    w.part("refund", to_fen(max(prepaid - tax, Decimal(0))))
    return w.outcome("全年经营所得个人所得税", tax, verdict="taxed" if tax else "no_tax")


def _taxable(w: Work, facts: BusinessTaxFacts) -> Decimal:
    """Only who has no wages or services that year takes off the sixty thousand here."""
    revenue = w.given("全年收入总额", facts.revenue, unit="yuan")
    costs = w.given("成本、费用和损失", facts.costs, unit="yuan")
    profit = w.step("收入减成本费用", max(revenue - costs, Decimal(0)), NET, unit="yuan")
    if facts.has_other_income:
        w.step("已有综合所得，各项扣除在那里减", True, DEDUCTED)
        return w.step("应纳税所得额", profit, NET, key="taxable", unit="yuan")
    off = w.use("income_tax.basic_year")
    off += w.given("专项扣除、附加扣除和其他扣除", facts.deductions, unit="yuan")
    taxable = max(profit - off, Decimal(0))
    return w.step("应纳税所得额", taxable, NET, DEDUCTED, key="taxable", unit="yuan")


def _relief(w: Work, rates: Brackets, taxable: Decimal) -> Decimal:
    """Half of the tax on what lies below the limit."""
    reached = min(taxable, w.use("income_tax.business_relief_limit"))
    relief = rates.tax(reached) * w.use("income_tax.business_relief_share")
    return w.step("个体工商户减征", to_fen(relief), RELIEF, key="relief", unit="yuan")
