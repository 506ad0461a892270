"""Twelve months at one gross wage: both sides' contributions, the fund, the tax withheld."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.law.contributions import ContributionsFacts, contributions
from gongyue.law.employment_cost.facts import EmploymentCostFacts
from gongyue.law.housing_fund import HousingFundFacts, housing_fund
from gongyue.law.rulebook import Outcome, Refusal, Rulebook, default_book
from gongyue.law.wage_tax_year import WageTaxYearFacts, wage_tax_year

EACH = tuple(range(1, 13))
# What a month's contributions and fund read begins with; a test holds it against the working.
GROUPS = frozenset({"contribution", "pension", "unemployment", "medical", "injury", "housing_fund"})
NOTHING = Decimal("0.00")


class CostMonth(NamedTuple):
    gross: Decimal
    worker_insurance: Decimal
    worker_fund: Decimal
    tax: Decimal
    employer_insurance: Decimal
    employer_fund: Decimal

    @property
    def net(self) -> Decimal:
        return self.gross - self.worker_insurance - self.worker_fund - self.tax

    @property
    def cost(self) -> Decimal:
        return self.gross + self.employer_insurance + self.employer_fund


@dataclass(frozen=True, kw_only=True)
class CostYear:
    """`fund_unknown`: why the housing fund is not in the figures; None where it is."""

    months: tuple[CostMonth, ...]
    outcomes: tuple[Outcome, ...]
    fund_unknown: Refusal | None

    def total(self, of: Callable[[CostMonth], Decimal]) -> Decimal:
        return sum(map(of, self.months), NOTHING)

    @property
    def net(self) -> Decimal:
        return self.total(lambda month: month.net)

    @property
    def cost(self) -> Decimal:
        return self.total(lambda month: month.cost)


def year_at(
    facts: EmploymentCostFacts,
    gross: Decimal,
    base: Decimal,
    book: Rulebook | None,
    *,
    trace: bool = False,
    alike: tuple[int, ...] = EACH,
) -> CostYear:
    """All figures at this gross wage and contribution wage. Raises what `contributions` raises.

    With `alike` of `alike_months` only the first month of each kind is worked out: the figures
    are the same, the outcomes stand on that month's law alone. For a search, not for an answer.
    """

    def through(ask: Callable[[int], Outcome]) -> list[Outcome]:
        asked = {month: ask(month) for month in dict.fromkeys(alike)}
        return [asked[month] for month in alike]

    paid = through(lambda month: contributions(_insured(facts, month, base), book, trace=trace))
    funds, unknown = _funds(facts, base, book, trace, through)
    own = tuple(_part(one, "worker") + fund for one, fund in zip(paid, _each(funds), strict=True))
    tax = wage_tax_year(taxed(facts, gross, own), book, trace=trace)
    months = tuple(
        CostMonth(
            gross,
            _part(paid[at], "worker"),
            fund,
            _part(tax, f"withhold_{at + 1}"),
            _part(paid[at], "employer"),
            fund,
        )
        for at, fund in enumerate(_each(funds))
    )
    return CostYear(months=months, outcomes=(*paid, *funds, tax), fund_unknown=unknown)


def alike_months(facts: EmploymentCostFacts, book: Rulebook | None) -> tuple[int, ...]:
    """For each month the first one of the year in which the same rows govern."""
    firsts = [date(facts.year, month, 1) for month in EACH]
    changes = (book or default_book()).new_rows(facts.place, GROUPS, firsts[0], firsts[-1])
    alike, kind = [], 1
    for month, first in enumerate(firsts, 1):
        if any(firsts[kind - 1] < day <= first for day in changes):
            kind = month
        alike.append(kind)
    return tuple(alike)


def insured(facts: EmploymentCostFacts, base: Decimal) -> ContributionsFacts:
    """The contributions of January, as their rule is asked."""
    return _insured(facts, 1, base)


def saved(facts: EmploymentCostFacts, month: int, base: Decimal) -> HousingFundFacts:
    """The housing fund of a month, as its rule is asked."""
    first, percent = date(facts.year, month, 1), facts.fund_percent
    assert percent is not None
    return HousingFundFacts(place=facts.place, month=first, wage=base, percent=percent)


def taxed(facts: EmploymentCostFacts, gross: Decimal, own: tuple[Decimal, ...]) -> WageTaxYearFacts:
    """The year's withholding, with each month's contributions of the worker taken off."""
    return WageTaxYearFacts(
        place=facts.place,
        year=facts.year,
        months=len(own),
        incomes=(gross,),
        special=own,
        additional=(facts.additional,),
    )


def _insured(facts: EmploymentCostFacts, month: int, base: Decimal) -> ContributionsFacts:
    return ContributionsFacts(
        place=facts.place,
        month=date(facts.year, month, 1),
        wage=base,
        injury_class=facts.injury_class,
        float_step=facts.float_step,
    )


def _funds(
    facts: EmploymentCostFacts,
    base: Decimal,
    book: Rulebook | None,
    trace: bool,
    through: Callable[[Callable[[int], Outcome]], list[Outcome]],
) -> tuple[list[Outcome], Refusal | None]:
    if facts.fund_percent is None:
        return [], None
    try:
        return through(lambda m: housing_fund(saved(facts, m, base), book, trace=trace)), None
    except Refusal as refusal:
        return [], refusal


def _each(funds: list[Outcome]) -> list[Decimal]:
    return [_part(fund, "worker") for fund in funds] or [NOTHING] * len(EACH)


def _part(outcome: Outcome, key: str) -> Decimal:
    value = outcome.parts[key]
    assert isinstance(value, Decimal)
    return value
