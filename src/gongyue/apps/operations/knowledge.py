"""How far the tables of the law were checked. Old ones still compute, and say so on every page."""

from datetime import datetime

from django.utils.timezone import localdate

from gongyue.apps.operations.checks import Check, Health, ok, warn
from gongyue.law.due import SOON, due_within, standing
from gongyue.law.rulebook import BOOK

WAY_OUT = (
    "运行 gongyue law due 看是哪些、问谁；核对新公布的标准，在 law/parameters 里加一行"
    "（docs/how-to/update-a-parameter.md）。"
)


def tables_are_current(at: datetime) -> Health:
    """Values and acts whose last known day has passed, and those that follow within sixty days."""
    today = localdate(at)
    due, total = due_within(BOOK, today=today), len(standing(BOOK, today=today))
    past = [row for row in due if row.is_past]
    if past:
        words = f"{total} 项数值和法规中 {len(past)} 项已过核对期（最早 {past[0].checked_until}）"
        return warn(f"{words}，结果会标注存疑。", WAY_OUT)
    if due:
        until = due[0].checked_until
        return warn(f"{len(due)} 项的核对期将在 {SOON} 天内结束，最早 {until}。", WAY_OUT)
    return ok(f"{total} 项数值和法规都在核对期内")


CHECKS = (Check(name="law", label="法律数据", look=tables_are_current),)
