"""Tax withheld from one month's wage: Individual Income Tax Law 11; Announcement 61 of 2018."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Months, Place
from gongyue.law.income_tax import LAW, RATES, WITHHOLDING, table
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

NOTHING, ZERO = Decimal("0.00"), Decimal(0)
LAW_11 = "cn/individual-income-tax-law#11.1"


@dataclass(frozen=True, kw_only=True)
class WageTaxFacts(Facts):
    place: Place
    month: Day
    months: Months
    income: Money
    special: Money = Decimal(0)
    additional: Money = Decimal(0)
    other: Money = Decimal(0)
    tax_free: Money = Decimal(0)
    reduced: Money = Decimal(0)
    withheld: Money = Decimal(0)

    def check(self) -> None:
        if self.months > self.month.month:
            self.refuse("months", f"不能多于当年到本月的月数，现为{self.months}个月")


def wage_tax(facts: WageTaxFacts, book: Rulebook | None = None, *, trace: bool = True) -> Outcome:
    """Cumulative withholding: the tax on the year so far less what was withheld before."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    tax = _tax_so_far(w, _taxable(w, facts))
    if facts.reduced:
        reduced = w.given("累计减免税额", facts.reduced, unit="yuan")
        tax = w.step("减免后的累计应纳税额", max(tax - reduced, NOTHING), WITHHOLDING, unit="yuan")
    w.part("cumulative_tax", tax)
    before = w.given("本月以前已预扣的税额", facts.withheld, unit="yuan")
    left = to_fen(tax - before)
    due, over = (left, NOTHING) if left >= 0 else (NOTHING, -left)
    w.step("本月应预扣税额", due, LAW_11, unit="yuan")
    w.part("over_withheld", over)
    if over:
        w.step("已多预扣的部分（年度汇算时退）", over, LAW_11, unit="yuan")
    return w.outcome("本月应预扣个人所得税", due, verdict=_verdict(due, over))


def _verdict(due: Decimal, over: Decimal) -> str:
    if over:
        return "over_withheld"
    return "withhold" if due else "no_tax"


def _taxable(w: Work, facts: WageTaxFacts) -> Decimal:
    w.given("当年到本月的累计收入", facts.income, unit="yuan")
    basic = facts.months * w.use("income_tax.basic_month")
    w.step("累计减除费用", basic, WITHHOLDING, key="basic", unit="yuan")
    if w.trace:
        _show(w, facts)
    off = basic + facts.special + facts.additional + facts.other + facts.tax_free
    taxable = facts.income - off if facts.income > off else ZERO
    return w.step("累计应纳税所得额", taxable, WITHHOLDING, key="taxable", unit="yuan")


def _show(w: Work, facts: WageTaxFacts) -> None:
    for label, amount in (
        ("累计专项扣除（社保、公积金个人部分）", facts.special),
        ("累计专项附加扣除", facts.additional),
        ("累计其他扣除", facts.other),
        ("累计免税收入", facts.tax_free),
    ):
        if amount:
            w.given(label, amount, unit="yuan")


def _tax_so_far(w: Work, taxable: Decimal) -> Decimal:
    rates = table(w, "comprehensive")
    row = rates.row(taxable)
    w.step("预扣率", rates.rates[row], RATES, key="rate", unit="rate")
    w.step("速算扣除数", rates.quick[row], RATES, key="quick", unit="yuan")
    return w.step("累计应纳税额", to_fen(rates.tax(taxable)), WITHHOLDING, unit="yuan")
