"""How far the tables of the law were checked. Old ones still compute, and say so on every page."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from gongyue.apps.operations.checks import Check, Health, ok, warn
from gongyue.law.rulebook import BOOK

SOON = timedelta(days=60)
WAY_OUT = "核对新公布的标准，在 law/parameters 里加一行（docs/how-to/update-a-parameter.md）。"


def tables_are_current(at: datetime) -> Health:
    """Values whose last known day has passed, and those that follow within sixty days."""
    today = localdate(at)
    last = [
        parameter.rows[-1].checked_until
        for table in BOOK.tables.values()
        for parameter in table.parameters.values()
    ]
    past = sum(until < today for until in last)
    soon = sum(today <= until < today + SOON for until in last)
    if past:
        return warn(f"{len(last)} 张表中 {past} 张已过核对期，结果会标注存疑。", WAY_OUT)
    if soon:
        return warn(f"{soon} 张表的核对期将在 60 天内结束。", WAY_OUT)
    return ok(f"{len(last)} 张表都在核对期内")


CHECKS = (Check(name="law", label="法律数据", look=tables_are_current),)
