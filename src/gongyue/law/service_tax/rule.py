"""Tax withheld from pay for services: Individual Income Tax Law 6.2; Announcement 61 of 2018; for
students' internships Announcement 13 of 2020."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Months, Place
from gongyue.law.income_tax import LAW, RATES, WITHHOLDING, table
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

NOTHING = Decimal("0.00")
STUDENTS = "cn/tax-withholding-students"
COST = f"{LAW}#6.2"
ONCE = "cn/individual-income-tax-regulation#14"
PLATFORMS_FROM = date(2025, 10, 1)
Payee = Literal["ordinary", "student", "platform"]
ELSEWHERE = (
    "2025年10月起，平台企业付给从业人员的劳务报酬按累计预扣法扣税，请用“平台从业人员个税”计算。"
)


@dataclass(frozen=True, kw_only=True)
class ServiceTaxFacts(Facts):
    place: Place
    on: Day
    income: Money
    payee: Payee = "ordinary"
    months: Months = 1
    earlier_income: Money = Decimal(0)
    withheld: Money = Decimal(0)

    def check(self) -> None:
        if self.payee == "student" and self.months > self.on.month:
            self.refuse("months", f"不能多于当年到本月的月数，现为{self.months}个月")


def service_tax(
    facts: ServiceTaxFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Each payment alone; an intern who is a student cumulatively, like a wage."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if facts.payee == "platform" and facts.on >= PLATFORMS_FROM:
        raise NotCovered(ELSEWHERE, field="payee")
    w.given("本次劳务报酬（不含增值税）", facts.income, unit="yuan")
    tax = _student(w, facts) if facts.payee == "student" else _once(w, facts.income)
    w.step("预扣后到手", to_fen(facts.income) - tax, WITHHOLDING, key="net", unit="yuan")
    w.step("全年汇算时并入综合所得，多退少补", True, f"{LAW}#2.2", f"{LAW}#11.1")
    return w.outcome("本次应预扣个人所得税", tax, verdict="withhold" if tax else "no_tax")


def _once(w: Work, income: Decimal) -> Decimal:
    """Up to four thousand yuan eight hundred are taken off, above a fifth."""
    if income <= w.use("income_tax.service_small"):
        cost = w.use("income_tax.service_cost")
    else:
        cost = income * w.use("income_tax.cost_share")
    taxable = max(income - cost, Decimal(0))
    w.step("预扣预缴应纳税所得额", taxable, WITHHOLDING, ONCE, key="taxable", unit="yuan")
    rates = table(w, "services")
    row = rates.row(taxable)
    w.step("预扣率", rates.rates[row], WITHHOLDING, key="rate", unit="rate")
    w.step("速算扣除数", rates.quick[row], WITHHOLDING, key="quick", unit="yuan")
    return w.step("应预扣税额", to_fen(rates.tax(taxable)), WITHHOLDING, unit="yuan")


def _student(w: Work, facts: ServiceTaxFacts) -> Decimal:
    """Four fifths of the income, less five thousand a month of the internship."""
    basic = facts.months * w.use("income_tax.student_month")
    earlier = w.given("本年此前的实习报酬", facts.earlier_income, unit="yuan")
    received = facts.income + earlier
    received -= w.step("累计费用", received * w.use("income_tax.cost_share"), COST, unit="yuan")
    taxable = max(received - basic, Decimal(0))
    w.step("累计应纳税所得额", taxable, STUDENTS, key="taxable", unit="yuan")
    tax = to_fen(table(w, "comprehensive").tax(taxable))
    w.step("累计应纳税额", tax, STUDENTS, RATES, key="cumulative_tax", unit="yuan")
    before = w.given("此前已预扣的税额", facts.withheld, unit="yuan")
    due = max(to_fen(tax - before), NOTHING)
    return w.step("应预扣税额", due, STUDENTS, unit="yuan")
