"""One self-contained page: opens without network, folds on a phone, prints on A4."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from gongyue.apps.checkup.reports.words import (
    NOTES,
    ROLE,
    SEVERITY,
    STATUS,
    TITLE,
    Group,
    calm,
    day,
    gaps,
    groups,
    money,
    overview,
    soonest,
    sources_of,
    stale_note,
    thousands,
    value_of,
    where,
)
from gongyue.apps.checkup.run import Checkup
from gongyue.engines.workbook import label_of
from gongyue.law.checkup.finding import Finding

STYLE = Path(__file__).with_name("report.css")
ON_PAPER = "打印时，展开的计算过程一并印出，收起的不印；全部过程见 PDF 或 Excel 报告。"
PROBLEMS_SHOWN = 500
NAMES_SHOWN = 60


def render_html(checkup: Checkup) -> str:
    """The whole report. Text from the workbook is escaped everywhere."""
    return "".join(_page(checkup))


def _page(checkup: Checkup) -> Iterator[str]:
    title = f"{TITLE} {checkup.place_name} {checkup.on}"
    yield '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{_(title)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head>"
    yield "<body><main>"
    yield from _cover(checkup)
    yield from _soonest(checkup)
    yield from _findings(checkup)
    yield from _gaps(checkup)
    yield from _problems(checkup)
    yield from _sheets(checkup)
    notes = "".join(f"<p>{_(note)}</p>" for note in (*NOTES, ON_PAPER))
    yield f"<footer>{notes}<p>{_(checkup.number)} · 工约 Gongyue</p></footer>"
    yield "</main></body></html>"


def _(text: object) -> str:
    return escape(str(text), quote=True)


def _cover(checkup: Checkup) -> Iterator[str]:
    yield f'<header class="cover"><h1>{TITLE}</h1><dl class="facts">'
    for name, value in overview(checkup):
        yield f"<div><dt>{_(name)}</dt><dd>{_(value)}</dd></div>"
    yield "</dl></header>"
    totals = checkup.result.totals()
    status = totals["by_status"]
    yield '<ul class="sums">'
    yield _sum("违法", f"{status.get('breach', 0)} 项", "breach" if status.get("breach") else "")
    yield _sum(
        "待核实", f"{status.get('to_check', 0)} 项", "check" if status.get("to_check") else ""
    )
    yield _sum("无法判断", f"{totals['undecided']} 处", "")
    yield _sum("金额上限合计（元）", thousands(totals["amount"]), "money")
    exposure = checkup.result.exposure
    yield (
        f'</ul><p class="aside">金额中待核实的部分：{thousands(totals["amount_to_check"])} 元。'
        f"另：如全部在职人员在体检日协商解除，经济补偿约 {money(exposure.amount)} 元"
        f"（{exposure.people} 人；{exposure.not_covered} 人资料不足，未计）。这不是欠款。</p>"
    )


def _sum(name: str, value: str, kind: str) -> str:
    return f'<li class="{kind}"><b>{_(value)}</b><small>{_(name)}</small></li>'


def _soonest(checkup: Checkup) -> Iterator[str]:
    coming = soonest(checkup)
    if not coming:
        return
    yield '<h2>六十天内会变严重的事</h2><div class="scroll"><table class="stack"><thead><tr>'
    yield "<th>哪一天起</th><th>谁</th><th>什么事</th><th>怎么办</th></tr></thead><tbody>"
    for finding in coming[:20]:
        yield (
            f'<tr><td class="num">{_(day(finding.worsens_on)) if finding.worsens_on else ""}</td>'
            f"<td>{_(finding.person)}</td><td>{_(finding.about.title)}</td>"
            f"<td>{_(finding.about.fix)}</td></tr>"
        )
    yield "</tbody></table></div>"
    if len(coming) > 20:
        yield f'<p class="aside">另有 {len(coming) - 20} 项，见下。</p>'


def _findings(checkup: Checkup) -> Iterator[str]:
    yield "<h2>问题清单</h2>"
    found = groups(checkup.result.findings)
    if not found:
        yield f'<p class="none">{calm(checkup)}</p>'
    for group in found:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    total = f"，合计 {money(group.amount)} 元" if group.amount is not None else ""
    yield (
        '<section class="group"><header><div class="line">'
        f'<span class="tag level {group.severity}">{SEVERITY[group.severity]}</span>'
        f"<h3>{_(group.code.title)}</h3>"
        f'<span class="total">{len(group.findings)} 人{total}</span></div>'
    )
    yield _chips(_articles(group))
    yield f'<p class="fix"><b>怎么办</b>　{_(group.code.fix)}</p></header>'
    for finding in group.findings:
        yield from _finding(finding)
    yield "</section>"


def _articles(group: Group) -> list[str]:
    """The articles every finding of the group rests on."""
    shared = [set(finding.articles) for finding in group.findings]
    return [text for text in group.findings[0].articles if all(text in one for one in shared)]


def _chips(articles: Iterable[str]) -> str:
    return '<ul class="chips">' + "".join(f"<li>{_(text)}</li>" for text in articles) + "</ul>"


def _finding(finding: Finding) -> Iterator[str]:
    worse = ""
    if finding.worsens_on:
        worse = f' · <span class="worse">{_(day(finding.worsens_on))}起更严重</span>'
    amount = f"{money(finding.amount)} 元" if finding.amount is not None else ""
    yield (
        f'<details><summary><span class="who">{_(finding.person)}</span>'
        f'<span><span class="tag {finding.status}">{STATUS[finding.status]}</span></span>'
        f'<span class="said">{_(finding.message)}</span><span class="amount">{amount}</span>'
        f'<span class="where">{_(where(finding))}{worse}</span></summary><div class="inside">'
    )
    yield _doubts(finding)
    yield _working(finding)
    if finding.assumptions:
        yield f'<div class="assume">{_list(finding.assumptions)}</div>'
    yield _chips(finding.articles) + "</div></details>"


def _doubts(finding: Finding) -> str:
    texts = [*filter(None, [stale_note(finding)]), *finding.doubts]
    return f'<div class="doubt">{_list(texts)}</div>' if texts else ""


def _list(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_(text)}</li>" for text in texts) + "</ul>"


def _working(finding: Finding) -> str:
    if not finding.working:
        return ""
    rows = "".join(
        f'<tr><td>{_(step.label)}</td><td class="num">{_(value_of(step))}</td>'
        f'<td class="src">{_(sources_of(step))}</td></tr>'
        for step in finding.working
    )
    if finding.amount is not None:
        rows += (
            f'<tr class="result"><td>金额上限</td><td class="num">{money(finding.amount)} 元</td>'
            '<td class="src"></td></tr>'
        )
    return (
        '<div class="scroll"><table class="stack"><thead><tr><th>步骤</th>'
        f'<th class="num">数值</th><th class="src">依据</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


def _gaps(checkup: Checkup) -> Iterator[str]:
    found = gaps(checkup.result.undecided)
    if not found:
        return
    yield '<h2>无法判断</h2><p class="aside">补上这一列，再体检一次，就能判断。</p>'
    yield '<div class="scroll"><table class="stack"><thead><tr><th>事项</th><th>需要的列</th>'
    yield "<th>原因</th><th>人数</th><th>谁</th></tr></thead><tbody>"
    for gap in found:
        names = "、".join(gap.people[:NAMES_SHOWN])
        names += f" 等 {len(gap.people)} 人" if len(gap.people) > NAMES_SHOWN else ""
        yield (
            f"<tr><td>{_(gap.code.title)}</td><td>{_(gap.missing)}</td><td>{_(gap.reason)}</td>"
            f'<td class="num">{len(gap.people)} 人</td><td>{_(names)}</td></tr>'
        )
    yield "</tbody></table></div>"


def _problems(checkup: Checkup) -> Iterator[str]:
    if not checkup.noted:
        return
    yield '<h2>读表问题</h2><p class="aside">下列内容没有采用，也没有猜测。</p><div class="scroll">'
    yield '<table class="stack"><thead><tr><th>表</th><th>位置</th><th>说明</th></tr></thead>'
    yield "<tbody>"
    for problem in checkup.noted[:PROBLEMS_SHOWN]:
        cell = f"{problem.column or ''}{problem.row or ''}" or "整张表"
        yield f"<tr><td>{_(problem.sheet)}</td><td>{_(cell)}</td>"
        yield f"<td>{_(problem.message_zh)}</td></tr>"
    yield "</tbody></table></div>"
    if (more := len(checkup.noted) - PROBLEMS_SHOWN) > 0:
        yield f'<p class="aside">另有 {more} 处，见 Excel 报告。</p>'


def _sheets(checkup: Checkup) -> Iterator[str]:
    yield '<h2>读到的表</h2><div class="scroll"><table class="stack"><thead><tr><th>表</th>'
    yield "<th>当作</th><th>表头</th><th>行数</th><th>认出的列</th></tr></thead><tbody>"
    for sheet in checkup.sheets:
        known = "、".join(
            f"{sheet.headers.get(letter, letter)}→{label_of(name)}"
            for letter, name in sheet.mapping.items()
        )
        hidden = "（隐藏）" if sheet.hidden else ""
        header = f"第{sheet.header_row}行" if sheet.header_row else "无"
        yield (
            f"<tr><td>{_(sheet.name)}{hidden}</td><td>{ROLE.get(sheet.role, sheet.role)}</td>"
            f'<td>{header}</td><td class="num">{len(sheet.rows)} 行</td><td>{_(known)}</td></tr>'
        )
    yield "</tbody></table></div>"
