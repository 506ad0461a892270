"""体检发现的一件事: what, by which article, how much; and the ways to put it right."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.checkup.selectors import FindingRow, finding_page
from gongyue.apps.checkup.services import finding_settle, finding_to_task
from gongyue.apps.registry.roles import ROLES_OF_KIND, Role
from gongyue.apps.tasks.selectors import tasks_about
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.stances import sides_of_finding

TEXT = {"class": "form-control", "rows": 3}
SETTLEMENTS = [("fixed", "已经整改"), ("not_so", "核实过，不是这样"), ("later", "先放一放")]


class TaskForm(forms.Form):
    role = forms.ChoiceField(
        label="交给谁办",
        error_messages={"required": "请选一个角色"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    due_on = forms.DateField(
        label="哪天前办好",
        required=False,
        error_messages={"invalid": "日期要写成 2026-12-31 这样"},
        widget=forms.DateInput(
            format="%Y-%m-%d",
            attrs={"class": "form-control", "type": "date", "max": "9999-12-31"},
        ),
    )

    def __init__(self, desk: Desk, *args: object) -> None:
        super().__init__(*args)
        roles = [(role.value, role.label) for role in ROLES_OF_KIND[desk.here.kind]]
        self.fields["role"].choices = roles
        self.initial = {"role": Role.HR}


class SettleForm(forms.Form):
    settlement = forms.ChoiceField(
        label="处理结果",
        choices=SETTLEMENTS,
        error_messages={"required": "请选一个处理结果"},
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="说明",
        required=False,
        max_length=1_000,
        help_text="怎么改的、什么时候改的，或者为什么不是这样。本人能看到。",
        widget=forms.Textarea(attrs=TEXT),
    )


@require_safe
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """The finding with its forms."""
    desk = my_desk(request)
    row = finding_page(request.user, finding_id)
    return _page(request, desk, row, TaskForm(desk), SettleForm())


@require_POST
def to_task(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Make it a task; the day it gets worse is the day it is due."""
    desk = my_desk(request)
    row = finding_page(request.user, finding_id)
    form = TaskForm(desk, request.POST)
    facts = {"by": request.user, "finding_id": finding_id, "at": now()}
    if form.is_valid():
        done, task = attempt(form, finding_to_task, **form.cleaned_data, **facts)
        if done:
            messages.success(request, "已建待办。")
            return redirect("enterprise:task", task.pk)
    return _page(request, desk, row, form, SettleForm())


@require_POST
def settle(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Say what came of it, in words the worker can read."""
    desk = my_desk(request)
    row = finding_page(request.user, finding_id)
    form = SettleForm(request.POST)
    facts = {"by": request.user, "finding_id": finding_id, "at": now()}
    if form.is_valid() and attempt(form, finding_settle, **facts, **form.cleaned_data)[0]:
        messages.success(request, "处理结果已记下，本人能看到。")
        return redirect("enterprise:finding", finding_id)
    return _page(request, desk, row, TaskForm(desk), form)


def _page(
    request: HttpRequest, desk: Desk, row: FindingRow, task_form: TaskForm, form: SettleForm
) -> HttpResponse:
    context = {
        "desk": desk,
        "row": row,
        "card": card_of(row.details),
        "sides": sides_of_finding(row),
        "tasks": tasks_about(request.user, row.about, on=localdate()),
        "task_form": task_form,
        "form": form,
        "today": localdate(),
    }
    return render(request, "enterprise/checkups/finding.html", context)
