"""Social insurance and retirement."""

from typing import Any

from tests.law.golden.shapes import Answer, ask, shape


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
