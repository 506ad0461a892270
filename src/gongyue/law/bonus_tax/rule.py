"""Tax on the bonus of a year: Notice 164 of 2018, continued by Announcement 30 of 2023."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.bonus_tax.cliff import YEAR, bonus_tax_alone, cliff_below
from gongyue.law.brackets import Brackets
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.income_tax import ANNUAL, LAW, RATES, table
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

POLICY = "cn/tax-transition-2018"
CLIFF = "奖金刚过一档：只发{bonus}元的话，税后反而多拿{gain}元。"


@dataclass(frozen=True, kw_only=True)
class BonusTaxFacts(Facts):
    place: Place
    month: Day
    bonus: Money
    used: bool = False
    income: Money | None = None
    deductions: Money = Decimal(0)

    def check(self) -> None:
        if self.used and self.income is None:
            self.refuse("income", "要填写：今年已经单独计过一次，这笔只能并入全年所得计算")


def bonus_tax(facts: BonusTaxFacts, book: Rulebook | None = None, *, trace: bool = True) -> Outcome:
    """The tax of the better way, as far as both can be compared; `separate` and `merged` hold each.

    Only once a year may a bonus be taxed alone. Without the other income of the year the bonus
    alone is answered.
    """
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    w.given("全年一次性奖金", facts.bonus, unit="yuan")
    if w.given("今年已有一笔奖金单独计税", facts.used):
        return _outcome(w, facts, _merged(w, facts), "merge_only")
    rates = table(w, "bonus")
    alone = _alone(w, rates, facts.bonus)
    if facts.income is None:
        w.doubt("没有填全年其他所得，未与“并入综合所得”比较；收入较低的，并入往往更省。")
        verdict, tax = "separate_only", alone
    else:
        merged = _merged(w, facts)
        verdict = _better(alone, merged)
        tax = min(alone, merged)
    if verdict != "merge":
        _warn_of_a_cliff(w, rates, facts.bonus)
    return _outcome(w, facts, tax, verdict)


def _better(alone: Decimal, merged: Decimal) -> str:
    if alone == merged:
        return "same"
    return "separate" if alone < merged else "merge"


def _outcome(w: Work, facts: BonusTaxFacts, tax: Decimal, verdict: str) -> Outcome:
    w.step("税后奖金", to_fen(facts.bonus) - tax, POLICY, key="net", unit="yuan")
    return w.outcome("全年一次性奖金的个人所得税", tax, verdict=verdict)


def _alone(w: Work, rates: Brackets, bonus: Decimal) -> Decimal:
    w.step("奖金除以十二", bonus / YEAR, POLICY, unit="yuan")
    row = rates.row(bonus / YEAR)
    w.step("适用税率", rates.rates[row], POLICY, key="rate", unit="rate")
    w.step("速算扣除数", rates.quick[row], POLICY, key="quick", unit="yuan")
    tax = bonus_tax_alone(rates, bonus)
    return w.step("单独计税", tax, POLICY, key="separate", unit="yuan")


def _merged(w: Work, facts: BonusTaxFacts) -> Decimal:
    """What the bonus adds to the tax of the year."""
    income = w.given("全年其他综合所得收入额", facts.income or Decimal(0), unit="yuan")
    off = w.given("全年各项扣除（不含六万元）", facts.deductions, unit="yuan")
    off += w.use("income_tax.basic_year")
    rates = table(w, "comprehensive")
    before, after = (
        to_fen(rates.tax(max(amount - off, Decimal(0))))
        for amount in (income, income + facts.bonus)
    )
    w.step("不含奖金的全年应纳税额", before, ANNUAL, RATES, unit="yuan")
    w.step("并入奖金的全年应纳税额", after, ANNUAL, RATES, unit="yuan")
    return w.step("并入综合所得多缴的税", after - before, ANNUAL, key="merged", unit="yuan")


def _warn_of_a_cliff(w: Work, rates: Brackets, bonus: Decimal) -> None:
    if cliff := cliff_below(rates, bonus):
        w.step("税后更多的较低奖金", cliff.bonus, POLICY, key="cliff_bonus", unit="yuan")
        w.step("少发反而多拿", cliff.gain, POLICY, key="cliff_gain", unit="yuan")
        w.doubt(CLIFF.format(bonus=cliff.bonus, gain=cliff.gain))
