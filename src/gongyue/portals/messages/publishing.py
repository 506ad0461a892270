"""Publishing: what an organisation announced, how many read it, what they answered."""

from uuid import UUID

from django import forms
from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.notifications.boards.prose import blocks_of
from gongyue.apps.notifications.boards.selectors import (
    announcement_page,
    announcements_by,
    answers_to,
    audience_choices,
    views_of,
)
from gongyue.apps.notifications.boards.services import (
    NewAnnouncement,
    edit,
    publish,
    reply,
    withdraw,
)
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.frame import desk_in_front, framed
from gongyue.portals.shared.paging import page_of

TEXT = {"class": "form-control"}
HOW = (("is_pinned", "置顶"), ("is_urgent", "紧急"), ("is_answerable", "收答复"))
ANSWERS = (
    Column("谁", lambda row: row.who),
    Column("时间", lambda row: row.answered_at),
    Column("答复", lambda row: row.words),
    Column("回复", lambda row: row.reply),
    Column("回复时间", lambda row: row.replied_at),
)
SENT = (
    Column("标题", lambda row: row.title),
    Column("发给", lambda row: row.audience_label),
    Column("发布时间", lambda row: row.published_at),
    Column("看过的人数", lambda row: row.readers),
    Column("答复数", lambda row: row.answers),
    Column("撤回时间", lambda row: row.withdrawn_at),
)


def _day(label: str, *, required: bool, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        error_messages={"required": "请填写日期", "invalid": "请写成 2026-03-01 这样的日期"},
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )


class WordsForm(forms.Form):
    title = forms.CharField(
        label="标题",
        max_length=80,
        error_messages={"required": "请写标题", "max_length": "标题最多 80 字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    text = forms.CharField(
        label="正文",
        max_length=10_000,
        help_text="空一行分段；每行前面加“- ”就是列表；链接写成 [文字](https://地址)",
        error_messages={"required": "请写正文", "max_length": "正文最多 10000 字"},
        widget=forms.Textarea(attrs={**TEXT, "rows": 12}),
    )


class AnnouncementForm(WordsForm):
    audience = forms.ChoiceField(
        label="发给谁",
        error_messages={"required": "请选发给谁", "invalid_choice": "请从列表里选"},
        widget=forms.RadioSelect,
    )
    first_on = _day("从哪天起", required=True)
    last_on = _day("到哪天", required=False, help_text="到期自动不再显示；不填就一直在")
    how = forms.MultipleChoiceField(
        label="怎么发",
        required=False,
        choices=HOW,
        help_text="紧急的排在最前；不是公开的，还逐个发消息",
        error_messages={"invalid_choice": "请从列表里选"},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, choices: list[tuple[str, str]], *args: object) -> None:
        super().__init__(*args, initial={"first_on": localdate(), "audience": choices[0][0]})
        self.fields["audience"].choices = choices

    def announcement(self) -> NewAnnouncement:
        """What was filled in."""
        facts = dict(self.cleaned_data)
        how = facts.pop("how")
        return NewAnnouncement(**facts, **{name: name in how for name, _ in HOW})


class ReplyForm(forms.Form):
    words = forms.CharField(max_length=1_000, error_messages={"required": "请写回复"})


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What this organisation announced, with counts."""
    desk = desk_or_nothing(request)
    found = announcements_by(request.user, desk.pk)
    if file := exported(request, "发布的公告", SENT, lambda: views_of(found)):
        return file
    page = page_of(request, found, 20)
    return framed(request, "messages/sent.html", {"page": page, "rows": views_of(page.object_list)})


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def new(request: HttpRequest) -> HttpResponse:
    """Write and publish."""
    desk = desk_or_nothing(request)
    choices = audience_choices(request.user, desk.pk)
    form = AnnouncementForm(choices, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        made = form.announcement()
        facts = {"by": request.user, "organisation_id": desk.pk, "new": made, "at": now()}
        if attempt(form, publish, **facts)[0]:
            said.success(request, "已发布。")
            return redirect("messages:sent")
    return framed(request, "messages/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """A new version; the earlier stay."""
    found = _own(request, announcement_id)
    form = WordsForm(request.POST or None, initial={"title": found.title, "text": found.text})
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "announcement_id": announcement_id, "at": now()}
        if attempt(form, edit, **facts, **form.cleaned_data)[0]:
            said.success(request, "已改。看过的人会看到有修改。")
            return redirect("messages:answers", announcement_id)
    return framed(request, "messages/change.html", {"form": form, "announcement": found})


@require_POST
def take_back(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """Withdraw, with the reason."""
    _own(request, announcement_id)
    facts = {"by": request.user, "announcement_id": announcement_id, "at": now()}
    reason = request.POST.get("reason", "")[:1_000]
    attempt_and_say(request, "已撤回。", withdraw, reason=reason, **facts)
    return redirect("messages:answers", announcement_id)


@require_safe
def answers(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """One announcement as its publisher sees it: receipts and answers."""
    found, rows = _own(request, announcement_id), answers_to(request.user, announcement_id)
    if file := exported(request, "公告答复", ANSWERS, lambda: rows):
        return file
    context = {
        "announcement": found,
        "blocks": blocks_of(found.text),
        "page": page_of(request, rows, 20),
    }
    return framed(request, "messages/answers.html", context)


@require_POST
def reply_to(request: HttpRequest, announcement_id: UUID, answer_id: int) -> HttpResponse:
    """Reply to one answer."""
    known = {row.answer_id for row in answers_to(request.user, announcement_id)}
    if answer_id not in known:
        raise NotFound(NOT_FOR_YOU)
    form = ReplyForm(request.POST)
    if form.is_valid():
        facts = {"by": request.user, "answer_id": answer_id, "at": now()}
        attempt_and_say(request, "已回复，对方会收到消息。", reply, **facts, **form.cleaned_data)
    else:
        said.error(request, "请写回复，最多 1000 字。")
    return redirect("messages:answers", announcement_id)


def _own(request: HttpRequest, announcement_id: UUID):  # type: ignore[no-untyped-def]
    answers_to(request.user, announcement_id)  # refuses whoever may not publish for it
    return announcement_page(request.user, announcement_id, on=localdate())


def desk_or_nothing(request: HttpRequest) -> Desk:
    """The desk in front of whoever asks. Raises NotFound for those without one."""
    desk = desk_in_front(request)
    if desk is None:
        raise NotFound(NOT_FOR_YOU)
    return desk
