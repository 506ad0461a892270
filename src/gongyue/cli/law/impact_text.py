"""The impact of a patch in Chinese lines, for whoever sits at a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongyue.law.registry import RULES
from gongyue.law.words import verdict_word, worded


def told(report: dict[str, Any]) -> Iterator[str]:
    yield "改动："
    for change in report["changes"]:
        yield f"  {_change(change)}"
    yield ""
    people, firms = report["subjects"], report["firms"]
    who = f"，涉及 {people:,} 人" if people else ""
    who += f"、{firms:,} 家单位" if firms else ""
    yield f"问了 {report['asked']:,} 个结果，{report['moved']:,} 个改变{who}。"
    for name, found in report["rules"].items():
        yield from _rule(name, found)
    yield from _lines(report)


def _change(change: dict[str, Any]) -> str:
    if change["kind"] == "act":
        return f"{change['label']} 施行：{_period(change['before'])} → {_period(change['after'])}"
    span = f"{change['first']} 至 {change['last']}" if change["last"] else f"{change['first']} 起"
    values = f"{change['before_text']} → {change['after_text']}"
    if not change["is_value"]:
        values = f"数值不变（{change['after_text']}），依据或核对期改变"
    return f"{change['place_name']} {change['label']}，{span}：{values}"


def _period(period: dict[str, Any] | None) -> str:
    if period is None:
        return "没有"
    return f"{period['from']} 起" + (f"至 {period['until']}" if period["until"] else "")


def _rule(name: str, found: dict[str, Any]) -> Iterator[str]:
    if not found["moved"]:
        yield f"{RULES[name].title}：结果不变，{found['only_standing']:,} 个的存疑或核对期改变"
        return
    unit, difference = found["unit"], Decimal(found["difference"])
    sign = "增加" if difference >= 0 else "减少"
    yield (
        f"{RULES[name].title}：{found['moved']:,} 个改变"
        f"（{found['up']:,} 增、{found['down']:,} 减），"
        f"合计 {worded(Decimal(found['before']), unit)} → {worded(Decimal(found['after']), unit)}，"
        f"{sign} {worded(abs(difference), unit)}"
    )
    for verdict in found["verdicts"]:
        words = f"{_verdict(verdict['before'])} → {_verdict(verdict['after'])}"
        yield f"    结论 {words}：{verdict['count']:,} 个"
    refusals = found["refusals"]
    if refusals["appeared"] or refusals["gone"]:
        yield f"    不能算的：新增 {refusals['appeared']:,} 个，减少 {refusals['gone']:,} 个"


def _verdict(word: str) -> str:
    return verdict_word(word) if word else "没有结论"


def _lines(report: dict[str, Any]) -> Iterator[str]:
    """Only of a file of lines."""
    for wrong in report.get("wrong", ()):
        yield f"第 {wrong['line']} 行没有算：{wrong['message']}"
    if rest := report.get("unreadable", 0) - len(report.get("wrong", ())):
        yield f"另有 {rest:,} 行没有算。"
