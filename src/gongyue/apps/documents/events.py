"""The event types of this app, and what it tells the apps above."""

from django.dispatch import Signal

from gongyue.apps.registry.event_types import EventType, declare

# document (models.Document), at: a file has been handed in and may be read (scanned, where it is)
document_readable = Signal()

_DOCUMENT = {"document": "text", "kind": "text", "about": "text", "version": "int", "name": "text"}
_PAPER = {"paper": "text", "number": "text", "kind": "text", "reason": "text", "by": "text"}
_WHICH = frozenset({"document"})

declare(
    EventType(name="document.added", label="提交文件", fields=_DOCUMENT, required=_WHICH),
    EventType(name="document.withdrawn", label="撤回文件", fields=_DOCUMENT, required=_WHICH),
    EventType(name="document.infected", label="文件有病毒", fields=_DOCUMENT, required=_WHICH),
    EventType(name="document.deleted", label="文件到期删除", fields=_DOCUMENT, required=_WHICH),
    EventType(name="paper.issued", label="出具文书", fields=_PAPER, required=frozenset({"paper"})),
    EventType(
        name="paper.replaced", label="换发文书", fields=_PAPER, required=frozenset({"paper"})
    ),
    EventType(name="paper.voided", label="作废文书", fields=_PAPER, required=frozenset({"paper"})),
)
