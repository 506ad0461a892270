"""The summary a terminal shows: what matters first, not everything."""

from gongyue.apps.checkup.reports.words import (
    NOTES,
    SEVERITY,
    STATUS,
    TITLE,
    Group,
    calm,
    gaps,
    groups,
    money,
    overview,
    thousands,
    where,
)
from gongyue.apps.checkup.run import Checkup
from gongyue.law.checkup.finding import Finding

PEOPLE_SHOWN = 12
GAPS_SHOWN = 12
PROBLEMS_SHOWN = 12
CONTROL = {code: None for code in [*range(32), *range(127, 160)] if code not in (9,)}


def summary(checkup: Checkup) -> str:
    """Plain text in Chinese, safe to print: control characters from the file are dropped."""
    lines = [TITLE, *(f"  {name}：{value}" for name, value in overview(checkup)), ""]
    lines += _totals(checkup)
    for group in groups(checkup.result.findings):
        lines += ["", *_group(group)]
    lines += [*_gaps(checkup), *_problems(checkup), "", *(f"※ {note}" for note in NOTES)]
    return "\n".join(line.translate(CONTROL) for line in lines)


def _totals(checkup: Checkup) -> list[str]:
    totals = checkup.result.totals()
    status = totals["by_status"]
    if not checkup.result.findings:
        return [calm(checkup)]
    exposure = checkup.result.exposure
    return [
        f"发现 {totals['findings']} 项，涉及 {totals['people_concerned']} 人："
        f"违法 {status.get('breach', 0)} 项，待核实 {status.get('to_check', 0)} 项。",
        f"金额上限合计 {thousands(totals['amount'])} 元，"
        f"其中待核实 {thousands(totals['amount_to_check'])} 元。",
        f"另：如全部在职人员今天协商解除，经济补偿约 {money(exposure.amount)} 元"
        f"（{exposure.people} 人，另有 {exposure.not_covered} 人算不出）；这不是欠款。",
    ]


def _group(group: Group) -> list[str]:
    total = f"，合计 {money(group.amount)} 元" if group.amount is not None else ""
    lines = [f"【{SEVERITY[group.severity]}】{group.code.title}（{len(group.findings)} 人{total}）"]
    lines += [_finding(finding) for finding in group.findings[:PEOPLE_SHOWN]]
    if (more := len(group.findings) - PEOPLE_SHOWN) > 0:
        lines.append(f"    ……另有 {more} 人，用 --html、--xlsx 或 --pdf 看全部。")
    articles = "、".join(group.findings[0].articles[:4])
    return [*lines, f"    依据：{articles}", f"    怎么办：{group.code.fix}"]


def _finding(finding: Finding) -> str:
    worse = f"；{finding.worsens_on}起更严重" if finding.worsens_on else ""
    amount = f" {money(finding.amount)} 元" if finding.amount is not None else ""
    place = where(finding)
    head = f"  · {finding.person}（{place}）" if place else f"  · {finding.person}"
    return f"{head}［{STATUS[finding.status]}］{amount} {finding.message}{worse}"


def _gaps(checkup: Checkup) -> list[str]:
    found = gaps(checkup.result.undecided)
    if not found:
        return []
    lines = ["", "无法判断（补上这一列就能判断）："]
    for gap in found[:GAPS_SHOWN]:
        names = "、".join(gap.people[:3]) + ("等" if len(gap.people) > 3 else "")
        lines.append(
            f"  · {gap.code.title}：{gap.missing}（{gap.reason}；{names} {len(gap.people)} 人）"
        )
    if len(found) > GAPS_SHOWN:
        lines.append(f"  ……另有 {len(found) - GAPS_SHOWN} 种情况。")
    return lines


def _problems(checkup: Checkup) -> list[str]:
    if not checkup.noted:
        return []
    lines = ["", f"读表问题（{len(checkup.noted)} 处，未采用的内容不会参与判断）："]
    for problem in checkup.noted[:PROBLEMS_SHOWN]:
        cell = f"{problem.column or ''}{problem.row or ''}"
        lines.append(f"  · {problem.sheet} {cell}：{problem.message_zh}")
    if len(checkup.noted) > PROBLEMS_SHOWN:
        lines.append(f"  ……另有 {len(checkup.noted) - PROBLEMS_SHOWN} 处。")
    return lines
