"""通知公告: what concerns the reader, on their own desk; the public ones for anybody."""

from uuid import UUID

from django import forms
from django.contrib import messages as said
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.notifications.boards.prose import blocks_of
from gongyue.apps.notifications.boards.selectors import (
    announcement_page,
    board_of,
    may_publish,
    my_answers,
    versions_of,
    views_of,
)
from gongyue.apps.notifications.boards.services import answer, mark_announcement_read
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.exporting import ROWS, Column, exported
from gongyue.portals.shared.frame import desk_in_front, framed
from gongyue.portals.shared.paging import page_of

COLUMNS = (
    Column("标题", lambda row: row.title),
    Column("发布单位", lambda row: row.publisher),
    Column("发给", lambda row: row.audience_label),
    Column("发布时间", lambda row: row.published_at),
    Column("有效期到", lambda row: row.last_on),
    Column("正文", lambda row: row.text),
)


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="您的答复",
        max_length=1_000,
        help_text="只有发布单位看得到。最多 1000 字",
        error_messages={"required": "请写答复", "max_length": "最多 1000 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Pinned and urgent first, then the newest."""
    found = board_of(request.user, on=localdate())
    if file := exported(request, "通知公告", COLUMNS, lambda: views_of(found[: ROWS + 1])):
        return file
    page = page_of(request, found, 20)
    desk = desk_in_front(request)
    publishes = desk is not None and may_publish(request.user, desk.pk)
    context = {"page": page, "rows": views_of(page.object_list), "publishes": publishes}
    return framed(request, "messages/board.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def announcement(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """One announcement, its earlier versions, and the reader's own answer."""
    found = announcement_page(request.user, announcement_id, on=localdate())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, form, announcement_id):
        said.success(request, "答复已交给发布单位。有回复会发消息告诉您。")
        return redirect("messages:announcement", announcement_id)
    mark_announcement_read(by=request.user, announcement_id=announcement_id, at=now())
    desk = desk_in_front(request)
    context = {
        "announcement": found,
        "blocks": blocks_of(found.text),
        "versions": versions_of(request.user, announcement_id, on=localdate()),
        "answers": my_answers(request.user, announcement_id),
        "form": form,
        "signs_as": desk.here.name if desk and desk.may["do_tasks"] else "",
    }
    return framed(request, "messages/announcement.html", context)


def _answer(request: HttpRequest, form: AnswerForm, announcement_id: UUID) -> bool:
    if not request.user.is_authenticated:
        form.add_error(None, "请先登录再答复。")
        return False
    desk = desk_in_front(request)
    office = desk.pk if desk and desk.may["do_tasks"] else None
    facts = {"by": request.user, "announcement_id": announcement_id, "organisation_id": office}
    return attempt(form, answer, at=now(), **facts, **form.cleaned_data)[0]
