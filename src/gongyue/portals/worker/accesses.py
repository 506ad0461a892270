"""谁看过我: who opened my file and for what, refusals too; and asking why."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.registry.selectors.accesses import (
    Wanted,
    access_log_of_myself,
    access_of_myself,
    questions_of_myself,
)
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.questions import question_access
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of

KEPT = 2_000
ON_PAPER = 500
FILTERS = ("office", "purpose", "month")
ACCESSES = (
    Column("谁", lambda row: f"{row.office}：{row.who}" if row.who else row.office),
    Column("经手的人", lambda row: row.role),
    Column("为什么", lambda row: row.purpose),
    Column("补充说明", lambda row: row.words),
    Column("看了哪些", lambda row: "、".join(row.parts)),
    Column("什么时候", lambda row: row.at),
    Column("结果", lambda row: "没看到" if row.refused else "看了"),
)


class QuestionForm(forms.Form):
    words = forms.CharField(
        label="您想问什么",
        max_length=1_000,
        help_text="比如：为什么要看我的工资？依据是什么？",
        error_messages={
            "required": "请写您想问什么",
            "max_length": "最多写 1000 字",
        },
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


@require_safe
def accesses(request: HttpRequest) -> HttpResponse:
    """Newest first, alike ones of a day together."""
    log = access_log_of_myself(request.user, _wanted(request), KEPT)
    rows = [access for group in log.groups for access in group.accesses]
    if file := exported(request, "谁看过我", ACCESSES, lambda: rows):
        return file
    asked = {name: request.GET.get(name, "")[:40] for name in FILTERS}
    context = {"me": myself(request.user), "log": log, "asked": asked}
    context |= {"page": page_of(request, log.groups, 20), "filtered": any(asked.values())}
    context["questions"] = questions_of_myself(request.user, on=localdate())
    return render(request, "worker/accesses/list.html", context)


@require_safe
def accesses_paper(request: HttpRequest) -> HttpResponse:
    """The same on A4."""
    log = access_log_of_myself(request.user, _wanted(request), ON_PAPER)
    context = {"me": myself(request.user), "log": log, "printed_at": now()}
    return render(request, "worker/accesses/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def access(request: HttpRequest, event_id: int) -> HttpResponse:
    """One opening: everything known of it, my question, their answer."""
    found = access_of_myself(request.user, event_id)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "event_id": event_id, "at": now(), **form.cleaned_data}
        if attempt(form, question_access, **facts)[0]:
            messages.success(request, "问出去了。对方要在期限内答复，答复会出现在这一页。")
            return redirect("worker:access", event_id)
    question = questions_of_myself(request.user, on=localdate()).get(event_id)
    context = {"access": found, "form": form, "question": question}
    return render(request, "worker/accesses/page.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    month = request.GET.get("month", "")
    return Wanted(
        office=request.GET.get("office", "")[:40],
        purpose=request.GET.get("purpose", "")[:20],
        month=month if re.fullmatch(r"\d{4}-\d{2}", month) else "",
    )
