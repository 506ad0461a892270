"""The units of parameters, and between which numbers a value of each can plausibly lie."""

import re
from decimal import Decimal
from typing import Any

from gongyue.law.brackets import brackets

IN_WORDS = frozenset({"choice", "table"})  # written as text, no number
UNITS = {
    "yuan/month": "元/月",
    "yuan/hour": "元/小时",
    "yuan/order": "元/单",
    "yuan": "元",
    "multiple": "倍",
    "year": "年",
    "month": "个月",
    "day": "天",
    "hour": "小时",
    "minute": "分钟",
    "rate": "比例",
    "age": "岁",
    "person": "人",
    "calendar_month": "月",
    "degree": "℃",
    "choice": "",
    "table": "",
}
# Wide on purpose: only what is certainly a slip of the pen lies outside.
PLAUSIBLE = {
    "yuan/month": (10, 1_000_000),
    "yuan/hour": (1, 1_000),
    "yuan/order": (0, 100),
    "yuan": (1, 10_000_000),
    "multiple": (0, 20),
    "year": (0, 100),
    "month": (0, 600),
    "day": (0, 400),
    "hour": (0, 3_000),
    "minute": (0, 1_440),
    "rate": (0, 1),
    "age": (0, 120),
    "person": (0, 1_000_000),
    "calendar_month": (1, 12),
    "degree": (-60, 60),
}
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")


def value_slip(value: Any, unit: str) -> tuple[str, str] | None:
    """What is wrong with a value of this unit, and what to write instead; None if nothing is."""
    if unit == "choice":
        wrong = not isinstance(value, str)
        return (
            ("这一项是选择，不是数字", "写英文选项，如 includes_own_insurance") if wrong else None
        )
    if unit == "table":
        return _no_table(value)
    if not isinstance(value, Decimal):
        return _no_number(value, unit)
    low, high = PLAUSIBLE.get(unit, (value, value))
    if low <= value <= high:
        return None
    if unit == "rate" and 1 < value <= 100:
        return f"比例写成了 {value}", f"比例用小数：{value}% 写 {_fraction(value)}"
    words = f"核对数值和单位；{UNITS[unit]}应在 {low} 到 {high} 之间"
    return f"数值 {value} 不合理（单位是{UNITS[unit]}）", words


def _no_table(value: Any) -> tuple[str, str] | None:
    try:
        brackets(str(value))
    except ValueError:
        words = "写成 不超过36000元 3%；不超过144000元 10%；其余 20% 的样子，上限和税率从低到高"
        return f"看不懂这张税率表：{str(value)[:40]}", words
    return None


def _no_number(value: Any, unit: str) -> tuple[str, str]:
    percent = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if percent and unit == "rate":
        return f"比例写成了 {value}", f"比例用小数：写 {_fraction(Decimal(percent[1]))}"
    return f"数值不是数字：{value}", "只写数字，不加引号、单位、逗号，如 2200 或 0.08"


def _fraction(percent: Decimal) -> str:
    return f"{(percent / 100).normalize():f}"
