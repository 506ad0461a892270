"""What people ask an organisation about their own data, the same page on every desk."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.accesses import question_for_office
from gongyue.apps.registry.services.questions import explain_opening
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import once_only

# What a task is about → the page of the same desk that answers it.
PAGES = {"registry.question": "question", "registry.correction": "correction"}
DAYS = (("1", "今天"), ("7", "七天"), ("30", "三十天"), ("90", "三个月"), ("366", "一年"))


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="答复",
        max_length=1_000,
        help_text="写明为什么查阅、依据是什么、看了之后做了什么。本人看得到，不能改。",
        error_messages={"required": "请写答复", "max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5}),
    )


def address_of(portal: str, about: str) -> str:
    """Where a task of this desk is answered; empty when it is about something else."""
    kind, _, number = about.partition(":")
    page = PAGES.get(kind)
    try:
        return reverse(f"{portal}:{page}", args=[number]) if page and number else ""
    except NoReverseMatch:
        return ""


@once_only
def question_page(request: HttpRequest, desk: Desk, question_id: int) -> HttpResponse:
    """Somebody asks why their file was opened; the office answers once."""
    found = question_for_office(request.user, question_id, on=localdate())
    if found.opening is None or found.opening.office_id != desk.pk:
        raise NotFound(NOT_FOR_YOU)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "question_id": question_id, "at": now(), **form.cleaned_data}
        if attempt(form, explain_opening, **facts)[0]:
            messages.success(request, "答复已经给本人。")
            return redirect(request.path)
    context = {"desk": desk, "question": found, "form": form}
    return render(request, "desk/question.html", context)
