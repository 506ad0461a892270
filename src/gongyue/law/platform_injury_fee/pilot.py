"""Whether the pilot of occupational injury protection runs at the place on the day."""

from datetime import date

from gongyue.law.rulebook import NotCovered, Work

FIRST_NOTICE = "cn/platform-injury-notice-2021"
NOTICE = "cn/platform-injury-notice-2025"
WIDENED = date(2025, 7, 1)
UNKNOWN = (
    "按计划2026年在全国实行职业伤害保障，但当地从哪一天开始还没有核实，不能计算；"
    "请向当地社会保险经办机构或平台核对。"
)


def notice_on(day: date) -> str:
    return NOTICE if day >= WIDENED else FIRST_NOTICE


def pilot_runs(w: Work) -> bool:
    """Raises NotCovered where the first day of the place is not known."""
    try:
        return w.use_text("platform_injury.pilot") == "running"
    except NotCovered:
        raise NotCovered(UNKNOWN, field="place") from None
