"""The published list of event types and the JSON Schema of each payload.

An app declares its own types in its `events.py` by `declare`. A type is never renamed or removed;
when its payload changes shape, its version rises. docs/reference/events.md is made from this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongyue.engines.workbook.fields import FIELDS

SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "int": {"type": "integer"},
    "bool": {"type": "boolean"},
    "list": {"type": "array"},
    "object": {"type": "object"},
    # Cells of a table by field of engines.workbook.FIELDS.
    "values": {
        "type": "object",
        "properties": {name: {"title": found.label} for name, found in FIELDS.items()},
        "additionalProperties": False,
    },
}
PYTHON: dict[str, type] = {
    "text": str,
    "date": str,
    "int": int,
    "bool": bool,
    "list": list,
    "object": dict,
    "values": dict,
}


class BadEvent(ValueError):
    """A payload that its published schema does not allow. A programming error, not a user's."""


@dataclass(frozen=True, kw_only=True)
class EventType:
    """`answerable`: whoever is concerned may confirm or dispute such a record."""

    name: str
    label: str
    fields: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    answerable: bool = False
    version: int = 1

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the payload."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{self.name} v{self.version} {self.label}",
            "type": "object",
            "properties": {name: SCHEMAS[kind] for name, kind in self.fields.items()},
            "required": sorted(self.required),
            "additionalProperties": False,
        }

    def check(self, payload: Mapping[str, Any]) -> None:
        """Same answer as the schema, at the speed an import of a city needs."""
        if missing := self.required - payload.keys():
            raise BadEvent(f"{self.name}: missing {sorted(missing)}")
        for name, value in payload.items():
            kind = self.fields.get(name)
            if kind is None:
                raise BadEvent(f"{self.name}: unknown field {name}")
            if not isinstance(value, PYTHON[kind]) or (kind == "int" and isinstance(value, bool)):
                raise BadEvent(f"{self.name}: {name} is not {kind}")
            if kind == "values" and (unknown := value.keys() - FIELDS.keys()):
                raise BadEvent(f"{self.name}: unknown columns {sorted(unknown)}")


EVENT_TYPES: dict[str, EventType] = {}


def declare(*types: EventType) -> None:
    """Add types to the published list; a name belongs to one type only."""
    for found in types:
        if EVENT_TYPES.get(found.name, found) != found:
            raise BadEvent(f"{found.name} is declared twice")
        EVENT_TYPES[found.name] = found


_ROW = {
    "values": "values",
    "types": "object",
    "more": "list",
    "unreadable": "list",
    "hidden": "bool",
    "doubts": "list",
    "doubtful": "bool",
}


def _row(name: str, label: str) -> EventType:
    return EventType(
        name=name, label=label, fields=_ROW, required=frozenset({"values"}), answerable=True
    )


_CORRECTION = {"correction": "text", "words": "text", "due_on": "date"}
_CONSENT = {
    "consent": "text",
    "kinds": "list",
    "version": "text",
    # What the person read and said yes to.
    "text": "text",
    "last_on": "date",
}
_CONSENT_NEEDS = frozenset({"consent", "kinds", "version"})


# One row of a sheet is one record; the type follows the role of the sheet.
RECORD_OF_ROLE = {
    "roster": "employment.recorded",
    "contracts": "contract.recorded",
    "attendance": "attendance.recorded",
    "payroll": "pay.recorded",
    "insurance": "insurance.recorded",
    "leave": "leave.recorded",
    "unknown": "other.recorded",
}
ROLE_OF_RECORD = {name: role for role, name in RECORD_OF_ROLE.items()}

