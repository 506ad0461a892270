"""What the firm's lists hold as files: the columns of each screen, and what is recorded."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now

from gongyue.apps.checkup.selectors import CheckupPage
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.selectors.people import PersonRow
from gongyue.apps.registry.services.access import record_export
from gongyue.engines.workbook.fields import FIELDS
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.templatetags.ui import SEVERITIES, STATUSES

PEOPLE = (
    Column("姓名", lambda row: row.name),
    Column("身份证号（部分）", lambda row: row.id_number_masked),
    Column("工号", lambda row: row.employee_no),
    Column("部门", lambda row: row.department),
    Column("岗位", lambda row: row.post),
    Column("用工形式", lambda row: row.kind_label),
    Column("入职日期", lambda row: row.hired_on),
    Column("离职日期", lambda row: _left(row)),
    Column("本人账号", lambda row: "已绑定" if row.is_linked else "未绑定"),
)
IMPORTS = (
    Column("文件", lambda row: row.file_name),
    Column("状态", lambda row: row.state_label),
    Column("人数", lambda row: row.people),
    Column("新记录", lambda row: row.rows_new),
    Column("上传时间", lambda row: row.planned_at),
    Column("完成时间", lambda row: row.finished_at),
)
MAPPINGS = (
    Column("表", lambda row: row.sheet_name),
    Column("表头", lambda row: "、".join(row.headings)),
    Column("改过的列", lambda row: "；".join(_change(column) for column in row.columns)),
    Column("帮上忙的次数", lambda row: row.used),
    Column("最近一次", lambda row: row.used_at),
    Column("记住的时间", lambda row: row.remembered_at),
)
CHECKUPS = (
    Column("体检日", lambda row: row.on),
    Column("对象", lambda row: row.file_name or row.source_label),
    Column("状态", lambda row: row.state_label),
    Column("违法", lambda row: row.totals.get("by_status", {}).get("breach", 0)),
    Column("待核实", lambda row: row.totals.get("by_status", {}).get("to_check", 0)),
    Column("最多可能承担（元）", lambda row: _money(row.totals.get("amount"))),
    Column("什么时候做的", lambda row: row.ordered_at),
)
FINDINGS = (
    Column("姓名", lambda row: row.details["person"]),
    Column("问题", lambda row: card_of(row.details).title),
    Column("说明", lambda row: row.details["message"]),
    Column("程度", lambda row: SEVERITIES.get(row.severity, row.severity)),
    Column("是否确定", lambda row: STATUSES.get(row.status, row.status)),
    Column("最多可能承担（元）", lambda row: row.amount),
    Column("哪天更严重", lambda row: row.worsens_on),
    Column("本人怎么说", lambda row: _said(row)),
    Column("处理", lambda row: row.settlement_label),
    Column("所在的表", lambda row: row.details.get("sheet")),
    Column("行", lambda row: row.details.get("row")),
)
ACCESSES = (
    Column("谁", lambda row: row.office),
    Column("为什么", lambda row: row.purpose),
    Column("补充说明", lambda row: row.words),
    Column("什么时候", lambda row: row.at),
    Column("结果", lambda row: "被拒绝，没看到" if row.refused else "看了"),
)


def people_file(
    request: HttpRequest, desk: Desk, rows: Any, *, purpose: str = ""
) -> HttpResponse | None:
    """The people on the list, numbers masked as on screen; the export is recorded."""

    def record(count: int) -> None:
        record_export(
            by=request.user,  # type: ignore[arg-type]  # signed in
            office_id=desk.pk,
            what="人员名单",
            rows=count,
            purpose=purpose or Purpose.STAFF_MANAGEMENT,
            at=now(),
        )

    return exported(request, f"人员-{desk.here.name}", PEOPLE, rows, before=record)


def findings_file(
    request: HttpRequest, desk: Desk, found: CheckupPage, rows: Any
) -> HttpResponse | None:
    """The findings under the filters of the page; they name people, so the export is recorded."""

    def record(count: int) -> None:
        record_export(
            by=request.user,  # type: ignore[arg-type]
            office_id=desk.pk,
            what="体检发现",
            rows=count,
            purpose=Purpose.CHECK_UP,
            at=now(),
        )

    name = f"体检发现-{found.checkup.on:%Y%m%d}"
    return exported(request, name, FINDINGS, rows, before=record)


def _left(row: PersonRow) -> date | str | None:
    """The day, or that the firm says so without one."""
    if not row.has_left and not (row.left_on and row.left_on <= localdate()):
        return None
    return row.left_on or "已离职"


def _change(column: Mapping[str, str]) -> str:
    field = FIELDS.get(column["field"])
    return f"{column['shown'] or column['letter']} 当作 {field.label if field else '不导入'}"


def _money(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _said(row: Any) -> str:
    """The latest word on a finding, as the page has it."""
    if not row.stances:
        return "还没有说" if row.event_id else ""
    return "不是这样" if row.stances[-1].kind == "disputed" else "是这样"
