"""Annual leave, sick leave, medical period, birth."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.reading import NOWHERE, Facts, Reading, Scene, part, value
from gongyue.apps.knowledge.worded.service import LAST
from gongyue.apps.knowledge.worded.wages import daily_wage, monthly_wage
from gongyue.kernel.dates import ONE_DAY, add_months

MONTHS_A_YEAR = 12
DAYS_A_MONTH = Decimal("21.75")
TOTAL = r"累计工作|工龄|参加工作|工作年限|工作了|工作已?满|已?工作|实际工作"
OWN = r"本单位|该(?:公司|企业|单位|厂)|在[^，。]{0,10}(?:公司|企业|单位|厂)"


def annual_leave(case: Case) -> Iterator[Reading]:
    """The days of a whole year, by the years worked in all."""
    years = case.near(TOTAL, "months", but="前") or case.of_kind("months")
    if years:
        began = add_months(LAST.replace(month=1, day=1), -int(years[0].amount))
        facts: Facts = {"place": NOWHERE, "year": LAST.year, "started_on": began,
                        "work_started_on": began}  # fmt: skip
        yield Reading("annual_leave", [facts], value("days"))


def unused_leave(case: Case) -> Iterator[Reading]:
    """What is due for days not taken: on top of the wage, or with it where all is asked for."""
    days = case.near(r"未休|没有?休|应休|剩余|年休假", "days", but="已休|休了")
    daily, monthly = daily_wage(case), monthly_wage(case)
    if not days or (daily is None and monthly is None):
        return
    wage = monthly if daily is None else daily * DAYS_A_MONTH
    facts: Facts = {"place": NOWHERE, "on": LAST, "average_wage": wage, "days": days[0].amount}
    whole = re.search("300%|百分之三百|3倍|三倍", case.text) and not case.asks("另|额外|除")
    yield Reading("unused_leave_pay", [facts], value("money", Decimal("1.5" if whole else "1")))


def medical_period(case: Case) -> Iterator[Reading]:
    own = case.near(OWN, "months", but="医疗期")
    total = [q for q in case.near(TOTAL, "months", but="医疗期") if q not in own[:1]] or own
    if total:
        facts: Facts = {"place": NOWHERE, "on": LAST + ONE_DAY,
                        "total_years": _years(total[0].amount),
                        "own_years": _years((own or total)[0].amount)}  # fmt: skip
        yield Reading("medical_period", [facts], value("months"))


def _years(months: Decimal) -> Decimal:
    return months / MONTHS_A_YEAR


def maternity(case: Case) -> Iterator[Reading]:
    babies = 3 if case.says("三胞胎") else 2 if case.says("双胞胎|多胞胎|龙凤胎") else 1
    facts: Facts = {"place": NOWHERE, "on": LAST, "babies": babies,
                    "difficult": case.says("难产|剖宫|剖腹")}  # fmt: skip
    if case.says("流产"):
        months = case.near("怀孕|妊娠", "months")
        if not months:
            return
        facts = {"place": NOWHERE, "on": LAST, "event": "miscarriage",
                 "pregnant_months": months[0].amount}  # fmt: skip
    yield Reading("maternity_leave", [facts], value("days"))
    yield Reading("maternity_leave", [facts], part("days", "days"))


SCENES = (
    Scene(r"工资|报酬|补偿|多少元", unused_leave, told=r"年休假|年假"),
    Scene(r"年休假|年假", annual_leave, but="工资|报酬|元"),
    Scene(r"医疗期", medical_period, but="工资|补偿"),
    Scene(r"产假", maternity, but="津贴|工资"),
)  # fmt: skip
