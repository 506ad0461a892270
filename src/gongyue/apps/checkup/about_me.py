"""What check-ups hold about somebody."""

from collections.abc import Iterator

from gongyue.apps.checkup.models import Checkup, CheckupFinding
from gongyue.apps.checkup.sealing import details_of
from gongyue.apps.registry.about_me import (
    Part,
    Row,
    Subject,
    declare_not_personal,
    declare_part,
)
from gongyue.apps.registry.holding import declare_holding
from gongyue.kernel.money import yuan, yuan_text


def _findings(subject: Subject) -> Iterator[Row]:
    rows = CheckupFinding.objects.filter(person__in=subject.person_ids)
    for row in rows.select_related("checkup__organisation", "person__key").order_by("pk"):
        said = details_of(row)
        yield {
            "organisation": row.checkup.organisation.name,
            "on": row.checkup.on,
            "title": said.get("title", row.code),
            "message": said.get("message", said.get("reason", "")),
            "severity": row.get_severity_display(),
            "amount": _yuan(row.amount_fen),
            "settlement": row.get_settlement_display(),
        }


def _yuan(fen: int | None) -> str:
    return "" if fen is None else yuan_text(yuan(fen))


declare_part(
    Part(
        name="findings",
        label="用工体检里和我有关的",
        rows=_findings,
        covers=("checkup.CheckupFinding",),
        columns={
            "organisation": "单位",
            "on": "体检日",
            "title": "发现",
            "message": "说明",
            "severity": "程度",
            "amount": "金额（元）",
            "settlement": "单位怎么处理",
        },
    )
)
declare_not_personal({"checkup.Checkup": "单位的一次体检，关于本人的每一条都在上面这张表里。"})


declare_holding("体检", lambda ids: Checkup.objects.filter(organisation__in=ids).count())
