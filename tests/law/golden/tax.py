"""Taxes."""

from calendar import monthrange
from datetime import date as Date
from decimal import Decimal
from typing import Any

from gongyue.kernel.money import to_fen
from tests.law.golden.shapes import FIRST, Answer, ask, shape

YEAR, MONTHS = 2025, 12
FILED_FROM, NEW_LAW = Date(2025, 10, 1), Date(2026, 3, 1)


@shape("个税/工资累计预扣", "additional", "monthly", "special")
@shape("个税/工资累计预扣", "monthly", "special")
def wage(monthly: Any, special: Any, additional: Any = 0) -> Answer:
    """Twelve months; a case may show the first ones only."""
    facts = {"incomes": [monthly], "special": [special], "additional": [additional]}
    parts = ask("wage_tax_year", year=YEAR, months=MONTHS, **facts).parts
    withheld = [parts[f"withhold_{month}"] for month in range(1, MONTHS + 1)]
    return {
        "withhold": withheld,
        "annual": parts["annual"],
        "taxable_year": parts["taxable_year"],
    }


@shape("个税/年终奖单独计税", "bonus")
def bonus_alone(bonus: Any) -> Answer:
    parts = ask("bonus_tax", month=FIRST, bonus=bonus).parts
    return {"tax": parts["separate"], "net": parts["net"]}


@shape("个税/劳务报酬(非平台,按次)", "income")
def service(income: Any) -> Answer:
    return {"withhold": ask("service_tax", on=FIRST, income=income).value}


@shape("个税/平台从业人员累计预扣", "from", "incomes")
def platform(incomes: list[Any], **since: str) -> Answer:
    """The cases take off what was due before as it was worked out, not as it was rounded."""
    facts = {"month": f"{since['from']}-01", "incomes": incomes}
    parts = ask("platform_tax", **facts).parts
    taxes = [part(parts, f"tax_{month}") for month in range(1, len(incomes) + 1)]
    before = [Decimal(0), *taxes]
    firsts = [part(parts, f"deducted_{month}") == 5000 for month in range(1, len(incomes) + 1)]
    withheld = [
        to_fen(max(tax - (Decimal(0) if first else earlier), Decimal(0)))
        for tax, earlier, first in zip(taxes, before, firsts, strict=False)
    ]
    return {"withhold": withheld, "total": sum(withheld, Decimal(0))}


def part(parts: Any, name: str) -> Decimal:
    value = parts[name]
    assert isinstance(value, Decimal)
    return value


@shape("个税/平台从业人员累计预扣", "income", "months_in_2026")
def platform_in_a_new_year(income: Any, months_in_2026: Any) -> Answer:
    """December's pay is far above what is free, so that anything carried over would show."""
    months = int(months_in_2026)
    facts = {"month": "2025-12-01", "incomes": [50_000, *([income] * months)]}
    parts = ask("platform_tax", **facts).parts
    last = f"_{months + 1}"
    return {"deduct": parts[f"deducted{last}"], "withhold": parts[f"withhold{last}"]}


@shape("个税/一次性补偿", "local_annual_avg", "severance")
def severance(severance: Any, local_annual_avg: Any) -> Answer:
    facts = {"amount": severance, "local_annual_average": local_annual_avg}
    outcome = ask("severance_tax", ended_on="2025-06-30", **facts)
    return {
        "exempt": outcome.parts["exempt"],
        "taxable": outcome.parts["taxable"],
        "tax": outcome.value,
    }


@shape("税/经营所得与增值税", "date", "sales")
def vat_of_a_month(date: str, sales: Any) -> Answer:
    """A rider whose platform files; before there was such filing, a registered trader."""
    year, month = (int(number) for number in date.split("-")[:2])
    last = Date(year, month, monthrange(year, month)[1])
    who = "platform_filed" if last >= FILED_FROM else "registered"
    return {"exempt": ask("vat_threshold", on=last, sales=sales, who=who).value}


@shape("税/经营所得与增值税", "sales")
def vat_of_a_sale(sales: Any) -> Answer:
    return {"exempt": ask("vat_threshold", on=NEW_LAW, sales=sales, who="person").value}


@shape("平台/涉税信息报送", "quarter")
def reporting(quarter: str) -> Answer:
    """2025Q3: a rider whose income owes no tax."""
    day = Date(int(quarter[:4]), int(quarter[-1]) * 3, 1)
    parts = ask("platform_reporting", on=day, work="delivery", is_relieved=True).parts
    return {
        "deadline": parts["deadline"],
        "delivery_exempt_income_report": parts["report_income"],
    }