declare(
    _row("employment.recorded", "用工登记"),
    _row("contract.recorded", "劳动合同"),
    _row("attendance.recorded", "考勤"),
    _row("pay.recorded", "工资"),
    _row("insurance.recorded", "社会保险"),
    _row("leave.recorded", "年休假"),
    _row("other.recorded", "其他表格"),
    EventType(name="record.reversed", label="撤销记录", fields={"reason": "text"}),
    EventType(
        name="stance.confirmed",
        label="确认",
        fields={"words": "text", "proof": "text", "side": "text"},
        required=frozenset({"proof", "side"}),
    ),
    EventType(
        name="stance.disputed",
        label="有异议",
        fields={"words": "text", "proof": "text", "side": "text"},
        required=frozenset({"proof", "side", "words"}),
    ),
    # Version 2: the opener may say more in words. Version 3: which kinds of record were shown.
    EventType(
        name="access.opened",
        label="查阅",
        fields={"what": "text", "words": "text", "parts": "list"},
        version=3,
    ),
    EventType(
        name="access.searched",
        label="查找人员",
        fields={"way": "text", "found": "int"},
        required=frozenset({"way", "found"}),
    ),
    EventType(name="access.refused", label="查阅被拒", fields={"what": "text", "reason": "text"}),
    EventType(
        name="access.exported",
        label="导出名单",
        fields={"what": "text", "rows": "int"},
        required=frozenset({"what", "rows"}),
    ),
    EventType(
        name="opening.questioned",
        label="追问一次查阅",
        fields={"words": "text", "due_on": "date", "citation": "text"},
        required=frozenset({"words", "due_on"}),
    ),
    EventType(
        name="opening.explained",
        label="说明一次查阅",
        fields={"words": "text"},
        required=frozenset({"words"}),
    ),
    EventType(name="person.registered", label="建立人员"),
    EventType(
        name="person.linked",
        label="本人绑定账号",
        fields={"proof": "text", "phone_is_a_firms": "bool", "phone_differs": "bool"},
        required=frozenset({"proof"}),
    ),
    EventType(name="link.tried", label="尝试绑定"),
    EventType(name="person.unlinked", label="解除绑定", fields={"reason": "text"}),
    EventType(name="person.restricted", label="限制查阅", fields={"until": "date"}),
    EventType(name="person.unrestricted", label="撤回删除请求"),
    EventType(
        name="counter.started",
        label="窗口代办开始",
        fields={"number": "text", "presence": "text", "version": "text"},
    ),
    EventType(name="counter.ended", label="窗口代办结束", fields={"number": "text"}),
    EventType(name="person.phone_changed", label="窗口更换手机号"),
    EventType(
        name="intention.registered",
        label="就业意向",
        fields={
            "posts": "text",
            "place": "text",
            "wage": "text",
            "hours": "text",
            "words": "text",
        },
        required=frozenset({"posts"}),
    ),
    EventType(name="takeout.asked", label="导出关于我的一切", fields={"takeout": "text"}),
    EventType(name="takeout.fetched", label="下载关于我的一切", fields={"takeout": "text"}),
    EventType(name="person.erased", label="个人信息已删除"),
    EventType(
        name="organisation.registered",
        label="登记组织",
        fields={"name": "text", "kind": "text", "place": "text", "street": "text"},
        version=2,
    ),
    EventType(
        name="streets.imported",
        label="导入街道乡镇",
        fields={"added": "int", "changed": "int", "retired": "int"},
    ),
    EventType(name="organisation.changed", label="变更单位信息", fields={"changes": "object"}),
    EventType(name="sample.made", label="建样例", fields={"organisations": "int"}),
    EventType(
        name="sample.removed",
        label="删除样例",
        fields={"people": "int", "events": "int", "rows": "int"},
    ),
    EventType(name="membership.granted", label="授予角色", fields={"role": "text", "user": "int"}),
    EventType(
        name="membership.scoped",
        label="设定数据范围",
        fields={
            "role": "text",
            "user": "int",
            "scope": "text",
            "departments": "list",
            "places": "list",
        },
        required=frozenset({"user", "scope"}),
    ),
    EventType(
        name="department.changed",
        label="调整部门",
        fields={"department": "int", "change": "text", "name": "text", "parent": "int"},
        required=frozenset({"department", "change"}),
    ),
    EventType(name="membership.ended", label="收回角色", fields={"role": "text", "user": "int"}),
    # Version 2: why and to whom of the grantor; offered, and in force once accepted.
    EventType(
        name="delegation.granted",
        label="委托代办",
        fields={
            "delegation": "text",
            "delegate": "int",
            "acts": "list",
            "last_on": "date",
            "reason": "text",
            "relation": "text",
        },
        version=2,
    ),
    EventType(name="delegation.accepted", label="接受委托", fields={"delegation": "text"}),
    EventType(name="delegation.declined", label="没有接受委托", fields={"delegation": "text"}),
    EventType(name="delegation.revoked", label="撤销委托", fields={"delegation": "text"}),
    EventType(name="consent.requested", label="请求同意", fields=_CONSENT, required=_CONSENT_NEEDS),
    EventType(name="consent.given", label="同意查阅", fields=_CONSENT, required=_CONSENT_NEEDS),
    EventType(name="consent.declined", label="没有同意", fields=_CONSENT, required=_CONSENT_NEEDS),
    EventType(name="consent.cancelled", label="取消请求", fields=_CONSENT, required=_CONSENT_NEEDS),
    EventType(name="consent.withdrawn", label="撤回同意", fields=_CONSENT, required=_CONSENT_NEEDS),
    EventType(
        name="correction.asked",
        label="申请更正",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.corrected",
        label="更正记录",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.refused",
        label="不予更正",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.escalated",
        label="更正申请转监管部门",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.directed",
        label="要求更正",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.upheld",
        label="维持记录",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(
        name="correction.withdrawn",
        label="撤回更正申请",
        fields=_CORRECTION,
        required=frozenset({"correction"}),
    ),
    EventType(name="card.pin_set", label="设卡片密码"),
    EventType(name="card.pin_reset", label="窗口清除卡片密码"),
    EventType(
        name="engagement.asked",
        label="提出服务委托",
        fields={
            "engagement": "text",
            "side": "text",
            "acts": "list",
            "first_on": "date",
            "last_on": "date",
            "words": "text",
        },
        required=frozenset({"engagement", "side", "acts", "first_on"}),
    ),
    EventType(
        name="engagement.answered",
        label="答复服务委托",
        fields={"engagement": "text", "side": "text", "answer": "text"},
        required=frozenset({"engagement", "side", "answer"}),
    ),
    EventType(
        name="engagement.ended",
        label="终止服务委托",
        fields={"engagement": "text", "side": "text"},
        required=frozenset({"engagement", "side"}),
    ),
    EventType(
        name="client.assigned",
        label="分配客户",
        fields={"engagement": "text", "membership": "int", "assigned": "bool"},
        required=frozenset({"engagement", "membership", "assigned"}),
    ),
    *(
        EventType(
            name=f"{kind}.same_{what}",
            label=label,
            fields={"saying": "text", "other": "text"},
            required=frozenset({"saying", "other"}),
        )
        for kind in ("person", "organisation")
        for what, label in (
            ("proposed", "提出合并登记"),
            ("merged", "合并登记"),
            ("apart", "认定不是同一个"),
            ("withdrawn", "撤回合并提议"),
            ("undone", "撤销合并或认定"),
        )
    ),
    EventType(
        name="import.mapping_remembered",
        label="记住列对应",
        fields={"mapping": "text", "columns": "int"},
        required=frozenset({"mapping"}),
    ),
    EventType(
        name="import.mapping_used",
        label="用上次的列对应",
        fields={"mapping": "text"},
        required=frozenset({"mapping"}),
    ),
    EventType(
        name="import.mapping_forgotten",
        label="忘掉列对应",
        fields={"mapping": "text"},
        required=frozenset({"mapping"}),
    ),
    EventType(name="import.completed", label="导入完成", fields={"counts": "object"}),
    EventType(name="import.undone", label="撤销导入", fields={"records": "int"}),
)
