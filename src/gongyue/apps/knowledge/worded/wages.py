"""What somebody earned: by month, day or hour; and what people earn around."""

import re
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.engines.reading import Quantity

LOCAL = (
    r"当地|所在地|本地|地区|该市|该省|全市|全省|[市省](?:上年度)?(?:在岗)?职工|社会平均|社平"
    r"|上年度职工|最低工资"
)
MONTH = r"平均工资|月工资|月薪|月均工资|月收入|月平均|每月|工资标准|工资|薪酬|报酬|收入"
DAY = r"日(?:标准)?工资|日薪|每[天日]|一天|日均工资|天$"
HOUR = r"小时(?:标准)?工资|时薪|每(?:个)?小时|小时$"
_A_DAY, _AN_HOUR = r"^/?(?:每?[天日]|一天)", r"^/?(?:每?(?:个)?小时)"


def monthly_wage(case: Case) -> Decimal | None:
    """The worker's own wage of a month."""
    other = f"{LOCAL}|{DAY}|{HOUR}|年薪|补偿|培训|罚款|违约金"
    near = case.near(MONTH, "money", but=other)
    own = [q for q in near if not _by(case, q, _A_DAY) and not _by(case, q, _AN_HOUR)]
    average = [q for q in own if "平均" in case.around(q)[0]]
    return (average or own)[0].amount if own else None


def local_average(case: Case) -> Decimal | None:
    found = [q for q in case.near(LOCAL, "money") if "最低" not in case.around(q)[0]]
    return found[0].amount if found else None


def minimum_wage(case: Case) -> Decimal | None:
    found = case.near("最低工资|最低月工资", "money")
    return found[0].amount if found else None


def daily_wage(case: Case) -> Decimal | None:
    found = case.near(DAY, "money", but=LOCAL)
    found += [q for q in case.of_kind("money") if _by(case, q, _A_DAY)]
    return found[0].amount if found else None


def hourly_wage(case: Case) -> Decimal | None:
    found = case.near(HOUR, "money", but=LOCAL)
    found += [q for q in case.of_kind("money") if _by(case, q, _AN_HOUR)]
    return found[0].amount if found else None


def _by(case: Case, quantity: Quantity, unit: str) -> bool:
    return re.search(unit, case.around(quantity)[1]) is not None
