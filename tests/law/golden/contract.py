"""Contracts: written form, probation."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyue.kernel.dates import add_months, period_end
from tests.law.golden.shapes import FIRST, Answer, ask, shape


@shape("劳动合同/书面合同与二倍工资", "hire_date", "sign_date")
def double_wage(hire_date: str, sign_date: str | None) -> Answer:
    years_later = add_months(date.fromisoformat(sign_date or hire_date), 24)
    outcome = ask(
        "double_wage", started_on=hire_date, signed_on=sign_date, on=years_later, monthly_wage=1
    )
    parts = outcome.parts
    return {
        "double_wage_due": outcome.verdict == "due",
        "start": parts["first_day"],
        "end": parts.get("last_day"),
        "calendar_days": parts["calendar_days"],
    }


@shape("劳动合同/试用期", "probation_months", "term_months")
def probation(probation_months: Any, term_months: Any) -> Answer:
    kind = "fixed" if isinstance(term_months, (int, Decimal)) else "open"
    facts: Answer = {"contract_first": FIRST, "kind": kind, "probation_first": FIRST, "on": FIRST}
    if kind == "fixed":
        facts["contract_last"] = after_months(term_months)
    last = max(after_months(probation_months), FIRST)
    parts = ask("probation", probation_last=last, **facts).parts
    legal = parts["legal"] or not probation_months
    return {"legal": legal, "max_probation_months": parts["max_probation_months"]}


def after_months(months: Any) -> date:
    whole = int(months)
    return period_end(FIRST, whole) + timedelta(days=int((Decimal(months) - whole) * 30))


@shape("劳动合同/竞业限制", "avg12", "min_wage")
def non_compete(avg12: Any, min_wage: Any) -> Answer:
    facts = {"ended_on": FIRST, "average_wage": avg12, "minimum": min_wage}
    return {"monthly": ask("non_compete_pay", **facts).parts["monthly"]}


@shape("劳动合同/竞业限制", "unpaid_months")
def unpaid_non_compete(unpaid_months: Any) -> Answer:
    facts = {"ended_on": FIRST, "average_wage": 10_000}
    free = [
        ask("non_compete_pay", unpaid_months=months, **facts).parts["can_rescind"]
        for months in unpaid_months
    ]
    return {"can_rescind": free}
