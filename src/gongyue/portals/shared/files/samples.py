"""Invented files for the gallery: ordinary, long, waiting, and none."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import get_current_timezone

from gongyue.apps.documents.selectors.documents import DocumentCard
from gongyue.apps.documents.selectors.papers import PaperCard
from gongyue.portals.shared.files.uploads import UploadForm

NOWHERE = UUID(int=0)
NOON = datetime(2026, 9, 1, 12, 0, tzinfo=get_current_timezone())
CARD = DocumentCard(
    document_id=NOWHERE, name="2026年8月考勤照片.jpg", kind_label="证据材料", media="jpeg",
    media_label="JPEG 照片", size="2.3 MB", pages=1, version=1, added_at=NOON, added_by="李师傅",
    shared_with="晨光工厂", about="", scan_label="已查毒", not_scanned=False, trouble="",
    has_thumb=False, history=False, may_withdraw=True, keep_until=None,
)  # fmt: skip
LONG = replace(
    CARD, media="pdf", pages=120, version=3, size="18.4 MB", kind_label="合同、协议",
    name="一个名字特别长的文件" * 7 + ".pdf",
)  # fmt: skip
WAITING = replace(
    CARD, media="xlsx", name="工资表.xlsx", scan_label="等待查毒",
    trouble="正在等待查毒，查完没有问题才能打开。",
)  # fmt: skip
PAPER = PaperCard(
    paper_id=NOWHERE, number="K7Q2M-2026-00001", kind="employed", kind_label="在职证明",
    title="在职证明", issuer="晨光工厂", organisation_id=NOWHERE, person_id=NOWHERE, whom="李师傅",
    recipient="示例银行", issued_on=date(2026, 9, 1), issued_at=NOON, state="valid",
    state_label="有效", replaced_by=None, reason="", pages=1, may_end=True,
)  # fmt: skip
VOIDED = replace(PAPER, state="voided", state_label="已作废", number="K7Q2M-2026-00002")


def sample() -> dict[str, Any]:
    """What the gallery shows."""
    bad = UploadForm({"kind": ""}, kinds=("evidence", "contract"))
    bad.is_valid()
    bad.add_error("chosen", "合同.pdf：这个文件实际上是 Windows 程序，不能收。")
    return {
        "upload": UploadForm(kinds=("evidence", "contract"), firms=[(NOWHERE, "晨光工厂")]),
        "bad": bad,
        "cards": (CARD, LONG, WAITING),
        "papers": (PAPER, VOIDED),
    }
