"""待办: the same list and page of tasks on every desk."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.tasks.selectors import TaskView, inbox, task_page
from gongyue.apps.tasks.services import task_cancel, task_done
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import (
    Now,
    conflict_page,
    draft_of,
    is_stale,
    once_only,
    sent,
)
from gongyue.portals.shared.paging import page_of

STATES = (("open", "待办"), ("done", "已办"), ("cancelled", "已取消"))
AboutUrl = Callable[[str], str]


def nowhere(about: str) -> str:
    """For desks whose tasks lead to no page of their own."""
    return ""


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
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


def inbox_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Tasks of the desk, the most urgent first; done and cancelled ones on request."""
    asked = request.GET.get("state", "")
    state = asked if asked in dict(STATES) else "open"
    tasks = inbox(request.user, on=localdate(), state=state, organisation_id=desk.pk)
    context = {
        "desk": desk,
        "page": page_of(request, tasks, 30),
        "state": state,
        "states": STATES,
        "acts": [("done", "勾选的都办好了")],
        "task_route": f"{desk.portal}:task",
        "done_route": f"{desk.portal}:tasks_done",
    }
    return render(request, "desk/inbox.html", context)


def tasks_done(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the ticked tasks, each one recorded."""
    numbers = [number for number in map(_uuid, request.POST.getlist("chosen")) if number]
    closed = [number for number in numbers if _close_one(request, number)]
    if closed:
        messages.success(request, f"{len(closed)} 件已记为办好。")
    elif not numbers:
        messages.warning(request, "还没有勾选。")
    return redirect(desk.inbox_route)


@once_only
def one_task(
    request: HttpRequest, desk: Desk, task_id: UUID, about_url: AboutUrl = nowhere
) -> HttpResponse:
    """One task: what, by when, what happens if nobody does; and the form to close it."""
    task = task_of_desk(request, desk, task_id)
    draft = draft_of(request, f"task-{task_id}", task.state, task.assignee, task.due_on)
    form = CloseForm(sent(request))
    if form.is_valid() and is_stale(request, draft):
        return conflict_page(request, form, draft, layout="desk", now_is=_now(task))
    if form.is_valid() and _close(request, form, task):
        messages.success(request, "已办结，写进了记录。")
        return redirect(desk.inbox_route)
    context = {"desk": desk, "task": task, "form": form, "about_url": about_url(task.about)}
    context["draft"] = draft
    return render(request, "desk/task.html", context)


def _now(task: TaskView) -> Now:
    """A colleague was quicker, or it is another's by now."""
    about = [("现在", task.state_label), ("经办", task.assignee or "还没有指定")]
    return Now(says={}, about=about)


def task_of_desk(request: HttpRequest, desk: Desk, task_id: UUID) -> TaskView:
    """The task, if it belongs to this desk. Raises NotFound."""
    task = task_page(request.user, task_id, on=localdate())
    if task.organisation_id != desk.pk:
        raise NotFound(NOT_FOR_YOU)
    return task


def _close(request: HttpRequest, form: CloseForm, task: TaskView) -> bool:
    words = form.cleaned_data["words"]
    if form.cleaned_data["how"] == "done":
        facts = {"act": task_done, "result": words}
    else:
        facts = {"act": task_cancel, "reason": words}
    if form.cleaned_data["how"] == "cancel" and not words.strip():
        form.add_error("words", "请写明为什么不用办。")
        return False
    return attempt(form, by=request.user, task_id=task.task_id, at=now(), **facts)[0]


def _close_one(request: HttpRequest, task_id: UUID) -> bool:
    facts = {"by": request.user, "task_id": task_id, "result": "", "at": now()}
    return attempt_and_say(request, "", task_done, **facts)[0]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
