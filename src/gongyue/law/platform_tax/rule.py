"""Tax a platform withholds from its workers' pay since October 2025: Announcement 16 of 2025."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from gongyue.kernel.dates import add_months, month_of
from gongyue.law.brackets import Brackets
from gongyue.law.facts import Day, Facts, MonthlyMoney, Place
from gongyue.law.income_tax import RATES, monthly, months_slip, table
from gongyue.law.platform_tax.years import READINGS, Paid, Row, months_from, rows
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

PLATFORM = "cn/tax-withholding-platforms"
MOST = 24
GAP = (
    "中间有没有收入的月份。减除费用按“连续取得”的月份数算，断月以后怎样接着算，"
    "公告没有写明，也没有查到官方例子；按不同读法合计预扣{least}元至{most}元，因此不给一个数。"
)
SAME = "中间有没有收入的月份，断月以后怎样算公告没有写明；这里几种读法结果相同。"
COMMISSIONED = (
    "平台改用“委托代征、核定经营所得”代替劳务报酬扣税的，2025年10月起不是稳妥的默认做法，"
    "能否适用请向主管税务机关核实。"
)


@dataclass(frozen=True, kw_only=True)
class PlatformTaxFacts(Facts):
    place: Place
    month: Day
    incomes: MonthlyMoney
    tax_free: MonthlyMoney = ()
    other: MonthlyMoney = ()

    def check(self) -> None:
        if not 1 <= len(self.incomes) <= MOST:
            self.refuse("incomes", f"应填1至{MOST}个月")
        for name in ("tax_free", "other"):
            if slip := months_slip(getattr(self, name), len(self.incomes)):
                self.refuse(name, slip)


def platform_tax(
    facts: PlatformTaxFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is withheld in each month on this platform, each year anew.

    Raises Undetermined where a month without pay makes the readings differ.
    """
    first = month_of(facts.month).first
    last = add_months(first, len(facts.incomes) - 1)
    w = begin(book, on=first, place=facts.place, trace=trace, under=PLATFORM, asked_on=last)
    paid = _paid(w, facts, first)
    basic, rates = w.use("income_tax.platform_month"), table(w, "comprehensive")
    found = _agreed(w, rates, basic, paid)
    for number, row in enumerate(found, 1):
        _tell(w, number, row, basic)
    total = sum((row.month.withheld for row in found), Decimal("0.00"))
    w.doubt(COMMISSIONED)
    w.step("各月合计", total, PLATFORM, key="total", unit="yuan")
    return w.outcome("平台合计预扣个人所得税", total, verdict="withhold" if total else "no_tax")


def _paid(w: Work, facts: PlatformTaxFacts, first: date) -> list[Paid]:
    count = len(facts.incomes)
    free, other = monthly(facts.tax_free, count), monthly(facts.other, count)
    share = w.use("income_tax.platform_cost_share")
    triples = zip(facts.incomes, free, other, strict=True)
    return months_from(first, facts.incomes, [i * share + f + o for i, f, o in triples])


def _agreed(w: Work, rates: Brackets, basic: Decimal, paid: list[Paid]) -> list[Row]:
    """The rows all readings share."""
    found = [rows(rates, basic, paid, count) for count in READINGS]
    sums = [[row.month.withheld for row in sorted(each)] for each in found]
    if any(each != sums[0] for each in sums):
        _refuse(w, [sum(each, Decimal(0)) for each in sums])
    if any(sorted(each) != sorted(found[0]) for each in found):
        w.doubt(SAME)
    return found[0]


def _refuse(w: Work, totals: list[Decimal]) -> NoReturn:
    reason = GAP.format(least=min(totals), most=max(totals))
    w.part("least", min(totals))
    w.part("most", max(totals))
    w.step("断月以后的算法没有写明", True, PLATFORM, RATES)
    raise w.undetermined("平台合计预扣个人所得税", reason)


def _tell(w: Work, number: int, row: Row, basic: Decimal) -> None:
    w.part(f"withhold_{number}", row.month.withheld)
    w.part(f"deducted_{number}", row.number * basic)
    w.part(f"tax_{number}", row.month.tax)
    if w.trace:
        name = f"{row.paid.first.year}年{row.paid.first.month}月"
        w.given(f"{name}收入", row.paid.income, unit="yuan")
        w.step(f"到{name}累计减除费用", row.number * basic, PLATFORM, unit="yuan")
        w.step(f"到{name}累计应纳税所得额", row.month.taxable, PLATFORM, RATES, unit="yuan")
        w.step(f"{name}预扣", row.month.withheld, PLATFORM, unit="yuan")
