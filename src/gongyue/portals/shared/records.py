"""A record of the registry as the Two sides component draws it."""

from dataclasses import dataclass

from gongyue.apps.registry.selectors.records import RecordView, StanceView
from gongyue.portals.shared.sides import Act, Side, State, TwoSides
from gongyue.portals.shared.words import month_text

READINGS = {
    "declared": State.WAITING,
    "disputed": State.DISPUTED,
    "confirmed": State.AGREED,
    "withdrawn": State.WAITING,
}
FINDING = "checkup.found"
OF_A_MONTH = {"attendance.recorded", "pay.recorded"}
# What a record says in short: labels of the fields that carry it, best first.
HEADS = {
    "employment.recorded": ("入职日期", "岗位", "部门"),
    "contract.recorded": ("合同起始日", "合同终止日", "合同类型"),
    "attendance.recorded": ("实际出勤天数", "加班小时", "平时加班小时"),
    "pay.recorded": ("应发工资", "实发工资", "加班费"),
    "insurance.recorded": ("是否参保", "参保日期", "缴费基数"),
    "leave.recorded": ("应休年假", "已休年假", "未休年假"),
}
SIDES = {"worker": "劳动者", "firm": "用人单位"}
KINDS = {"confirmed": "确认无误", "disputed": "有异议"}
OF_FIRM = {"confirmed": "核对过，登记没有错", "disputed": "登记有误，会更正"}
SHOWN_IN_SHORT = 3


def title_of(record: RecordView) -> str:
    """2025年9月 工资; 劳动合同; a finding by its own title."""
    if record.type == FINDING:
        return f"体检：{record.fields.get('title', record.label)}"
    if record.type in OF_A_MONTH:
        return f"{month_text(record.occurred_on)} {record.label}"
    return record.label


def short_of(record: RecordView) -> str:
    """The record in a line: 应发工资 6,380.00 元，实发工资 5,602.10 元."""
    if record.type == FINDING:
        return "用工体检发现"
    said = dict(record.lines)
    wanted = [label for label in HEADS.get(record.type, ()) if label in said] or list(said)
    return "，".join(f"{label} {said[label]}" for label in wanted[:SHOWN_IN_SHORT])


def sides_of(
    record: RecordView, *, acts: tuple[Act, ...] = (), due: str = "", history_url: str = ""
) -> TwoSides:
    """Both sides of one record. What the firm declared is its word until it answers again."""
    return TwoSides(
        title=title_of(record),
        state=READINGS[record.reading],
        worker=_said(record.worker) if record.worker else None,
        firm=_declared(record),
        due="单位已撤回这条记录。" if record.reading == "withdrawn" else due,
        acts=() if record.reading == "withdrawn" else acts,
        history_url=history_url,
    )


def _said(stance: StanceView) -> Side:
    return Side(
        value=KINDS[stance.kind],
        words=stance.words,
        by="代办" if stance.delegated else "",
        at=stance.at,
        proof=stance.proof,
    )


def _declared(record: RecordView) -> Side:
    answer = record.firm
    return Side(
        value=short_of(record) or record.label,
        words=_firm_words(answer) if answer else "",
        by=record.organisation,
        at=answer.at if answer else record.recorded_at,
    )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record as one line of a list."""

    record: RecordView
    title: str
    short: str
    state: State


def entry_of(record: RecordView) -> Entry:
    """The line of a record."""
    return Entry(
        record=record,
        title=title_of(record),
        short=short_of(record),
        state=READINGS[record.reading],
    )


def _firm_words(answer: StanceView) -> str:
    return "：".join(part for part in (OF_FIRM[answer.kind], answer.words) if part)
