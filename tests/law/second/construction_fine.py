"""Fines around migrant workers' wages: Regulation 54 to 57; none before the term is over."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse

ANY_EMPLOYER = {"paid_in_kind", "no_records", "card_kept"}  # 54
SITE = {"no_account", "no_deposit", "no_real_names"}  # 55
SHEETS = {"no_monthly_sheet", "no_supervision", "no_cooperation", "no_notice_board"}  # 56
OWNER = {"no_guarantee", "no_labour_cost", "no_papers"}  # 57


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.on.isoformat() < "2020-05-01":
        raise Refuse("the regulation was not in force")
    if facts.breach not in ANY_EMPLOYER | SITE | SHEETS | OWNER:
        raise Refuse("no such conduct")
    small = facts.breach in ANY_EMPLOYER
    least, most = (
        (Fraction(20_000), Fraction(50_000)) if small else (Fraction(50_000), Fraction(100_000))
    )
    if facts.state == "corrected":
        return Answer(Fraction(0), "corrected")
    if facts.state in ("not_ordered", "within_term"):
        return Answer(Fraction(0), "order_first", {"if_late_least": least, "if_late_most": most})
    parts: dict[str, Any] = {"least": least, "most": most}
    parts["stop_work"] = facts.breach in SITE | OWNER
    parts["person_most"] = Fraction(30_000) if small else None
    parts["licence_at_risk"] = True if facts.breach in SITE and facts.serious else None
    return Answer(least, "fined", parts)
