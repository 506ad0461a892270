"""Tax on what is paid once when an employment ends: Notice 164 of 2018, item 5."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.income_tax import LAW, RATES, table
from gongyue.law.rulebook import NotCovered, NotInForce, Outcome, Rulebook, Work, begin

POLICY = "cn/tax-transition-2018"
UNKNOWN = (
    "当地上年职工年平均工资未知，不能确定免税的上限；向当地税务机关问到以后填写，可以算出税额。"
)
OTHERS = "系统记录的当地年平均工资是{known}元，与填写的不同；按填写的计算，请核对。"


@dataclass(frozen=True, kw_only=True)
class SeveranceTaxFacts(Facts):
    place: Place
    ended_on: Day
    amount: Money
    local_annual_average: Money | None = None


def severance_tax(
    facts: SeveranceTaxFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Three local annual averages are free; the rest alone on the annual table, not by years.

    Raises Undetermined where the average is not known and may matter.
    """
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW)
    amount = w.given("一次性补偿收入", facts.amount, unit="yuan")
    free = _average(w, facts) * w.use("income_tax.severance_multiple")
    w.step("免税上限", free, POLICY, key="limit", unit="yuan")
    w.step("免税部分", min(amount, free), POLICY, key="exempt", unit="yuan")
    taxable = max(amount - free, Decimal(0))
    w.step("应税部分（不并入当年综合所得）", taxable, POLICY, key="taxable", unit="yuan")
    tax = Decimal("0.00")
    if taxable:
        rates = table(w, "comprehensive")
        row = rates.row(taxable)
        w.step("适用税率", rates.rates[row], RATES, key="rate", unit="rate")
        w.step("速算扣除数", rates.quick[row], RATES, key="quick", unit="yuan")
        tax = w.step("应纳税额", to_fen(rates.tax(taxable)), POLICY, RATES, unit="yuan")
    w.part("net", to_fen(amount) - tax)
    return w.outcome("一次性补偿的个人所得税", tax, verdict="taxed" if tax else "tax_free")


def _average(w: Work, facts: SeveranceTaxFacts) -> Decimal:
    if facts.local_annual_average is None:
        try:
            return w.use("average_wage.annual")
        except (NotCovered, NotInForce):
            raise w.undetermined("一次性补偿的个人所得税", UNKNOWN) from None
    average = facts.local_annual_average
    known = w.peek("average_wage.annual")
    if known is not None and known != average:
        w.doubt(OTHERS.format(known=known))
    return w.given("当地上年职工年平均工资（填写）", average, unit="yuan")
