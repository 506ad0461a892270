"""The same money five ways: the year of each by the opinions on its parts; the tax on pay for
services is that of the year, whatever was withheld (Individual Income Tax Law 2.2, 6.2, 11.1)."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from tests.law.second.business_tax import opinion as of_business
from tests.law.second.employment_cost import opinion as of_employment
from tests.law.second.platform_tax import opinion as of_platform
from tests.law.second.reading import (
    LABOUR_CONTRACT_LAW,
    Answer,
    Figures,
    Refuse,
    fen,
    in_force,
    require,
)
from tests.law.second.service_tax import opinion as of_service
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices
from tests.law.second.wage_tax_year import opinion as of_wages

MOST = 10**8  # of one sum; more is refused as a slip
Left = dict[str, Fraction | None]


def opinion(facts: Any, law: Figures) -> Answer:
    """Parts are named where a way is known, None where it is not."""
    require(facts.fund_percent is None or 5 <= facts.fund_percent <= 12, "5 to 12 per cent")
    in_force(date(facts.year, 1, 1), LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    parts: Left = {}
    for way, ask in WAYS.items():
        try:
            found = ask(facts, law)
        except Refuse:
            found = {"net": None, "tax": None}
        parts |= {f"{way}_{key}": value for key, value in found.items()}
    return Answer(False, "facts_decide", parts)


def employment(facts: Any, law: Figures) -> Left:
    """The employer bears the costs of the work."""
    asked = SimpleNamespace(
        place=facts.place, year=facts.year, known="gross", amount=fen(facts.monthly),
        fund_percent=facts.fund_percent, additional=facts.additional, base_wage=None,
        injury_class=None, float_step="100",
    )  # fmt: skip
    answer = of_employment(asked, law)
    if answer.amount is None and facts.fund_percent is not None:
        raise Refuse("the housing fund is not known")
    return {"net": answer.parts["net_year"]}


def part_time(facts: Any, law: Figures) -> Left:
    asked = SimpleNamespace(
        place=facts.place, year=facts.year, months=12, incomes=[facts.monthly], special=[],
        additional=[facts.additional], other=[],
    )  # fmt: skip
    tax = of_wages(asked, law).amount
    return {"tax": tax, "net": 12 * fen(facts.monthly) - tax}


def service(facts: Any, law: Figures) -> Left:
    day = date(facts.year, 1, 31)
    asked = SimpleNamespace(place=facts.place, on=day, income=facts.monthly, payee="ordinary")
    return settled(facts) | {"withheld_year": 12 * of_service(asked, law).amount}


def platform(facts: Any, law: Figures) -> Left:
    asked = SimpleNamespace(
        place=facts.place, month=date(facts.year, 1, 1), incomes=[facts.monthly] * 12,
        tax_free=[], other=[],
    )  # fmt: skip
    return settled(facts) | {"withheld_year": of_platform(asked, law).amount}


def settled(facts: Any) -> Left:
    """A fifth of the pay is the law's own share for costs; the real ones come off what is left."""
    in_force(date(facts.year, 1, 1), TAX_LAW, "the law of 2018")
    taxable = above(12 * facts.monthly * 4 / 5 - 60_000 - 12 * facts.additional)
    tax = fen(by_slices(taxable, COMPREHENSIVE))
    return {"tax": tax, "net": 12 * fen(facts.monthly) - fen(12 * facts.costs) - tax}


def business(facts: Any, law: Figures) -> Left:
    year = [12 * sum_ for sum_ in (facts.monthly, facts.costs, facts.additional)]
    require(max(year) <= MOST, "a slip")
    asked = SimpleNamespace(
        place=facts.place, year=facts.year, revenue=year[0], costs=fen(year[1]),
        is_registered=True, has_other_income=False, deductions=year[2], prepaid=Fraction(0),
    )  # fmt: skip
    tax = of_business(asked, law).amount
    return {"tax": tax, "net": 12 * fen(facts.monthly) - fen(year[1]) - tax}


WAYS: dict[str, Callable[[Any, Figures], Left]] = {
    "employment": employment,
    "part_time": part_time,
    "service": service,
    "platform": platform,
    "business": business,
}
