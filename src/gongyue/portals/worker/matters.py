"""办事: what I have to do, what I handed in, and the way to hand in something new."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.drafting import drafts_of
from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings.kinds import FILING_KINDS
from gongyue.apps.tasks.filings.replying import filing_claim
from gongyue.apps.tasks.filings.selectors import (
    FilingPage,
    filing_page,
    filings_of_myself,
    offices_for,
)
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.selectors import TaskView, inbox, task_page
from gongyue.portals.shared import filings as shared
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.exporting import exported
from gongyue.portals.shared.files.uploads import sent_to
from gongyue.portals.shared.filing_forms import NewForm
from gongyue.portals.shared.filings import COLUMNS
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.place_fields import PlaceField
from gongyue.portals.shared.places import place_name, remember, usual_for
from gongyue.portals.shared.slips import slip
from gongyue.portals.shared.task import CloseForm, close


class WhereForm(forms.Form):
    place = PlaceField(label="在哪个地方", error_messages={"required": "请选择在哪个地方"})


class ClaimForm(forms.Form):
    number = forms.CharField(
        label="流水号",
        max_length=60,
        help_text="在窗口登记的，回执上有十五位数字",
        error_messages={"required": "请填流水号"},
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )


def my_tasks(user: Any) -> list[TaskView]:
    """What the user has to do as themself, not for an organisation."""
    return [task for task in inbox(user, on=localdate()) if task.organisation_id is None]


@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: HttpRequest) -> HttpResponse:
    """My tasks on top, then what I handed in, newest first."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, found = attempt(form, filing_claim, by=request.user, at=now(), **form.cleaned_data)
        if done:
            messages.success(request, "已放到您名下。")
            return redirect("worker:filing", found.pk)
    filed = filings_of_myself(request.user)
    if file := exported(request, "我提的", COLUMNS, lambda: filed):
        return file
    tasks = [(task, _address(task)) for task in my_tasks(request.user)]
    context: dict[str, Any] = {"tasks": tasks, "form": form, "begun": drafts_of(request.user)}
    context["page"] = page_of(request, filed, 20)
    return render(request, "worker/matters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One thing I have to do."""
    found = task_page(request.user, task_id, on=localdate())
    if found.organisation_id is not None:
        raise NotFound(NOT_FOR_YOU)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and close(request, form, found):
        messages.success(request, "记下来了。")
        return redirect("worker:matters")
    context = {"task": found, "form": form, "about_url": _about(found)}
    return render(request, "worker/matters/task.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def filing_new(request: HttpRequest) -> HttpResponse:
    """意见与求助: to which office, what, in which words."""
    asked = request.GET if "place" in request.GET else None
    where = WhereForm(asked, initial={"place": usual_for(request)})
    place = where.cleaned_data["place"] if where.is_valid() else usual_for(request)
    remember(request, place if where.is_bound else "")
    kinds = [kind for kind in FILING_KINDS.values() if kind.offered]
    form = NewForm(*sent_to(request), offices=offices_for(place), kinds=kinds)
    if form.is_valid() and (made := _submit(request, form)):
        messages.success(request, "送到了。流水号请留好，也可以打印回执。")
        return redirect("worker:filing", made.pk)
    context = {"form": form, "where": where, "place": place_name(place)}
    return render(request, "worker/matters/new.html", context)


@require_safe
def filing(request: HttpRequest, filing_id: UUID) -> HttpResponse:
    """One thing I handed in: how far it is, and what I can do."""
    return _page(request, _mine(request, filing_id))


@require_POST
@once_only
def filing_act(request: HttpRequest, filing_id: UUID, act: str) -> HttpResponse:
    """Reply, accept, withdraw, rate; the service checks that it is mine to do."""
    found = _mine(request, filing_id)
    form = shared.form_of(request, act, found)
    if shared.done(request, form, act, filing_id):
        return redirect("worker:filing", filing_id)
    return _page(request, found, {act: form})


@require_safe
def paper(request: HttpRequest, filing_id: UUID) -> HttpResponse:
    """The receipt to print."""
    found = _mine(request, filing_id)
    return slip(request, found, back=reverse("worker:filing", args=[filing_id]))


def _submit(request: HttpRequest, form: NewForm) -> Any:
    handed, sent = form.take_files(), form.cleaned_data
    new = NewFiling(kind=sent["kind"], office_id=UUID(sent["office"]), words=sent["words"])
    call = {"by": request.user, "new": new, "at": now()}
    return attempt(form, with_files, does=filing_submit, handed=handed, **call)[1]


def _mine(request: HttpRequest, filing_id: UUID) -> FilingPage:
    """Raises NotFound unless I handed it in for myself."""
    found = filing_page(request.user, filing_id)
    if not found.is_mine:
        raise NotFound(NOT_FOR_YOU)
    return found


def _page(
    request: HttpRequest, found: FilingPage, given: dict[str, forms.Form] | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "filing": found.filing,
        "forms": shared.empty_forms(request, found, given or {}),
        "failed": next(iter(given), "") if given else "",
        "act_url": reverse("worker:filing", args=[found.filing.filing_id]),
    }
    return render(request, "worker/matters/filing.html", context)


def _address(found: TaskView) -> str:
    """Straight to what it is about, where there is a page; else the task's own."""
    return _about(found) or reverse("worker:task", args=[found.task_id])


def _about(found: TaskView) -> str:
    if not found.page:
        return ""
    try:
        return reverse(f"worker:{found.page}", args=[found.page_key])
    except NoReverseMatch:
        return ""
