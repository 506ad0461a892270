"""Arrears on a building site: Regulation 16, 29.2, 30.3, 30.4, 36 and 37."""

from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse

MAIN, OWNER = "施工总承包单位", "建设单位"


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.on.isoformat() < "2020-05-01":
        raise Refuse("the regulation was not in force")
    if facts.arrears <= 0:
        raise Refuse("nothing is owed")
    first, verdict = first_of(facts)
    parts: dict[str, Any] = {"may_recover": verdict == "contractor_first"}
    late = facts.cause == "owner_unpaid" and first != OWNER  # else it owes the whole
    if late and facts.unpaid_price is not None:
        short = facts.arrears - facts.unpaid_price
        parts["left"] = short if short > 0 else 0
        parts["owner_advance"] = facts.arrears - parts["left"]
    else:
        parts["owner_advance"] = None
    return Answer(first, verdict, parts)


def first_of(facts: Any) -> tuple[str, str]:
    if facts.cause == "unlawful_project":  # 37, whoever hired
        return OWNER, "owner_pays"
    if facts.hirer in ("subcontractor", "passed_on"):  # 30
        return MAIN, "contractor_first"
    if facts.hirer == "general_contractor":  # 16
        return MAIN, "own_employer"
    if facts.hirer == "borrowed_name":  # 36.2
        return "出借名义的施工单位", "lender_pays"
    if facts.hirer == "given_by_subcontractor":
        raise Refuse("36 speaks of the owner and the general contractor")
    return (OWNER if facts.hirer == "given_by_owner" else MAIN), "giver_pays"  # 36.1
