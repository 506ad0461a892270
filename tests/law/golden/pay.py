"""Hours and pay."""

from typing import Any

from gongyue.law.rulebook import BOOK
from tests.law.golden.shapes import CHANGSHA, FIRST, Answer, area_code, ask, shape

# Cases without a day ask for the newest standard that was checked.
LATEST = "2025-10-01"
NO_TABLE = "540100"


@shape("工时工资/加班上限", "max_daily", "month_ot_h")
def overtime_limit(max_daily: Any, month_ot_h: Any) -> Answer:
    outcome = ask("overtime_limit", month=FIRST, hours=month_ot_h, longest_day_hours=max_daily)
    return {"compliant": outcome.value}


@shape("工时工资/折算与加班", "year")
def working_time(year: Any) -> Answer:
    return dict(ask("working_time", year=year).parts)


@shape("工时工资/节假日倍数", "comp_leave", "date", "hours")
def multiple_of_a_day(comp_leave: bool, date: str, hours: Any) -> Answer:
    outcome = ask("day_multiple", day=date, time_off=comp_leave)
    return {"multiplier": outcome.value, "statutory_holiday": outcome.parts["statutory_holiday"]}


@shape("工时工资/最低工资", "area", "date")
def minimum_wage(area: str, date: str) -> Answer:
    outcome = ask("minimum_wage", place=area_code(area), month=date, gross=0)
    return {"monthly": outcome.parts["minimum"]}


@shape("工时工资/扣款", "min", "wage")
def deduction(wage: Any, **minimum: Any) -> Answer:
    # A minimum is given and no place: one whose own is not in our tables, so that it counts.
    facts = {"wage": wage, "minimum": minimum["min"]}
    outcome = ask("wage_deduction", place=NO_TABLE, month=FIRST, **facts)
    return {"max_deduct": outcome.value}


@shape("工时工资/加班上限", "cycle", "hours")
def overtime_of_a_cycle(cycle: str, hours: Any) -> Answer:
    outcome = ask("averaged_hours", on=FIRST, cycle=cycle, hours=hours)
    parts = outcome.parts
    return {"standard": parts["standard"], "ot_hours": outcome.value, "rate": parts["multiple"]}


@shape("工时工资/折算与加班", "holiday_h", "monthly", "restday_h", "weekday_h")
def overtime_of_a_month(monthly: Any, weekday_h: Any, restday_h: Any, holiday_h: Any) -> Answer:
    hours = {"workday_hours": weekday_h, "restday_hours": restday_h, "holiday_hours": holiday_h}
    outcome = ask("overtime_pay", month=FIRST, monthly_wage=monthly, **hours)
    parts = outcome.parts
    return {
        "hourly": parts["hourly"],
        "weekday": parts.get("workday", 0),
        "restday": parts.get("restday", 0),
        "holiday": parts.get("holiday", 0),
        "total": outcome.value,
    }


@shape("工时工资/最低工资", "date", "hourly", "pay_cycle_days")
def hourly_wage(date: str, hourly: Any, pay_cycle_days: Any) -> Answer:
    facts = {"month": date, "hourly_wage": hourly, "pay_cycle_days": int(pay_cycle_days)}
    outcome = ask("minimum_hourly_wage", **facts)
    parts = outcome.parts
    longest = BOOK.open(on=FIRST, place=CHANGSHA).use("part_time.pay_cycle_days")
    return {
        "hourly_ok": not outcome.value,
        "min_hourly": parts["minimum"],
        "cycle_ok": parts["cycle_lawful"],
        "max_cycle": longest,
    }


@shape("工时工资/最低工资", "employee_si", "gross")
def minimum_wage_with_insurance(gross: Any, employee_si: Any) -> Answer:
    facts = {"month": LATEST, "gross": gross, "own_insurance": employee_si}
    outcome = ask("minimum_wage", **facts)
    return {"compliant": not outcome.value, "compare": outcome.parts["comparable"]}


@shape("工时工资/加班证据与约定", "claimed", "waiver")
def overtime_waived(claimed: Any, waiver: bool) -> Answer:
    """What was claimed is taken as proved: only whether the waiver stands is asked."""
    facts = {"clause": "no_overtime_pay", "owed": claimed if waiver else 0}
    outcome = ask("void_clauses", on=FIRST, **facts)
    return {"waiver_valid": outcome.value, "award": outcome.parts["award"] if waiver else claimed}
