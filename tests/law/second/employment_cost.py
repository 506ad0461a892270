"""A year of one wage: what the employer pays and what is left, by the opinions on contributions,
housing fund and withheld tax; the wage for a wish or a budget by halving whole fen."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from tests.law.second.contributions import opinion as of_contributions
from tests.law.second.housing_fund import opinion as of_fund
from tests.law.second.minimum_wage import opinion as of_minimum
from tests.law.second.reading import Answer, Figures, Refuse, fen, require
from tests.law.second.wage_tax_year import opinion as of_tax

TOP = 10**10  # fen
AROUND = 60


class Year(NamedTuple):
    net: Fraction
    cost: Fraction
    own: Fraction
    has_fund: bool


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.fund_percent is None or 5 <= facts.fund_percent <= 12, "5 to 12 per cent")
    require(facts.injury_class != "1" or facts.float_step in ("100", "120", "150"), "not lowered")
    wanted = fen(facts.amount)
    gross = wanted if facts.known == "gross" else sought(facts, law, 12 * wanted)
    year = at(facts, law, gross)
    parts = {"gross_month": gross, "net_year": year.net, "cost_year": year.cost}
    return Answer(year.cost if year.has_fund else None, verdict(facts, law, gross, year), parts)


def verdict(facts: Any, law: Figures, gross: Fraction, year: Year) -> str | None:
    """Whether December's pay is enough; nothing where nobody knows what is."""
    try:
        said = of_minimum(wage(facts, gross, year), law).verdict
    except Refuse:
        return None
    return "below" if said == "below" else "enough"


def wage(facts: Any, gross: Fraction, year: Year) -> SimpleNamespace:
    """The pay of December, nothing of it left out."""
    nothing = dict.fromkeys(
        ("bonus", "allowances", "overtime_pay", "excluded_allowances", "welfare"), Fraction(0)
    )
    return SimpleNamespace(
        place=facts.place, month=date(facts.year, 12, 1), gross=gross, basic=None, minimum=None,
        full_month=True, days_worked=None, days_due=None, own_insurance=year.own, **nothing,
    )  # fmt: skip


def at(facts: Any, law: Figures, gross: Fraction) -> Year:
    base = gross if facts.base_wage is None else facts.base_wage
    own, firm, saved = [], [], []
    for month in range(1, 13):
        worker, employer = insured(facts, law, base, month)
        fund = housing(facts, law, base)[month - 1]
        own.append(worker)
        firm.append(employer)
        saved.append(fund)
    off = tuple(map(sum, zip(own, saved, strict=True)))
    tax = withheld(facts, law, gross, off)
    net = 12 * gross - sum(off) - tax
    cost = 12 * gross + sum(firm) + sum(saved)
    return Year(net, cost, own[-1], any(saved) or funded(facts, law))


def insured(facts: Any, law: Figures, base: Fraction, month: int) -> tuple[Fraction, Fraction]:
    first = date(facts.year, month, 1)
    began = max(day for day in [date(1990, 1, 1), *days(law)] if day <= first)
    return _insured(facts.place, facts.injury_class, facts.float_step, base, began, first.year, law)


@lru_cache(maxsize=4096)
def _insured(
    place: str, cls: Any, step: Any, base: Fraction, began: date, year: int, law: Figures
) -> tuple[Fraction, Fraction]:
    """Between two days on which a figure begins all months are alike."""
    month = max(began.replace(day=1), date(year, 1, 1))
    if began.day > 1:
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    asked = SimpleNamespace(place=place, month=month, wage=base, injury_class=cls, float_step=step)
    answer = of_contributions(asked, law)
    return answer.parts["worker"], answer.amount


@lru_cache(maxsize=8)
def days(law: Figures) -> tuple[date, ...]:
    return tuple(law.first_days())


def housing(facts: Any, law: Figures, base: Fraction) -> list[Fraction]:
    """Each side's share a month; nothing where one month of the year is not known."""
    shares: list[Fraction] = []
    if facts.fund_percent is None:
        return [Fraction(0)] * 12
    try:
        for month in (1, 7):
            asked = SimpleNamespace(
                place=facts.place, month=date(facts.year, month, 1), wage=base,
                percent=facts.fund_percent, registered=True, hired_on=None, paid=None,
            )  # fmt: skip
            shares += [of_fund(asked, law).amount / 2] * 6
    except Refuse:
        return [Fraction(0)] * 12
    return shares


def funded(facts: Any, law: Figures) -> bool:
    return facts.fund_percent is None or any(housing(facts, law, Fraction(10_000)))


def withheld(facts: Any, law: Figures, gross: Fraction, off: tuple[Any, ...]) -> Fraction:
    asked = SimpleNamespace(
        place=facts.place, year=facts.year, months=12, incomes=[gross], special=list(off),
        additional=[facts.additional], other=[],
    )  # fmt: skip
    total: Fraction = of_tax(asked, law).amount
    return total


def sought(facts: Any, law: Figures, wanted: Fraction) -> Fraction:
    if facts.known == "net":
        return first(lambda cents: at(facts, law, Fraction(cents, 100)).net >= wanted)
    return last(lambda cents: at(facts, law, Fraction(cents, 100)).cost <= wanted)


def first(enough: Callable[[int], bool]) -> Fraction:
    require(enough(TOP), "nobody earns that")
    low, high = 0, TOP
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    found = [cents for cents in range(max(low - AROUND, 0), low + 1) if enough(cents)]
    return Fraction(found[0], 100)


def last(within: Callable[[int], bool]) -> Fraction:
    require(within(0), "not even the least share")
    low, high = 0, TOP
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if within(middle) else (low, middle - 1)
    found = [cents for cents in range(low, min(low + AROUND, TOP) + 1) if within(cents)]
    return Fraction(found[-1], 100)
