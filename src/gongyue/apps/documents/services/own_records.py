"""本人记录清单: the worker prints everything declared about them, with their own answers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.models import PaperKind
from gongyue.apps.documents.paper.letter import (
    Block,
    Heading,
    Letter,
    Pairs,
    Paragraph,
    Remark,
    Table,
)
from gongyue.apps.documents.services.issuing import Draft, Issued, document_issue
from gongyue.apps.registry.permissions import require_person_of
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import Myself, myself
from gongyue.apps.registry.selectors.records import RecordView, records_of_myself
from gongyue.engines.workbook.fields import FIELDS

READINGS = {
    "declared": "没有答复",
    "confirmed": "本人已确认",
    "disputed": "本人有异议",
    "withdrawn": "单位已撤回",
}
MOST = 600
LINE_LIMIT = 400
# The person stands at the head of the paper; every row of a sheet names them again.
AT_THE_HEAD = {FIELDS["id_number"].label, FIELDS["phone"].label}
FOR_WHOM = "本人"


def own_records_issue(*, by: User, site: str, at: datetime) -> Issued:
    """Issue the list of all records of the person `by` speaks for. Raises Refused (not linked)."""
    link = require_person_of(by)
    me = myself(by)
    if me is None:
        raise Refused("请先绑定本人身份。")
    records = records_of_myself(by, limit=MOST + 1)
    draft = Draft(
        kind=PaperKind.OWN_RECORDS,
        person_id=link.person_id,
        recipient=FOR_WHOM,
        letter=_letter(me, records, len(accesses_to_myself(by, limit=MOST)), localdate(at)),
    )
    return document_issue(by=by, draft=draft, site=site, at=at)


def _letter(me: Myself, records: Sequence[RecordView], opened: int, on: date) -> Letter:
    shown = records[:MOST]
    head: tuple[Block, ...] = (
        Paragraph(
            text=f"以下是截至打印当日，各单位在工约平台登记的、关于{me.name}本人的全部记录，以及本人的答复。"
        ),
        Pairs(
            rows=(
                ("姓名", me.name),
                ("证件号码", me.id_number_masked),
                ("身份怎么证明的", me.proof_label),
                ("登记过本人的单位", "、".join(me.employers)),
                ("记录", f"{len(shown)} 条"),
                ("查阅过本人档案", f"{opened} 次"),
            )
        ),
    )
    tail = (
        Remark(
            text="由单位单方登记的记录，本人没有答复不等于同意；有异议的，以双方核对或者有关机构认定的为准。"
            + (f"\n记录太多，这里只印最近 {MOST} 条。" if len(records) > MOST else "")
        ),
    )
    body = (*head, *_by_firm(shown), *tail)
    return Letter(
        title="本人记录清单", issuer="工约平台应本人请求打印", on=on, body=body,
        signatures=("本人",), stitched=True,
    )  # fmt: skip


def _by_firm(records: Sequence[RecordView]) -> tuple[Block, ...]:
    firms: dict[str, list[RecordView]] = {}
    for record in records:
        firms.setdefault(record.organisation or "其他", []).append(record)
    blocks: list[Block] = []
    for firm, found in firms.items():
        blocks += [Heading(text=firm), _table(found)]
    return tuple(blocks)


def _table(records: Sequence[RecordView]) -> Table:
    return Table(
        header=("日期", "事项", "内容", "答复"),
        widths=(4, 3, 13, 5),
        rows=tuple(
            (
                record.occurred_on.isoformat(),
                record.label,
                _lines(record),
                _answer(record),
            )
            for record in records
        ),
    )


def _lines(record: RecordView) -> str:
    told = [f"{label} {value}" for label, value in record.lines if label not in AT_THE_HEAD]
    text = "；".join(told) or str(record.fields.get("title", ""))
    return text if len(text) <= LINE_LIMIT else f"{text[:LINE_LIMIT]}……"


def _answer(record: RecordView) -> str:
    said = READINGS.get(record.reading, record.reading)
    words = record.worker.words if record.worker else ""
    told = f"{said}：{words}" if words else said
    return f"{told}（单位后来又登记过这一项）" if record.is_outdated else told
