"""A difference in plain Chinese: what, from what to what, from which day, by which act."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongyue.law.rulebook import UNITS
from gongyue.law.rulebook.units import IN_WORDS
from gongyue.law.sources import UnknownCitation, cite_text
from gongyue.law.tracking.differences import Kind
from gongyue.law.tracking.items import ACT, RULE, VALUE
from gongyue.law.words import worded

Row = Mapping[str, Any]
MARKS = {"S": "读过原文", "V": "见过转载", "G": "存疑", "?": "停用"}
UNKNOWN = "未核实"
LABELS = {
    Kind.ADDED: "新增",
    Kind.VALUE: "数值改了",
    Kind.DATE: "日期改了",
    Kind.ENDED: "不再适用",
    Kind.CHECKED: "核对期延长",
    Kind.SHORTENED: "核对期缩短",
    Kind.BASIS: "依据或核对情况改了",
    Kind.METHOD: "计算或问题改了",
    Kind.STALE: "过了核对期",
    Kind.NEAR_30: "三十天内施行",
    Kind.NEAR_7: "七天内施行",
}


def said_of(kind: str, what: str, unit: str, before: Row | None, after: Row | None) -> str:
    """One sentence without its subject: 从 2000 元/月 改为 2100 元/月，2025-09-01 起。"""
    told = {VALUE: _of_value, ACT: _of_act, RULE: _of_rule}[what]
    return told(Kind(kind), unit, before or {}, after or {})


def amount(row: Row | None, unit: str) -> str:
    """The value of a row with its unit; 未核实 where it is not known."""
    value = row.get("value") if row else None
    if value is None:
        return UNKNOWN
    return worded(value if unit in IN_WORDS else Decimal(value), unit if unit in UNITS else None)


def source_text(row: Row | None) -> str:
    """The act a row rests on, as it is cited; the bare id where it is not known any more."""
    source = str((row or {}).get("source") or "")
    try:
        return cite_text(source) if source else ""
    except UnknownCitation:
        return source


def _of_value(kind: Kind, unit: str, before: Row, after: Row) -> str:
    old, new = amount(before or None, unit), amount(after or None, unit)
    first = (after or before).get("first", "")
    until, was = after.get("checked_until"), before.get("checked_until")
    words = {
        Kind.ADDED: f"{first} 起为 {new}" + (f"，之前是 {old}" if before else ""),
        Kind.VALUE: f"{first} 起的数值从 {old} 改为 {new}",
        Kind.DATE: f"{new} 的起始日从 {before.get('first')} 改为 {first}",
        Kind.ENDED: f"{first} 起的 {old} 不再使用",
        Kind.CHECKED: f"{new} 核对到 {until}，原来到 {was}",
        Kind.SHORTENED: f"{new} 只核对到 {until}，原来写的是 {was}",
        Kind.BASIS: f"{first} 起的 {new}：{_basis(before, after)}",
        Kind.STALE: f"{new} 只核对到 {until}，此后仍按它计算并标注存疑",
        Kind.NEAR_30: f"{first} 起从 {old} 变为 {new}",
        Kind.NEAR_7: f"{first} 起从 {old} 变为 {new}",
    }
    return f"{words[kind]}。"


def _basis(before: Row, after: Row) -> str:
    parts = []
    if before.get("source") != after.get("source"):
        parts.append(f"依据从 {source_text(before)} 改为 {source_text(after)}")
    if before.get("mark") != after.get("mark"):
        parts.append(f"核对从“{_mark(before)}”改为“{_mark(after)}”")
    return "，".join(parts) or "说明改了"


def _mark(row: Row) -> str:
    return MARKS.get(str(row.get("mark")), "")


def _of_act(kind: Kind, unit: str, before: Row, after: Row) -> str:
    first, until = after.get("in_force_from"), after.get("in_force_until")
    words = {
        Kind.ADDED: f"{first} 起施行，已写进法规库",
        Kind.DATE: f"施行日从 {before.get('in_force_from')} 改为 {first}",
        Kind.ENDED: f"有效至 {until}" if until else "已从法规库移出",
        Kind.CHECKED: f"核对到 {after.get('checked_until')}，原来到 {before.get('checked_until')}",
        Kind.SHORTENED: f"只核对到 {after.get('checked_until')}",
        Kind.BASIS: _basis(before, after),
        Kind.STALE: f"只核对到 {after.get('checked_until')}，此后有没有修改尚未核对",
        Kind.NEAR_30: f"{first} 起施行",
        Kind.NEAR_7: f"{first} 起施行",
    }
    return f"{words[kind]}。"


def _of_rule(kind: Kind, unit: str, before: Row, after: Row) -> str:
    if kind == Kind.ADDED:
        return "新的计算，可以用了。"
    if kind == Kind.ENDED:
        return "这个计算已经撤下。"
    return f"{'；'.join(_rule_parts(before, after))}。以前算过的，请重新算一遍。"


def _rule_parts(before: Row, after: Row) -> list[str]:
    parts = []
    if before.get("method") != after.get("method"):
        parts.append("计算程序改过，同样的情况结果可能不同")
    if before.get("fields") != after.get("fields"):
        parts.append("要填的内容有增减")
    if before.get("limits") != after.get("limits"):
        parts.append("不包括的情形有变化")
    if before.get("title") != after.get("title"):
        parts.append(f"原名“{before.get('title')}”")
    return parts or ["有改动"]
