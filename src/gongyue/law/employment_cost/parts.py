"""The sections of the answer: what is added to the wage, what is taken off it, and two checks."""

from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.composition import Composition
from gongyue.law.contributions import contributions
from gongyue.law.employment_cost.facts import EmploymentCostFacts
from gongyue.law.employment_cost.year import (
    CostMonth,
    CostYear,
    alike_months,
    insured,
    saved,
    taxed,
    year_at,
)
from gongyue.law.housing_fund import housing_fund
from gongyue.law.minimum_wage import MinimumWageFacts, minimum_wage
from gongyue.law.rulebook import Note, Outcome, Section, Table
from gongyue.law.wage_tax_year import wage_tax_year

WAGE = "cn/labour-contract-law#30.1"
INSURED = "cn/social-insurance-law#58.1"
FUND = "cn/housing-fund-regulation#16.2"
FUND_OWN = "cn/housing-fund-regulation#16.1"
TAX = "cn/individual-income-tax-law#11.1"
TRUE_WAGES = ("cn/social-insurance-law#86", "cn/inspection-regulation#27.1")
LEAVES = ("cn/labour-contract-law#38", "cn/labour-contract-law#46")
JULY = 7
COLUMNS = (
    ("month", "月份", ""),
    ("gross", "应发", "yuan"),
    ("worker_insurance", "个人社保", "yuan"),
    ("worker_fund", "个人公积金", "yuan"),
    ("tax", "个税", "yuan"),
    ("net", "到手", "yuan"),
    ("employer_insurance", "单位社保", "yuan"),
    ("employer_fund", "单位公积金", "yuan"),
    ("cost", "单位总成本", "yuan"),
)
FUND_NOT_SAID = "没有填公积金比例，没有算公积金；单位和个人各缴5%到12%是法律规定的义务。"
FIRST_MONTH = Note(text="下面的算式是一月份的；各月不同的，看上面的逐月表。")
SECOND_HALF = Note(text="下面的算式是七月份的（公积金年度从七月起）；各月不同的，看逐月表。")
UNLAWFUL = Note(
    text="这只是对比，不是建议：工资高于下限却按下限缴，是少报缴费工资，要补缴、加收滞纳金，还可能被罚款。",
    sources=TRUE_WAGES,
)
WORKER_MAY_LEAVE = Note(
    text="少缴的，劳动者的养老金、失业金、工伤待遇跟着少；没有依法缴社保的，劳动者可以据此离开并要经济补偿。",
    sources=LEAVES,
)


def ask_parts(c: Composition, facts: EmploymentCostFacts, year: CostYear, base: Decimal) -> None:
    """Yearly sums; the working of each is that of one month."""
    gross = year.months[0].gross
    c.entered("gross", "应发工资（全年）", gross * len(year.months), WAGE)
    _insurance(c, facts, year, base)
    if facts.fund_percent is None:
        c.w.doubt(FUND_NOT_SAID)
    else:
        _fund(c, facts, year, base)
    own = tuple(month.worker_insurance + month.worker_fund for month in year.months)
    tax = year.total(lambda month: month.tax)
    c.ask(
        wage_tax_year,
        lambda: taxed(facts, gross, own),
        TAX,
        **_off("tax", "个人所得税（全年预扣）", tax),
    )
    _minimum(c, facts, gross, year)
    _lowest_base(c, facts, year, gross)
    c.table = Table(title="逐月", columns=COLUMNS, rows=_rows(year))


def _insurance(c: Composition, facts: EmploymentCostFacts, year: CostYear, base: Decimal) -> None:
    def ask(key: str, title: str, counts: str, amount: Decimal) -> None:
        c.ask(
            contributions,
            lambda: insured(facts, base),
            INSURED,
            **_off(key, title, amount, counts),
            notes=(FIRST_MONTH,),
        )

    employer = year.total(lambda month: month.employer_insurance)
    ask("employer_insurance", "单位缴的社会保险（全年）", "added", employer)
    worker = year.total(lambda month: month.worker_insurance)
    ask("worker_insurance", "个人缴的社会保险（全年）", "deducted", worker)


def _fund(c: Composition, facts: EmploymentCostFacts, year: CostYear, base: Decimal) -> None:
    amount = year.total(lambda month: month.employer_fund)
    for key, title, counts, article in (
        ("employer_fund", "单位缴的公积金（全年）", "added", FUND),
        ("worker_fund", "个人缴的公积金（全年）", "deducted", FUND_OWN),
    ):
        about = _off(key, title, amount, counts) | {"notes": (SECOND_HALF,)}
        if year.fund_unknown is not None:
            about |= {"least": None, "most": None, "reason": year.fund_unknown.message_zh}
        c.ask(housing_fund, lambda: saved(facts, JULY, base), article, **about)


def _off(key: str, title: str, amount: Decimal, counts: str = "deducted") -> dict[str, Any]:
    return {"key": key, "title": title, "counts": counts, "least": amount, "most": amount}


def _minimum(c: Composition, facts: EmploymentCostFacts, gross: Decimal, year: CostYear) -> None:
    c.ask(
        minimum_wage,
        lambda: MinimumWageFacts(
            place=facts.place,
            month=date(facts.year, 12, 1),
            gross=gross,
            own_insurance=year.months[-1].worker_insurance,
        ),
        key="minimum",
        title="够不够最低工资（十二月）",
        counts="explained",
    )


def _lowest_base(
    c: Composition, facts: EmploymentCostFacts, year: CostYear, gross: Decimal
) -> None:
    """What paying on the lowest base would change, with why it may not be done."""
    alike = alike_months(facts, c.book)
    lowest = year_at(facts, gross, Decimal(0), c.book, alike=alike)
    less = year.total(_both) - lowest.total(_both)
    if less > 0:
        c.sections.append(
            Section(
                key="lowest_base",
                title="如果都按最低基数缴，双方一年少缴",
                counts="explained",
                least=less,
                most=less,
                notes=(UNLAWFUL, WORKER_MAY_LEAVE),
            )
        )
        c.w.part("lowest_base_less", less)
        c.w.part("lowest_base_net_year", lowest.net)
        c.w.part("lowest_base_cost_year", lowest.cost)


def _both(month: CostMonth) -> Decimal:
    own = month.worker_insurance + month.worker_fund
    return own + month.employer_insurance + month.employer_fund


def _rows(year: CostYear) -> tuple[tuple[Decimal | str, ...], ...]:
    def row(label: str, of: tuple[Decimal, ...]) -> tuple[Decimal | str, ...]:
        return (label, *of)

    lines = [_line(month) for month in year.months]
    total = tuple(sum(column, Decimal(0)) for column in zip(*lines, strict=True))
    months = [row(f"{number}月", line) for number, line in enumerate(lines, 1)]
    return (*months, row("全年", total))


def _line(month: CostMonth) -> tuple[Decimal, ...]:
    taken = (month.gross, month.worker_insurance, month.worker_fund, month.tax, month.net)
    return (*taken, month.employer_insurance, month.employer_fund, month.cost)


def verdict_of(minimum: Outcome | None) -> str | None:
    """None where the minimum wage of the place is not known."""
    if minimum is None:
        return None
    return "below" if minimum.verdict == "below" else "enough"
