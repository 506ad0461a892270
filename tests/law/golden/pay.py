"""Hours and pay."""

from typing import Any

from tests.law.golden.shapes import FIRST, Answer, area_code, ask, shape


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
    outcome = ask("wage_deduction", month=FIRST, wage=wage, minimum=minimum["min"])
    return {"max_deduct": outcome.value}


@shape("工时工资/加班上限", "cycle", "hours")
def overtime_of_a_cycle(cycle: str, hours: Any) -> Answer:
    outcome = ask("averaged_hours", on=FIRST, cycle=cycle, hours=hours)
    parts = outcome.parts
    return {"standard": parts["standard"], "ot_hours": outcome.value, "rate": parts["multiple"]}
