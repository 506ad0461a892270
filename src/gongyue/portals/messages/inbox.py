"""消息: what one was told, on every desk; and the bell that counts what is new."""

from django.contrib import messages as said
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.notifications.selectors import (
    fates_of,
    groups_used,
    message_page,
    messages_of,
    unread_count,
    views_of,
)
from gongyue.apps.notifications.services import mark_all_read, mark_read
from gongyue.portals.messages.links import link_of
from gongyue.portals.shared.acting import ANY, acting_of, may_act
from gongyue.portals.shared.exporting import ROWS, Column, exported
from gongyue.portals.shared.frame import framed, front_of
from gongyue.portals.shared.paging import page_of

STOP_ASKING = 286  # htmx's word for: nothing more will come
A_PAGE = 30
COLUMNS = (
    Column("时间", lambda row: row.sent_at),
    Column("类别", lambda row: row.group_label),
    Column("标题", lambda row: row.title),
    Column("内容", lambda row: row.body),
    Column("谁发的", lambda row: row.sender or "工约"),
    Column("发给", lambda row: row.organisation or "本人"),
    Column("看过", lambda row: row.read_at is not None),
)


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first; unread ones, or of one group, on request."""
    group, unread = request.GET.get("group", "")[:20], request.GET.get("show") == "unread"
    found = messages_of(request.user, unread=unread, group=group)
    if file := exported(request, "我的消息", COLUMNS, lambda: views_of(list(found[: ROWS + 1]))):
        return file
    page = page_of(request, found, A_PAGE)
    context = {
        "page": page,
        "rows": views_of(list(page.object_list)),
        "unread": unread,
        "unread_count": unread_count(request.user),
        "group": group,
        "groups": groups_used(request.user),
        "acts": [("read", "标为已读")],
    }
    return framed(request, "messages/list.html", context)


@require_safe
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message; whoever opens it has read it. It leads on to what it is about."""
    found = message_page(request.user, message_id)
    mark_read(by=request.user, message_ids=[message_id], at=now())
    link = link_of(request, found)
    context = {"message": found, "link": link, "fates": fates_of(request.user, message_id)}
    return framed(request, "messages/page.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark the ticked ones, or all, as read."""
    if request.POST.get("act") == "all":
        mark_all_read(by=request.user, at=now())
        said.success(request, "全部标为已读。")
    elif chosen := [int(text) for text in request.POST.getlist("chosen") if _is_number(text)]:
        count = mark_read(by=request.user, message_ids=chosen, at=now())
        said.success(request, f"{count} 条标为已读。")
    else:
        said.warning(request, "还没有勾选。")
    return redirect("messages:inbox")


@login_not_required
@may_act(ANY)
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The bell alone, asked for now and then; nothing for whoever has signed out meanwhile."""
    if not request.user.is_authenticated or acting_of(request):
        return HttpResponse(status=STOP_ASKING)
    context = {"bell": unread_count(request.user), "portal": front_of(request)}
    return render(request, "layout/_bell.html", context)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
