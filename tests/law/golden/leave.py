"""Leave."""

from decimal import Decimal
from typing import Any

from gongyue.law.annual_leave import leave_tier
from gongyue.law.rulebook import BOOK
from tests.law.golden.shapes import CHANGSHA, FIRST, Answer, ask, shape


@shape("休假/年休假", "entitlement", "join")
def leave_of_a_joiner(entitlement: Any, join: str) -> Answer:
    outcome = ask("annual_leave", year=int(join[:4]), started_on=join, entitlement=entitlement)
    parts = outcome.parts
    return {
        "days": outcome.value,
        "raw": parts["raw"],
        "remaining_days": parts["counted_days"],
    }


@shape("休假/年休假", "entitlement", "leave", "taken")
def leave_of_a_leaver(entitlement: Any, leave: str, taken: Any) -> Answer:
    year = int(leave[:4])
    facts = {"started_on": f"{year - 1}-01-01", "ended_on": leave, "entitlement": entitlement}
    parts = ask("annual_leave", year=year, taken=taken, **facts).parts
    return {
        "elapsed_days": parts["counted_days"],
        "unused_payable": parts["unused"],
        "clawback": 0,  # leave taken beyond is never claimed back (Measures 12.3)
    }


@shape("休假/年休假", "total_years")
def leave_by_service(total_years: Any) -> Answer:
    tier = leave_tier(Decimal(total_years))
    return {"days": BOOK.open(on=FIRST, place=CHANGSHA).use(tier) if tier else 0}


@shape("医疗期", "own_years", "total_years")
def medical_period(own_years: Any, total_years: Any) -> Answer:
    parts = ask("medical_period", on=FIRST, own_years=own_years, total_years=total_years).parts
    return {"months": parts["months"], "window_months": parts["window_months"]}


@shape("休假/生育", "babies", "birth")
def maternity(babies: Any, birth: str) -> Answer:
    facts = {"babies": babies, "difficult": birth == "difficult"}
    return {"days": ask("maternity_leave", on=FIRST, **facts).value}


@shape("休假/生育", "miscarriage_months")
def miscarriage(miscarriage_months: Any) -> Answer:
    facts = {"event": "miscarriage", "pregnant_months": miscarriage_months}
    return {"days": ask("maternity_leave", on=FIRST, **facts).value}
