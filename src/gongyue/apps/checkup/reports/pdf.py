"""The check-up on A4, made by typst. What people wrote goes in as JSON, never as markup."""

from pathlib import Path
from typing import Any

from gongyue.apps.checkup.reports.words import (
    NOTES,
    SEVERITY,
    TITLE,
    Group,
    calm,
    day,
    gaps,
    groups,
    money,
    overview,
    sources_of,
    stale_note,
    thousands,
    value_of,
    where,
)
from gongyue.apps.checkup.run import Checkup
from gongyue.apps.documents.paper.render import printed
from gongyue.apps.documents.paper.text import breakable
from gongyue.law.checkup.finding import Finding

TEMPLATE = Path(__file__).with_name("report.typ")
ROWS_SHOWN = 2_000
WORKINGS_SHOWN = 300
GAP_NAMES_SHOWN = 30
PROBLEMS_SHOWN = 300


def render_pdf(checkup: Checkup) -> bytes:
    """The report as bytes of a PDF."""
    return printed(TEMPLATE, _data(checkup)).pdf


def _data(checkup: Checkup) -> dict[str, Any]:
    found = groups(checkup.result.findings)
    shown, left_out = _cut(found)
    flat = [finding for group in found for finding in group.findings]
    worked = [finding for finding in flat if finding.working]
    return {
        "title": TITLE,
        "number": checkup.number,
        "sample": checkup.sample,
        "on": day(checkup.on),
        "cover": [list(pair) for pair in overview(checkup)],
        **_totals(checkup),
        "calm": calm(checkup),
        "groups": shown,
        "left-out": _more(left_out, "项问题未印出，见 Excel 报告。"),
        "gaps": _gaps(checkup),
        "problems": _problems(checkup),
        "more-problems": _more(len(checkup.noted) - PROBLEMS_SHOWN, "处，见 Excel 报告。"),
        "notes": list(NOTES),
        "workings": [_working(finding) for finding in worked[:WORKINGS_SHOWN]],
        "more-workings": _more(len(worked) - WORKINGS_SHOWN, "项的计算过程见 Excel 或网页报告。"),
    }


def _more(count: int, words: str) -> str | None:
    return f"另有 {count} {words}" if count > 0 else None


def _totals(checkup: Checkup) -> dict[str, Any]:
    totals, exposure = checkup.result.totals(), checkup.result.exposure
    status = totals["by_status"]
    breach, check = status.get("breach", 0), status.get("to_check", 0)
    sums = [
        {"name": "违法", "value": f"{breach} 项", "kind": "breach" if breach else ""},
        {"name": "待核实", "value": f"{check} 项", "kind": "check" if check else ""},
        {"name": "无法判断", "value": f"{totals['undecided']} 处", "kind": ""},
        {"name": "金额上限合计（元）", "value": thousands(totals["amount"]), "kind": ""},
    ]
    aside = (
        f"金额中待核实的部分：{thousands(totals['amount_to_check'])} 元。"
        f"另：如全部在职人员在体检日协商解除，经济补偿约 {money(exposure.amount)} 元"
        f"（{exposure.people} 人，{exposure.not_covered} 人未计）。这不是欠款。"
    )
    return {"sums": sums, "asides": [aside]}


def _cut(found: list[Group]) -> tuple[list[dict[str, Any]], int]:
    room, shown, left_out = ROWS_SHOWN, [], 0
    for group in found:
        part = group.findings[:room]
        room -= len(part)
        left_out += len(group.findings) - len(part)
        if part:
            shown.append(_group(group, part))
    return shown, left_out


def _group(group: Group, part: list[Finding]) -> dict[str, Any]:
    total = f"，合计 {money(group.amount)} 元" if group.amount is not None else ""
    return {
        "title": group.code.title,
        "severity": SEVERITY[group.severity],
        "total": f"{len(group.findings)} 人{total}",
        "articles": "、".join(group.findings[0].articles),
        "fix": group.code.fix,
        "findings": [_finding(finding) for finding in part],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    doubts = [*filter(None, [stale_note(finding)]), *finding.doubts]
    worse = f"{day(finding.worsens_on)}起更严重。" if finding.worsens_on else None
    return {
        "person": breakable(finding.person),
        "status": finding.status,
        "message": finding.message,
        "worse": worse,
        "doubts": doubts,
        "where": where(finding),
        "amount": None if finding.amount is None else money(finding.amount),
    }


def _working(finding: Finding) -> dict[str, Any]:
    lines = [
        {"label": step.label, "value": value_of(step), "source": sources_of(step)}
        for step in finding.working
    ]
    return {
        "person": finding.person,
        "title": finding.about.title,
        "amount": None if finding.amount is None else f"{money(finding.amount)} 元",
        "lines": lines,
        "assumptions": list(finding.assumptions),
    }


def _gaps(checkup: Checkup) -> list[dict[str, str]]:
    return [
        {
            "title": gap.code.title,
            "missing": gap.missing,
            "reason": gap.reason,
            "names": "、".join(gap.people[:GAP_NAMES_SHOWN])
            + ("等" if len(gap.people) > GAP_NAMES_SHOWN else ""),
            "count": f"{len(gap.people)}",
        }
        for gap in gaps(checkup.result.undecided)
    ]


def _problems(checkup: Checkup) -> list[dict[str, str]]:
    return [
        {
            "sheet": problem.sheet,
            "cell": f"{problem.column or ''}{problem.row or ''}" or "整张表",
            "message": problem.message_zh,
        }
        for problem in checkup.noted[:PROBLEMS_SHOWN]
    ]
