"""我们发出的消息: who has read what was sent one by one, and a reminder to whoever has not."""

from uuid import UUID

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.notifications.sendings import (
    remind_unread,
    sending_page,
    sending_views,
    sendings_of,
)
from gongyue.portals.messages.publishing import desk_or_nothing
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.exporting import ROWS, Column, exported
from gongyue.portals.shared.frame import framed
from gongyue.portals.shared.paging import page_of

COLUMNS = (
    Column("内容", lambda row: row.title),
    Column("类别", lambda row: row.kind_label),
    Column("发出时间", lambda row: row.sent_at),
    Column("发给几人", lambda row: row.told),
    Column("已看", lambda row: row.read),
    Column("未看", lambda row: row.unread),
    Column("提醒过几次", lambda row: row.reminders),
)
RECEIPTS = (
    Column("谁", lambda row: row.who),
    Column("看过", lambda row: row.read_at),
)
ACTS = (("remind", "提醒未读的人"),)


@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    """Newest first, with how many have read each."""
    found = sendings_of(request.user, desk_or_nothing(request).pk)
    rows = lambda: sending_views(found[: ROWS + 1], at=now())  # noqa: E731
    if file := exported(request, "发出的消息", COLUMNS, rows):
        return file
    page = page_of(request, found, 20)
    shown = sending_views(page.object_list, at=now())
    return framed(request, "messages/sendings.html", {"page": page, "rows": shown, "acts": ACTS})


@require_safe
def sending(request: HttpRequest, sending: UUID) -> HttpResponse:
    """One of them, recipient by recipient, unread first."""
    desk = desk_or_nothing(request)
    view, rows = sending_page(request.user, desk.pk, sending, at=now())
    if file := exported(request, "谁看过", RECEIPTS, lambda: rows):
        return file
    context = {"sending": view, "page": page_of(request, rows, 50)}
    return framed(request, "messages/sending.html", context)


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Remind whoever has not read the ticked ones."""
    chosen = [UUID(text[:36]) for text in request.POST.getlist("chosen") if _is_uuid(text)]
    facts = {"organisation_id": desk_or_nothing(request).pk, "sendings": chosen, "at": now()}
    done, counts = attempt_and_say(request, "", remind_unread, by=request.user, **facts)
    if done:
        told, passed = counts
        more = f"有 {passed} 条这次不用或不能再提醒。" if passed else ""
        (said.success if told else said.warning)(request, f"提醒了 {told} 人。{more}")
    return redirect("messages:sendings")


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text[:36]))
    except ValueError:
        return False
