"""One task: what, by when, what happens if nobody does; its thread; what can be done with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.documents.selectors.documents import attachments_of
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.tasks.attaching import about_task, with_files
from gongyue.apps.tasks.selectors import TaskView, colleagues_of, task_page, thread_of
from gongyue.apps.tasks.services import task_cancel, task_done
from gongyue.apps.tasks.services.handing import task_hand_over, task_put_back, task_take
from gongyue.apps.tasks.services.remarks import task_say
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.asked import address_of
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import (
    Draft,
    Now,
    conflict_page,
    draft_of,
    is_stale,
    once_only,
    sent,
)
from gongyue.portals.shared.files.uploads import FileFields

AREA = {"class": "form-control", "rows": 3}


class CloseForm(forms.Form):
    """How a task ended: done, or not needed and why."""

    how = forms.ChoiceField(
        label="办得怎样",
        choices=[("done", "办好了"), ("cancel", "不用办了")],
        initial="done",
        error_messages={"required": "请选一个"},
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=1_000,
        help_text="办好了的写结果，不用办的写原因（必须写）。写进记录，不能改。",
        widget=forms.Textarea(attrs=AREA),
    )


class HandOverForm(forms.Form):
    to = forms.TypedChoiceField(
        label="交给谁",
        coerce=int,
        error_messages={"required": "请选同事", "invalid_choice": "请选同事"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    words = forms.CharField(
        label="交代一句",
        max_length=1_000,
        help_text="为什么交给他，办到哪一步了。两边都看得到。",
        error_messages={"required": "请写一句交代", "max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs=AREA),
    )
    prefix = "over"

    def __init__(self, *args: Any, colleagues: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", "请选"), *(
            (c.membership_id, f"{c.name}（{c.role_label}）") for c in colleagues
        )]  # fmt: skip


class RemarkForm(FileFields):
    words = forms.CharField(
        label="留言",
        max_length=1_000,
        help_text="同事看得到，写进记录，不能改。",
        error_messages={"required": "请写留言", "max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs=AREA),
    )
    prefix = "remark"


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def one_task(request: HttpRequest, desk: Desk, task_id: UUID) -> HttpResponse:
    """The task, and the form to close it."""
    task = task_of_desk(request, desk, task_id)
    draft, form = _draft(request, task), CloseForm(sent(request))
    if form.is_valid() and is_stale(request, draft):
        return conflict_page(request, form, draft, layout="desk", now_is=_now(task))
    if form.is_valid() and close(request, form, task):
        messages.success(request, "已办结，写进了记录。")
        return redirect(desk.address("inbox"))
    return _page(request, desk, task, form=form)


@require_POST
def task_act(request: HttpRequest, desk: Desk, task_id: UUID, act: str) -> HttpResponse:
    """Take, put back, hand over, remark. Raises Http404 for any other word."""
    task = task_of_desk(request, desk, task_id)
    if act in {"take", "put-back"}:
        service, done = (
            (task_take, "您来办了。") if act == "take" else (task_put_back, "放回去了。")
        )
        attempt_and_say(request, done, service, by=request.user, task_id=task_id, at=now())
        return redirect(desk.address("task", task_id))
    if act == "hand-over":
        over = HandOverForm(request.POST, colleagues=_colleagues(request, desk))
        if over.is_valid() and _attempt(request, over, task_hand_over, task_id):
            messages.success(request, "已交给同事，两边都会知道。")
            return redirect(desk.address("inbox"))
        return _page(request, desk, task, over_form=over)
    if act == "say":
        remark = RemarkForm(request.POST, request.FILES)
        if remark.is_valid() and _attempt(request, remark, task_say, task_id):
            return redirect(f"{desk.address('task', task_id)}#thread")
        return _page(request, desk, task, remark_form=remark)
    raise Http404


def task_of_desk(request: HttpRequest, desk: Desk, task_id: UUID) -> TaskView:
    """The task, if it belongs to this desk. Raises NotFound."""
    task = task_page(request.user, task_id, on=localdate())
    if task.organisation_id not in ids_of_organisation(desk.pk):
        raise NotFound(NOT_FOR_YOU)
    return task


def close(request: HttpRequest, form: CloseForm, task: TaskView) -> bool:
    """Done or not needed, as the form says; a refusal stays in the form."""
    words = form.cleaned_data["words"]
    if form.cleaned_data["how"] == "done":
        facts = {"act": task_done, "result": words}
    else:
        facts = {"act": task_cancel, "reason": words}
    if form.cleaned_data["how"] == "cancel" and not words.strip():
        form.add_error("words", "请写明为什么不用办。")
        return False
    return attempt(form, by=request.user, task_id=task.task_id, at=now(), **facts)[0]


def _page(request: HttpRequest, desk: Desk, task: TaskView, **forms_: Any) -> HttpResponse:
    colleagues = _colleagues(request, desk)
    context = {
        "desk": desk,
        "task": task,
        "thread": thread_of(request.user, task.task_id, on=localdate()),
        "about_url": desk.address_of(task.page, task.page_key)
        or address_of(desk.portal, task.about),
        "files": attachments_of(request.user, about_task(task.task_id)),
        "colleagues": colleagues,
        "form": CloseForm(),
        "draft": _draft(request, task),
        "over_form": HandOverForm(colleagues=colleagues),
        "remark_form": RemarkForm(),
        "task_url": desk.address("task", task.task_id),
    }
    return render(request, "desk/task.html", context | forms_)


def _draft(request: HttpRequest, task: TaskView) -> Draft:
    """What was typed rests in the browser until it has arrived; a colleague may be quicker."""
    return draft_of(request, f"task-{task.task_id}", task.state, task.assignee, task.due_on)


def _now(task: TaskView) -> Now:
    about = [("现在", task.state_label), ("经办", task.assignee or "还没有指定")]
    return Now(says={}, about=about)


def _colleagues(request: HttpRequest, desk: Desk) -> list[Any]:
    """To hand over to: not to myself, I take it."""
    return [c for c in colleagues_of(request.user, desk.pk) if not c.is_me]


def _attempt(request: HttpRequest, form: forms.Form, act: Any, task_id: UUID) -> bool:
    handed = form.take_files() if isinstance(form, FileFields) else []
    facts = {"by": request.user, "task_id": task_id, "at": now(), **form.cleaned_data}
    return attempt(form, with_files, does=act, handed=handed, **facts)[0]
