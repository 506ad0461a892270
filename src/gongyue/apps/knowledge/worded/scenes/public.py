"""Work injury, insurance, tax and the time to claim."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.reading import NOWHERE, Facts, Reading, Scene, part, value
from gongyue.apps.knowledge.worded.service import ENDED, LAST, SPAN
from gongyue.apps.knowledge.worded.wages import monthly_wage
from gongyue.engines.reading import Quantity

ON = date(2024, 12, 2)  # where the problem tells no day
SPOUSE = r"配偶|妻子|丈夫"
REASONS = (
    ("worker_fault", r"严重违(?:反|纪)"),
    ("resigned", r"(?:主动|自愿|个人原因|本人)[^，。]{0,8}(?:辞职|离职)"),
    ("expiry", r"期满|到期"),
    ("redundancy", r"裁员"),
    ("employer_closed", r"破产|解散|关闭"),
)


def injury(case: Case) -> Iterator[Reading]:
    """The lump sum, or the monthly allowance, of a grade."""
    grade, wage = _grade(case), _own_wage(case)
    if grade is None or wage is None:
        return
    facts: Facts = {"place": NOWHERE, "injured_on": ON, "grade": grade, "own_wage": wage,
                    "regional_average": _regional(case, wage)}  # fmt: skip
    name = "monthly_allowance" if case.asks("津贴") else "lump"
    yield Reading("injury_benefits", [facts], part(name, "money"))


def _grade(case: Case) -> int | None:
    grades = case.near("伤残|鉴定|等级|致残", "grade") or case.of_kind("grade")
    return int(grades[-1].amount) if grades else None


def _regional(case: Case, wage: Decimal) -> Decimal:
    """None told: the wage told is within its bounds already."""
    told = case.near("统筹地区|当地|社会平均", "money")
    return told[0].amount if told else wage


def _own_wage(case: Case) -> Decimal | None:
    own = case.near("本人工资|缴费工资|工资", "money", but="平均工资的|最低|统筹地区|当地")
    return own[0].amount if own else monthly_wage(case)


def dependants(case: Case) -> Iterator[Reading]:
    """What those left behind are paid a month; one of them alone where one is asked after."""
    wage = _own_wage(case)
    if wage is None:
        return
    facts: Facts = {"place": NOWHERE, "died_on": ON, "own_wage": wage,
                    "regional_average": _regional(case, wage)}  # fmt: skip
    if case.asks(r"儿子|女儿|父亲|母亲|孩子|子女"):
        facts |= {"others": 1}
    elif case.asks(SPOUSE):
        facts |= {"spouse": True}
    else:
        return
    yield Reading("injury_death", [facts], part("monthly", "money"))


def death(case: Case) -> Iterator[Reading]:
    """Funeral money by the regional average, the grant by what people in towns have to live on."""
    average = case.near("统筹地区|社会平均|上年度职工|当地", "money")
    income = case.near("可支配收入", "money")
    facts: Facts = {"place": NOWHERE, "died_on": ON, "own_wage": Decimal(5000),
                    "regional_average": Decimal(5000)}  # fmt: skip
    if case.asks("丧葬") and average:
        yield Reading("injury_death", [facts | {"regional_average": average[0].amount}],
                      part("funeral", "money"))  # fmt: skip
    if case.asks("工亡补助") and income:
        yield Reading("injury_death", [facts | {"urban_income": income[0].amount}],
                      part("grant", "money"))  # fmt: skip


def unemployment(case: Case) -> Iterator[Reading]:
    """The longest time of drawing."""
    paid = case.near("缴费|缴纳|参保|交", "months", but="领取|最长") or case.near(SPAN, "months")
    if paid:
        facts: Facts = {"place": NOWHERE, "on": ON, "paid_months": paid[0].amount,
                        "registered": True, "reason": _reason(case)}  # fmt: skip
        yield Reading("unemployment_benefit", [facts], part("max_months", "months"))


def _reason(case: Case) -> str:
    return next((name for name, words in REASONS if case.says(words)), "agreed_employer")


def time_bar(case: Case) -> Iterator[Reading]:
    """The last day to ask for arbitration."""
    knew = case.happened(f"{ENDED}|知道|发生|拒绝|侵害") or case.of_kind("day")
    if not knew:
        return
    facts: Facts = {"place": NOWHERE, "on": knew[0].day, "matter": "other", "knew_on": knew[0].day}
    again = _interruptions(case, knew[0])
    if again:
        facts |= {"interrupted_on": again[0].day}
    yield Reading("arbitration_time_bar", [facts], part("last_day", "day"))


def _interruptions(case: Case, knew: Quantity) -> list[Quantity]:
    found = case.happened("承诺|同意支付|投诉|主张|催要|协商|请求")
    return [day for day in found if day.kind == "day" and day.day > knew.day]


def bonus(case: Case) -> Iterator[Reading]:
    """The bonus of a year taxed alone."""
    told = case.near("奖金|年终奖|一次性奖", "money")
    if told:
        facts: Facts = {"place": NOWHERE, "month": ON.replace(day=1), "bonus": told[0].amount}
        yield Reading("bonus_tax", [facts], part("separate", "money"))
        yield Reading("bonus_tax", [facts], value("money"))


def service_tax(case: Case) -> Iterator[Reading]:
    """What is withheld from one payment for services."""
    told = case.near("劳务报酬|报酬|收入|讲课费|稿费", "money") or case.of_kind("money")
    if told:
        facts: Facts = {"place": NOWHERE, "on": ON, "income": told[0].amount}
        yield Reading("service_tax", [facts], value("money"))


def severance_tax(case: Case) -> Iterator[Reading]:
    """Above three times the average wage of a year."""
    amount = case.near("补偿|一次性", "money", but="平均")
    average = case.near("平均工资", "money")
    if amount and average:
        yearly = average[0].amount * (12 if re.search("月平均", case.around(average[0])[0]) else 1)
        facts: Facts = {"place": NOWHERE, "ended_on": LAST, "amount": amount[0].amount,
                        "local_annual_average": yearly}  # fmt: skip
        yield Reading("severance_tax", [facts], value("money"))


SCENES = (
    Scene(r"抚恤金", dependants, told="工亡|工伤|因工死亡"),
    Scene(r"丧葬|工亡补助", death),
    Scene(r"伤残(?:补助金|津贴)", injury, but="医疗补助金|就业补助金"),
    Scene(r"失业保险金|失业金|失业待遇", unemployment, but="元|标准"),
    Scene(r"时效|最迟|申请仲裁", time_bar, told="仲裁|劳动争议"),
    Scene(r"个人所得税|个税|税", severance_tax, told="补偿"),
    Scene(r"个人所得税|个税|税", bonus, told="全年一次性奖金|年终奖"),
    Scene(r"个人所得税|个税|税|预扣", service_tax, told="劳务报酬"),
)
