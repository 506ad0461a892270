"""Platform work and employment status."""

from datetime import date
from typing import Any

from gongyue.law.employment_status import NEEDS
from tests.law.golden.shapes import Answer, Unsupported, ask, shape

PILOT = "420100"  # a province of the pilot since 2025-07-01
WIDENED, EARLIER = date(2025, 8, 1), date(2025, 6, 1)
EARLY_PILOT = "310100"
AFTER = date(2025, 12, 8)  # all of the interpretations, cases and the takeaway standard are out
TRADES = {"出行": "travel", "外卖": "takeaway", "即时配送": "delivery", "货运": "freight"}
LEVELS = {"high": "free", "medium": "partly", "low": "required"}
CONTROL = {"high": "controlled", "medium": "some", "low": "result_only"}
RELATIONS = {
    "likely_labour": "劳动关系",
    "partly": "不完全符合确立劳动关系情形",
    "likely_civil": "非劳动关系",
}


@shape("职业伤害保障(平台)", "industry", "orders", "rate")
def injury_fee(industry: str, orders: Any, rate: Any) -> Answer:
    """Of the tables, the row of the trade whose rate the case names."""
    trade = next((code for name, code in TRADES.items() if name in industry), None)
    if trade is None:
        raise Unsupported(f"industry {industry}")
    for place, month in ((PILOT, WIDENED), (EARLY_PILOT, EARLIER)):
        for level in ("base", "raised"):
            facts = {"place": place, "month": month, "level": level, "trade": trade}
            # Asked for a million first: whether this is the row of that rate.
            known = ask("platform_injury_fee", orders=1_000_000, **facts).amount
            if known == rate * 1_000_000:
                parts = ask("platform_injury_fee", orders=int(orders), **facts).parts
                return {"fee": parts["fee"], "worker_pays": parts["worker_pays"]}
    raise Unsupported(f"rate {rate} of {industry}")


@shape("平台/休息与报酬", "continuous_h")
def fatigue(continuous_h: Any) -> Answer:
    hours = {"order_hours": continuous_h, "continuous_hours": continuous_h}
    return dict(ask("platform_rest", on=AFTER, **hours).parts)


@shape("平台/休息与报酬", "orders")
def order_time(orders: list[list[str]]) -> Answer:
    parts = ask("platform_rest", on=AFTER, orders=orders, continuous_hours=0).parts
    return {"minutes": parts["order_minutes"]}


@shape("关系认定", "base_pay", "control", "time_autonomy")
def status(time_autonomy: str, control: str, **more: Any) -> Answer:
    facts: dict[str, Any] = {"time": LEVELS[time_autonomy], "process": CONTROL[control], **more}
    if facts.pop("base_pay", False):
        facts["price"] = "base_pay"
    verdict = ask("employment_status", on=AFTER, **facts).verdict
    answer: Answer = {"relation": RELATIONS[str(verdict)]}
    return answer | ({"needs": list(NEEDS)} if verdict == "partly" else {})


@shape("关系认定", "control", "time_autonomy")
def status_without_pay(time_autonomy: str, control: str) -> Answer:
    return status(time_autonomy, control)


@shape("关系认定", "daily", "weekly")
def part_time(daily: Any, weekly: Any) -> Answer:
    facts = {"hours_a_day": daily, "hours_a_week": weekly, "pay_cycle_days": 15}
    return {"non_full_time": ask("part_time_limits", on=AFTER, **facts).parts["within_hours"]}


@shape("关系认定", "subcontract_to")
def subcontract(subcontract_to: str) -> Answer:
    qualified = "无资质" not in subcontract_to and "不具备" not in subcontract_to
    facts = {"way": "subcontract", "lower_is_qualified": qualified}
    return dict(ask("subcontract_liability", on=AFTER, **facts).parts)


@shape("关系认定", "affiliates", "contract")
def affiliates(affiliates: bool, contract: bool) -> Answer:
    facts = {"time": "required", "process": "controlled", "has_affiliates": affiliates}
    label = "labour_contract" if contract else "nothing_written"
    parts = ask("employment_status", on=AFTER, label=label, **facts).parts
    return {"may_choose": bool(parts.get("may_choose_affiliate"))}
