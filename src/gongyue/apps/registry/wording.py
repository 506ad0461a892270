"""Values of a record in Chinese words, for screens and documents."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.models import BareMonth
from gongyue.kernel.ids import mask_identity, mask_mobile
from gongyue.kernel.money import yuan_text

WORDS = {
    "full_time": "全日制",
    "part_time": "非全日制",
    "intern": "实习",
    "rehired_retiree": "退休返聘",
    "service": "劳务",
    "dispatch": "劳务派遣",
    "fixed": "固定期限",
    "open": "无固定期限",
    "task": "以完成一定工作任务为期限",
    "standard": "标准工时制",
    "averaged": "综合计算工时制",
    "flexible": "不定时工时制",
    "M": "男",
    "F": "女",
}
# The kind of a field is the workbook engine's; money reads as yuan.
UNITS = {"money": "元", "hours": "小时", "days": "天", "months": "个月"}


def lines_of(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, text) of each value in the order of the published fields, identity masked."""
    for name, field in FIELDS.items():
        if name in values and name != "name":
            yield field.label, _text(name, field.kind, values[name])


def _text(name: str, kind: str, value: Any) -> str:
    if name == "id_number":
        return mask_identity(str(value))
    if name == "phone":
        return mask_mobile(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月" + (
            "" if isinstance(value, BareMonth) or kind == "month" else f"{value.day}日"
        )
    if isinstance(value, Decimal):
        return yuan_text(value) + " 元" if kind == "money" else _number(value, kind)
    if isinstance(value, dict):
        return "、".join(f"{day}日 {mark}" for day, mark in sorted(value.items()))
    return WORDS.get(value, str(value)) if isinstance(value, str) else _number(value, kind)


def _number(value: Decimal | int, kind: str) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {UNITS[kind]}" if kind in UNITS else text
