"""What each way leaves of the same money in a year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from gongyue.kernel.money import to_fen
from gongyue.law.business_tax import BusinessTaxFacts, business_tax
from gongyue.law.composition import Composition
from gongyue.law.composition.gathering import stated
from gongyue.law.employment_cost import EmploymentCostFacts, employment_cost
from gongyue.law.facts import Facts
from gongyue.law.income_tax import table
from gongyue.law.platform_tax import PlatformTaxFacts, platform_tax
from gongyue.law.rulebook import Outcome, Refusal, begin
from gongyue.law.service_tax import ServiceTaxFacts, service_tax
from gongyue.law.wage_tax_year import WageTaxYearFacts, wage_tax_year

MONTHS = 12
NOTHING = Decimal("0.00")
TAX = "cn/individual-income-tax-law"
SETTLED = (f"{TAX}#2.2", f"{TAX}#6.2", f"{TAX}#11.1")
WAGES = (f"{TAX}#11.1",)
BUSINESS = (f"{TAX}#6.1",)
WAYS = (
    ("employment", "劳动合同（全日制）"),
    ("part_time", "非全日制（小时工）"),
    ("service", "劳务（不在平台上）"),
    ("platform", "平台上接单"),
    ("business", "自己做个体工商户"),
)


class WaysFacts(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def monthly(self) -> Decimal: ...
    @property
    def costs(self) -> Decimal: ...
    @property
    def additional(self) -> Decimal: ...
    @property
    def fund_percent(self) -> Decimal | None: ...


@dataclass(frozen=True, kw_only=True)
class Sums:
    """A year. `outcome` is what the rule of this way says, asked with `facts`."""

    gross: Decimal
    tax: Decimal
    outcome: Outcome
    rule: str
    facts: Mapping[str, Any]
    articles: tuple[str, ...]
    insurance: Decimal = NOTHING
    employer: Decimal = NOTHING
    costs: Decimal = field(default=NOTHING)

    @property
    def net(self) -> Decimal:
        return self.gross - self.costs - self.insurance - self.tax


def sums_of(c: Composition, way: str, facts: WaysFacts) -> tuple[Sums | None, str]:
    """The year of one way, or why it cannot be known."""
    try:
        sums = HOW[way](c, facts)
    except Refusal as refusal:
        return None, refusal.message_zh
    c.w.carry(sums.outcome)
    return sums, ""


def _asked(c: Composition, rule: Callable[..., Outcome], facts: Facts) -> dict[str, Any]:
    outcome = rule(facts, c.book, trace=True)
    return {"outcome": outcome, "rule": rule.__name__, "facts": stated(facts)}


def _gross(facts: WaysFacts) -> Decimal:
    return to_fen(facts.monthly) * MONTHS


def _employment(c: Composition, facts: WaysFacts) -> Sums:
    asked = EmploymentCostFacts(
        place=facts.place, year=facts.year, known="gross", amount=to_fen(facts.monthly),
        fund_percent=facts.fund_percent, additional=facts.additional,
    )  # fmt: skip
    told = _asked(c, employment_cost, asked)
    part = _parts(told["outcome"])
    own = part("worker_insurance") + part("worker_fund")
    employer = part("employer_insurance") + part("employer_fund")
    return Sums(gross=_gross(facts), insurance=own, employer=employer, tax=part("tax"),
                articles=WAGES, **told)  # fmt: skip


def _parts(outcome: Outcome) -> Callable[[str], Decimal]:
    def part(key: str) -> Decimal:
        value = outcome.parts.get(key, NOTHING)
        return value if isinstance(value, Decimal) else NOTHING

    return part


def _part_time(c: Composition, facts: WaysFacts) -> Sums:
    asked = WageTaxYearFacts(
        place=facts.place, year=facts.year, months=MONTHS, incomes=(facts.monthly,),
        additional=(facts.additional,),
    )  # fmt: skip
    told = _asked(c, wage_tax_year, asked)
    return Sums(gross=_gross(facts), tax=told["outcome"].amount, articles=WAGES, **told)


def _service(c: Composition, facts: WaysFacts) -> Sums:
    asked = ServiceTaxFacts(place=facts.place, on=date(facts.year, 1, 31), income=facts.monthly)
    told = _asked(c, service_tax, asked)
    tax = _settled(c, facts)
    c.w.part("service_withheld_year", told["outcome"].amount * MONTHS)
    return Sums(gross=_gross(facts), tax=tax, articles=SETTLED, costs=_spent(facts), **told)


def _platform(c: Composition, facts: WaysFacts) -> Sums:
    asked = PlatformTaxFacts(
        place=facts.place, month=date(facts.year, 1, 1), incomes=(facts.monthly,) * MONTHS
    )
    told = _asked(c, platform_tax, asked)
    tax = _settled(c, facts)
    c.w.part("platform_withheld_year", told["outcome"].amount)
    return Sums(gross=_gross(facts), tax=tax, articles=SETTLED, costs=_spent(facts), **told)


def _settled(c: Composition, facts: WaysFacts) -> Decimal:
    """The year's tax on four fifths of pay for services, whatever was withheld before."""
    w = begin(c.book, on=c.w.on, place=facts.place, trace=False, under=TAX)
    received = facts.monthly * MONTHS * (1 - w.use("income_tax.cost_share"))
    taxable = received - w.use("income_tax.basic_year") - facts.additional * MONTHS
    return to_fen(table(w, "comprehensive").tax(max(taxable, Decimal(0))))


def _business(c: Composition, facts: WaysFacts) -> Sums:
    asked = BusinessTaxFacts(
        place=facts.place, year=facts.year, revenue=facts.monthly * MONTHS, costs=_spent(facts),
        is_registered=True, has_other_income=False, deductions=facts.additional * MONTHS,
    )  # fmt: skip
    told = _asked(c, business_tax, asked)
    tax = told["outcome"].amount
    return Sums(gross=_gross(facts), tax=tax, articles=BUSINESS, costs=_spent(facts), **told)


def _spent(facts: WaysFacts) -> Decimal:
    return to_fen(facts.costs * MONTHS)


HOW: dict[str, Callable[[Composition, WaysFacts], Sums]] = {
    "employment": _employment,
    "part_time": _part_time,
    "service": _service,
    "platform": _platform,
    "business": _business,
}
