"""The settlement of a year's comprehensive income: Individual Income Tax Law 2.2, 6 and 11."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Facts, Money, Place, Year
from gongyue.law.income_tax import ANNUAL, LAW, RATES, table
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW_2_2 = "cn/individual-income-tax-law#2.2"
LAW_6_2 = "cn/individual-income-tax-law#6.2"
LAW_11_1 = "cn/individual-income-tax-law#11.1"
RELIEF = "cn/tax-settlement-relief-2023"
NOTHING = Decimal("0.00")
UNKNOWN_RELIEF = "这一年小额补税可不可以免，没有核对过，按应补列出。"


@dataclass(frozen=True, kw_only=True)
class AnnualTaxFacts(Facts):
    place: Place
    year: Year
    wages: Money
    services: Money = Decimal(0)
    author: Money = Decimal(0)
    licence: Money = Decimal(0)
    special: Money = Decimal(0)
    additional: Money = Decimal(0)
    other: Money = Decimal(0)
    withheld: Money = Decimal(0)
    was_withheld: bool = True


def annual_tax(
    facts: AnnualTaxFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The tax of the year; `due` and `refund` against what was withheld."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW, asked_on=last)
    taxable = _taxable(w, facts, _income(w, facts))
    rates = table(w, "comprehensive")
    row = rates.row(taxable)
    w.step("适用税率", rates.rates[row], RATES, key="rate", unit="rate")
    w.step("速算扣除数", rates.quick[row], RATES, key="quick", unit="yuan")
    tax = w.step("全年应纳税额", to_fen(rates.tax(taxable)), LAW_2_2, key="tax", unit="yuan")
    left = to_fen(tax - w.given("已预缴的税额", facts.withheld, unit="yuan"))
    verdict = _settle(w, facts, left)
    w.step("次年汇算开始", date(facts.year + 1, 3, 1), LAW_11_1, key="from")
    w.step("次年汇算截止", date(facts.year + 1, 6, 30), LAW_11_1, key="until")
    return w.outcome("全年综合所得个人所得税", tax, verdict=verdict)


def _income(w: Work, facts: AnnualTaxFacts) -> Decimal:
    """Four fifths of what is no wage; of writers' fees seven tenths of that."""
    income = w.given("全年工资薪金", facts.wages, unit="yuan")
    if not (facts.services or facts.author or facts.licence):
        return income
    kept = 1 - w.use("income_tax.cost_share")
    for label, amount in (("劳务报酬", facts.services), ("特许权使用费", facts.licence)):
        if amount:
            income += w.step(f"{label}收入额", amount * kept, LAW_6_2, unit="yuan")
    if facts.author:
        counted = facts.author * kept * w.use("income_tax.author_share")
        income += w.step("稿酬收入额", counted, LAW_6_2, unit="yuan")
    return w.step("综合所得收入额", income, LAW_6_2, key="income", unit="yuan")


def _taxable(w: Work, facts: AnnualTaxFacts, income: Decimal) -> Decimal:
    off = w.use("income_tax.basic_year")
    for label, amount in (
        ("全年专项扣除（社保、公积金个人部分）", facts.special),
        ("全年专项附加扣除", facts.additional),
        ("全年其他扣除", facts.other),
    ):
        if amount:
            off += w.given(label, amount, unit="yuan")
    taxable = max(income - off, Decimal(0))
    return w.step("全年应纳税所得额", taxable, ANNUAL, key="taxable", unit="yuan")


def _settle(w: Work, facts: AnnualTaxFacts, left: Decimal) -> str:
    due, refund = max(left, NOTHING), max(-left, NOTHING)
    w.step("应补税额", due, LAW_11_1, key="due", unit="yuan")
    w.step("应退税额", refund, LAW_11_1, key="refund", unit="yuan")
    if not due:
        return "refund" if refund else "even"
    return "spared" if _spared(w, facts, due) else "pay"


def _spared(w: Work, facts: AnnualTaxFacts, due: Decimal) -> bool:
    """Small incomes and small sums need not be paid, unless a payer failed to withhold."""
    income, least = w.find("settlement.income_limit"), w.find("settlement.due_limit")
    if income is None or least is None:
        w.doubt(UNKNOWN_RELIEF)
        return False
    gross = facts.wages + facts.services + facts.author + facts.licence
    small = gross <= income or due <= least
    spared = small and w.given("支付的单位都依法预扣过税", facts.was_withheld)
    return w.step("可以免补税", spared, RELIEF, key="spared")
