"""Social insurance and retirement."""

from decimal import Decimal
from typing import Any

from tests.law.golden.shapes import FIRST, Answer, area_code, ask, shape


@shape("社保/延迟退休", "birth", "kind")
def retirement(birth: str, kind: str) -> Answer:
    parts = ask("retirement", birth_on=f"{birth}-01", track=kind).parts
    return {**parts, "min_contrib_years": parts["min_contribution_years"]}


@shape("社保/缴费基数与费用", "date", "wage")
def contributions(date: str, wage: Any) -> Answer:
    parts = ask("contributions", month=date, wage=wage).parts
    return {
        "base": parts["base"],
        "pension_er": parts["pension_employer"],
        "pension_ee": parts["pension_worker"],
        "unemp_er": parts["unemployment_employer"],
        "unemp_ee": parts["unemployment_worker"],
    }


@shape("社保/缴费基数与费用", "year")
def contribution_base(year: Any) -> Answer:
    return dict(ask("contribution_base", month=f"{int(year)}-01-01", wage=0).parts)


@shape("社保/缴费基数与费用", "base")
def injury_premium(base: Any) -> Answer:
    """The eight classes at their base rates, in the words of the cases."""
    answer: Answer = {}
    for number in range(1, 9):
        facts = {"month": "2025-10-01", "payroll": base, "injury_class": str(number)}
        outcome = ask("injury_premium", **facts)
        percent = f"{Decimal(outcome.parts['rate']) * 100:f}".rstrip("0").rstrip(".")
        answer[f"class{number}"] = answer[f"class{number}_{percent}pct"] = outcome.value
    return answer


@shape("社保/缴费基数与费用", "hire")
def registration(hire: str) -> Answer:
    outcome = ask("insurance_registration", started_on=hire, on=hire)
    return {"deadline": outcome.value}


@shape("社保/缴费基数与费用", "final", "months", "provisional")
def adjustment(final: Any, months: Any, provisional: Any) -> Answer:
    """From January on; what is asked is the worker's pension."""
    outcome = ask(
        "contribution_adjustment",
        first_month="2025-01-01",
        last_month=f"2025-{int(months):02}-01",
        provisional_base=provisional,
        final_base=final,
    )
    parts, way = outcome.parts, outcome.verdict
    worker = parts["pension_worker"]
    return {
        "per_month": parts["pension_worker_monthly"],
        "total_ee_refund": worker if way == "overpaid" else 0,
        "total_ee_top_up": worker if way == "top_up" else 0,
    }


@shape("社保/公积金", "fund_year", "rate", "wage")
def housing_fund(fund_year: Any, rate: Any, wage: Any) -> Answer:
    facts = {"month": f"{year_of(fund_year)}-10-01", "wage": wage, "percent": percent_of(rate)}
    parts = ask("housing_fund", **facts).parts
    return {**parts, "each": parts["worker"]}


@shape("社保/公积金", "rates")
def housing_fund_rates(rates: list[Any]) -> Answer:
    facts = {"month": "2025-10-01", "wage": 10_000}
    parts = [ask("housing_fund", percent=percent_of(rate), **facts).parts for rate in rates]
    return {"compliant": [part["compliant"] for part in parts]}


def year_of(fund_year: Any) -> str:
    """2025, "2025年度", "2025-2026": the year in which the fund year begins."""
    return str(fund_year)[:4]


def percent_of(rate: Any) -> Decimal:
    """0.08, 8, "8%"."""
    text = str(rate).strip()
    if text[-1] in "%％":
        return Decimal(text[:-1])
    number = Decimal(text)
    return number * 100 if number < 1 else number


@shape("社保/失业保险", "area", "date")
def unemployment_amount(area: str, date: str) -> Answer:
    facts = {"paid_months": 12, "reason": "expiry", "registered": True}
    outcome = ask("unemployment_benefit", place=area_code(area), on=date, **facts)
    return {"monthly": outcome.value}


@shape("社保/失业保险", "involuntary", "months", "registered")
def unemployment_months(involuntary: bool, months: Any, registered: bool) -> Answer:
    """Dismissed without fault, or left of one's own will."""
    facts = {"reason": "no_fault" if involuntary else "resigned", "registered": registered}
    parts = ask("unemployment_benefit", on=FIRST, paid_months=months, **facts).parts
    return {"eligible": parts["eligible"], "max_months": parts["max_months"]}
