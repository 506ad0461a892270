"""Contracts: written form, probation."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyue.kernel.dates import add_months, period_end
from tests.law.golden.shapes import FIRST, Answer, ask, shape

# Cases without a day are of the interpretation of 2025.
AFTER_2025 = "2025-10-01"


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


@shape("劳动合同/无固定期限", "contracts")
def terms_that_count(contracts: list[list[str]]) -> Answer:
    """Asked for the day the last term ends: is the next one owed open-ended?"""
    facts = {"started_on": contracts[0][0], "on": contracts[-1][1], "terms": contracts}
    outcome = ask("open_ended", **facts)
    return {"counted": outcome.parts["terms"], "open_ended_required": outcome.value}


def deemed(as_of: str, **facts: Any) -> Answer:
    """Whether what ran out counts as a second term after one of four years."""
    first = add_months(date.fromisoformat(as_of), -48)
    last = date.fromisoformat(as_of) - timedelta(days=1)
    outcome = ask("open_ended", started_on=first, on=as_of, terms=[[first, last]], **facts)
    return {"counts_as_two": bool(outcome.parts.get("counts_as_two", False))}


@shape("劳动合同/无固定期限", "as_of", "extensions_months")
def extensions(as_of: str, extensions_months: list[Any]) -> Answer:
    return deemed(as_of, extended_months=sum(map(Decimal, extensions_months)))


@shape("劳动合同/无固定期限", "as_of", "extensions_months_total")
def extensions_in_all(as_of: str, extensions_months_total: Any) -> Answer:
    return deemed(as_of, extended_months=extensions_months_total)


@shape(
    "劳动合同/无固定期限",
    "same_management", "same_workplace", "signatory_changed", "worker_caused",
)  # fmt: skip
def moved_in_name(**case: bool) -> Answer:
    same = case["same_management"] and case["same_workplace"] and case["signatory_changed"]
    return deemed(AFTER_2025, moved_in_name_only=same and not case["worker_caused"])


# What the cases call a clause → the fact of the rule.
CLAUSE_WORDS = {
    "主体": "has_employer",
    "身份": "has_worker",
    "期限": "has_term",
    "内容": "has_work",
    "地点": "has_work",
    "时间": "has_hours",
    "休假": "has_hours",
    "报酬": "has_pay",
    "社会保险": "has_insurance",
    "保护": "has_protection",
    "危害": "has_protection",
}


@shape("劳动合同/必备条款与禁止条款", "clauses")
def clauses_of_a_contract(clauses: list[str]) -> Answer:
    there = {fact for words, fact in CLAUSE_WORDS.items() if any(words in c for c in clauses)}
    facts = {fact: fact in there for fact in dict.fromkeys(CLAUSE_WORDS.values())}
    outcome = ask("mandatory_clauses", signed_on=FIRST, **facts)
    missing = [words for words in str(outcome.parts["missing"]).split("；") if words]
    return {"missing": missing, "compliant": outcome.verdict == "complete"}


@shape("劳动合同/必备条款与禁止条款", "deposit", "hold_id", "workers")
def deposit_taken(deposit: Any, hold_id: bool, workers: Any) -> Answer:
    facts = {"deposit": deposit, "keeps_papers": hold_id, "workers": int(workers)}
    parts = ask("deposit_ban", on=FIRST, **facts).parts
    one = ask("deposit_ban", on=FIRST, **{**facts, "workers": 1}).parts
    return {
        "legal": parts["lawful"],
        "fine_range": _range(parts),
        "per_person": _range(one),
    }


def _range(parts: Any) -> list[int]:
    """The fine as the cases write it; nothing where no money was taken."""
    return [int(parts[name]) for name in ("fine_low", "fine_high") if name in parts]


@shape("劳动合同/书面合同与二倍工资", "months_since_hire", "worker_refuses")
def worker_will_not_sign(months_since_hire: Any, worker_refuses: bool) -> Answer:
    """Ended after so many months because the worker would not sign; else nothing was ended."""
    on = max(after_months(months_since_hire), FIRST)
    parts = (ended := ask("refused_contract", started_on=FIRST, on=on)).parts
    return {
        "severance_due": bool(ended.value) and worker_refuses,
        "double_wage_due": parts["double_wage_due"],
    }
