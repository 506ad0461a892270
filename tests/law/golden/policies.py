"""Subsidies and refunds, as of the last month of the policies of 2025."""

from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.job_stability_refund.rule import BASIS, RAISED, RESERVE
from gongyue.law.rulebook import BOOK
from tests.law.golden.shapes import Answer, Unsupported, ask, shape

TOPIC = "惠企政策"
DAY = date(2025, 12, 1)
LEVELS = {"五级": "five", "四级": "four", "三级": "three",
          "初级": "five", "中级": "four", "高级": "three"}  # fmt: skip
SIZES = {"大型": "large", "大型企业": "large", "中小微": "sme", "中小微企业": "sme",
         "小微": "sme", "small": "sme", "micro": "sme", "medium": "sme"}  # fmt: skip
REFUND = ("layoff_rate", "size")


def size_of(size: str) -> str:
    return SIZES.get(size, size)


def percent(rate: Any) -> Decimal:
    """0.055, 5.5 % and 5.5％ are the same."""
    if isinstance(rate, str) and rate.rstrip().endswith(("%", "％")):
        return Decimal(rate.rstrip(" %％"))
    return Decimal(str(rate)) * 100


@shape(TOPIC, *REFUND, "headcount", "months", "paid")
@shape(TOPIC, *REFUND, "headcount", "paid")
@shape(TOPIC, *REFUND, "months", "paid")
@shape(TOPIC, *REFUND, "headcount", "months")
@shape(TOPIC, *REFUND, "headcount")
def refund(
    size: str, layoff_rate: Any, headcount: int = 800, months: int = 12, paid: Any = 0
) -> Answer:
    """Without a number of people, more than a small firm has."""
    outcome = ask(
        "job_stability_refund", on=DAY, size=size_of(size), headcount=headcount,
        layoff_percent=percent(layoff_rate), months=months, paid=paid,
    )  # fmt: skip
    return {"eligible": outcome.parts["eligible"], "amount": outcome.value}


@shape(TOPIC, "doc")
def shares(doc: str) -> Answer:
    """The raised shares, or those of the notice of the ministry."""
    by_number = {BOOK.sources.by_id[name].number: name for name in (BASIS, RAISED)}
    if doc not in by_number:
        raise Unsupported(doc)
    raised = by_number[doc] == RAISED
    facts = {"on": DAY, "headcount": 800, "layoff_percent": 0, "months": 12, "paid": 1}
    sme, large = (
        ask("job_stability_refund", size=size, reserve_enough=raised, **facts).parts["share"]
        for size in ("sme", "large")
    )
    until = BOOK.sources.by_id[by_number[doc]].in_force_until
    answer = {"sme_max": sme, "large_max": large, "until": until}
    return answer | ({"precondition": RESERVE} if raised else {})


def level_of(level: str) -> str:
    return next((name for word, name in LEVELS.items() if word in level), level)


@shape(TOPIC, "insured_months", "levels")
def certificates(insured_months: int, levels: list[str]) -> Answer:
    found = [certificate(insured_months, level) for level in levels]
    return {"max": [one["max"] for one in found], "eligible": all(o["eligible"] for o in found)}


@shape(TOPIC, "insured_months")
@shape(TOPIC, "insured_months", "level")
def certificate(insured_months: int, level: str = "五级") -> Answer:
    facts = {"insured_months": insured_months, "level": level_of(level)}
    outcome = ask("skills_subsidy", on=DAY, **facts)
    return {
        "eligible": outcome.parts["eligible"],
        "max": outcome.value,
        "amount": outcome.value,
    }


@shape(TOPIC, "contract_years", "ee_contrib", "sector", "size")
def own_insurance(ee_contrib: Any, contract_years: Any, sector: str, size: str) -> Answer:
    outcome = ask(
        "insurance_subsidy", on=DAY, size=size_of(size), target_group=True,
        key_sector="重点" in sector and "非" not in sector,
        contract_months=int(Decimal(str(contract_years)) * 12), own_contribution=ee_contrib,
    )  # fmt: skip
    eligible = outcome.parts["eligible"]
    return {
        "eligible": eligible,
        "monthly": outcome.value,
        "months": outcome.parts.get("months"),
        "paid_to": "个人" if eligible else None,
    }
