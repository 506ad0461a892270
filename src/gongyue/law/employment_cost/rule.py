"""What an employee costs: wage, contributions, housing fund, withheld tax, through a year."""

from datetime import date
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.composition import Composition, bounds_of, open_sections
from gongyue.law.employment_cost.facts import EmploymentCostFacts
from gongyue.law.employment_cost.parts import INSURED, TAX, WAGE, ask_parts, verdict_of
from gongyue.law.employment_cost.search import least, most
from gongyue.law.employment_cost.year import CostYear, alike_months, year_at
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
LABEL = "一年的用人总成本"
NO_FUND = "公积金算不出来，总成本和到手工资都没有算公积金。"
SAME_BASE = "没有填上年度月平均工资，按本月工资作缴费工资（新入职的就是这样）。"
MONTHS = 12


def employment_cost(
    facts: EmploymentCostFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The year's total cost; parts hold gross, net and every share. From a wanted net wage or a
    budget the gross is found by exact search. Undetermined where the housing fund is not known."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW, asked_on=last)
    gross = _gross(w, facts, book)
    base = _base(w, facts, gross)
    year = year_at(facts, gross, base, book, trace=True)
    for outcome in year.outcomes:
        w.carry(outcome)
    c = Composition(w, book, EmploymentCostFacts)
    ask_parts(c, facts, year, base)
    _results(w, c, year)
    verdict = verdict_of(next(s.outcome for s in c.sections if s.key == "minimum"))
    if open_sections(c.sections):
        raise w.undetermined(LABEL, NO_FUND, verdict, c.composed())
    return w.outcome(LABEL, year.cost, verdict=verdict, composed=c.composed())


def _base(w: Work, facts: EmploymentCostFacts, gross: Decimal) -> Decimal:
    if facts.base_wage is not None:
        return w.given("上年度月平均工资（缴费工资）", facts.base_wage, unit="yuan/month")
    w.doubt(SAME_BASE)
    return gross


def _gross(w: Work, facts: EmploymentCostFacts, book: Rulebook | None) -> Decimal:
    """The wage entered, or the one that leads to what was entered."""
    amount = to_fen(facts.amount)
    if facts.known == "gross":
        return w.given("每月应发工资", amount, unit="yuan/month")
    label = "想要的每月到手" if facts.known == "net" else "每月总预算"
    wanted = w.given(label, amount, unit="yuan/month") * MONTHS
    found = _found(facts, wanted, book)
    if found is None:
        raise BadFacts(f"“金额”（{label}{amount}元）没有对应的工资，请换一个数。", field="amount")
    words = "反算出的每月应发工资（全年平均到手不少于所填）"
    if facts.known == "budget":
        words = "反算出的每月应发工资（全年平均成本不超过所填）"
    return w.step(words, found, WAGE, INSURED, TAX, unit="yuan/month")


def _found(facts: EmploymentCostFacts, wanted: Decimal, book: Rulebook | None) -> Decimal | None:
    alike = alike_months(facts, book)

    def year(gross: Decimal) -> CostYear:
        base = gross if facts.base_wage is None else facts.base_wage
        return year_at(facts, gross, base, book, alike=alike)

    if facts.known == "net":
        return least(lambda gross: year(gross).net >= wanted)
    return most(lambda gross: year(gross).cost <= wanted)


def _results(w: Work, c: Composition, year: CostYear) -> None:
    cost = bounds_of(c.sections).least
    w.step("单位一年的总成本", cost, WAGE, INSURED, key="cost_year", unit="yuan")
    w.step("单位平均每月的成本", to_fen(cost / MONTHS), WAGE, key="cost_month", unit="yuan/month")
    w.step("劳动者一年到手", year.net, WAGE, TAX, key="net_year", unit="yuan")
    w.step("劳动者平均每月到手", to_fen(year.net / MONTHS), TAX, key="net_month", unit="yuan/month")
    w.part("gross_month", year.months[0].gross)
    w.part("net_january", year.months[0].net)
    w.part("net_december", year.months[-1].net)
