"""The result as a sheet of A4, with a number like every paper of the house."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.paper.letter import (
    Block,
    Heading,
    Letter,
    Pairs,
    Paragraph,
    Remark,
    Table,
    day_text,
)
from gongyue.apps.documents.services.issuing import Draft, Issued, document_issue
from gongyue.apps.impact.models import ImpactRun, RunState
from gongyue.apps.impact.selectors import impact_run_page
from gongyue.apps.impact.words import (
    TAKEN,
    GroupRow,
    RuleRow,
    changes_of,
    doubts_of,
    group_rows,
    monthly_total,
    rule_rows,
)
from gongyue.kernel.money import yuan_text

MOST_GROUPS = 30
REMARK = (
    "测算依据登记系统里的记录和拟改的数值，是估计，不是结论；不足 3 人或 3 家单位的组合并或不显示。"
    "一个人在两家单位的按两次计。经济补偿、未休年休假工资是假设当天发生的测算。"
)


def impact_paper(*, by: User, office_id: UUID, run_id: UUID, site: str, at: datetime) -> Issued:
    """Issue the result of a run. Raises NotFound, NotAllowed, Refused (not done yet)."""
    run = impact_run_page(by, office_id, run_id)
    if run.state != RunState.DONE:
        raise Refused("测算还没有完成。")
    draft = Draft(
        kind="other",
        letter=_letter(run, at),
        organisation_id=run.office_id,
        recipient="内部参考",
        about=f"impact:{run.pk}",
    )
    return document_issue(by=by, draft=draft, site=site, at=at)


def _letter(run: ImpactRun, at: datetime) -> Letter:
    report = run.report
    groups = group_rows(report)
    body: list[Block] = [
        Pairs(rows=tuple(_summary(run))),
        Heading(text="一、拟改的数值"),
        Table(
            header=("地区", "项目", "适用期间", "数值", "依据"),
            rows=tuple(changes_of(report)),
            widths=(3, 4, 4, 5, 4),
        ),
        Heading(text="二、合计"),
        *_totals(rule_rows(report)),
    ]
    if groups:
        body += [Heading(text="三、变动最大的地区、规模和行业"), _groups(groups[:MOST_GROUPS])]
    body += [Heading(text="怎样算的"), *_taken(rule_rows(report))]
    body += [Remark(text=f"存疑：{doubt}") for doubt in doubts_of(report)]
    body.append(Remark(text=REMARK))
    return Letter(
        title="政策影响测算书",
        issuer=run.office.name,
        on=localdate(at),
        body=tuple(body),
        stitched=True,
    )


def _summary(run: ImpactRun) -> list[tuple[str, str]]:
    report, total = run.report, monthly_total(run.report)
    people = "少于 3" if report["too_few"] else f"{report['subjects']} 人，{report['firms']} 家单位"
    return [
        ("题目", run.title),
        ("按哪一天的情况", day_text(run.on)),
        ("范围", f"{run.office.name}辖区内 {run.firms} 家单位，{report['people']} 人"),
        ("结果有变化的", people),
        ("按月合计", "不显示" if total is None else f"{yuan_text(total)} 元/月"),
    ]


def _totals(rows: list[RuleRow]) -> list[Block]:
    if not rows:
        return [Paragraph(text="没有人的结果改变。")]
    table = Table(
        header=("项目", "人数", "单位", "改前合计", "改后合计", "差额"),
        rows=tuple(
            (row.title, row.people, row.firms, row.before, row.after, row.difference)
            for row in rows
        ),
        widths=(5, 2, 2, 4, 4, 4),
        numeric=frozenset({1, 2, 3, 4, 5}),
    )
    notes = [f"{row.title}：{'；'.join(row.notes)}。" for row in rows if row.notes]
    return [table, *(Remark(text=note) for note in notes)]


def _groups(rows: list[GroupRow]) -> Block:
    return Table(
        header=("项目", "按", "组", "人数", "单位", "差额"),
        rows=tuple(
            (row.rule, row.kind, row.name, str(row.people), str(row.firms), row.difference_text)
            for row in rows
        ),
        widths=(5, 3, 5, 2, 2, 4),
        numeric=frozenset({3, 4, 5}),
    )


def _taken(rows: list[RuleRow]) -> list[Block]:
    return [Remark(text=f"{row.title}：{TAKEN[row.name]}；问了 {row.asked} 人。") for row in rows]
