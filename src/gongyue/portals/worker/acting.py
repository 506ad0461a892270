"""代 某某 办理: what a delegate sees and does, each page recorded and shown to the grantor."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.selectors.records import record_of_grantor, records_of_grantor
from gongyue.apps.registry.services.access import open_as_delegate
from gongyue.apps.registry.services.stances import take_stance
from gongyue.portals.shared.acting import (
    ANY,
    may_act,
    require_acting,
    start_acting,
    stop_acting,
)
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.records import entry_of, sides_of
from gongyue.portals.worker.records import AnswerForm


@require_POST
def act_for(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Take up a delegation."""
    start_acting(request, delegation_id)
    return redirect("worker:acting")


@may_act(ANY)
@require_POST
def act_stop(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    stop_acting(request)
    return redirect("worker:delegations")


@may_act(ANY)
@require_safe
def acting(request: HttpRequest) -> HttpResponse:
    """What may be done for this person."""
    if getattr(request, "acting", None) is None:
        return redirect("worker:delegations")
    running = require_acting(request)
    acts = [(act.value, act.label) for act in Act if act.value in running.acts]
    return render(request, "worker/acting/home.html", {"running": running, "acts": acts})


@may_act(Act.READ_RECORDS)
@require_safe
def acting_records(request: HttpRequest) -> HttpResponse:
    """The grantor's records; they see that we looked."""
    running = require_acting(request)
    open_as_delegate(by=request.user, grantor=running.grantor, at=now())
    rows = records_of_grantor(request.user, running.grantor, on=localdate())
    page = page_of(request, [entry_of(row) for row in rows], 30)
    return render(request, "worker/acting/records.html", {"running": running, "page": page})


@may_act(Act.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def acting_record(request: HttpRequest, event_id: int) -> HttpResponse:
    """One record, and the answer where that was delegated too."""
    running = require_acting(request)
    facts = {"by": request.user, "grantor": running.grantor}
    open_as_delegate(at=now(), **facts)
    found, history = record_of_grantor(request.user, running.grantor, event_id, on=localdate())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, event_id):
        return redirect("worker:acting_record", event_id)
    context = {"running": running, "record": found, "entry": entry_of(found), "form": form}
    context |= {"sides": sides_of(found), "history": history}
    context["may_answer"] = Act.TAKE_STANCE in running.acts and found.reading != "withdrawn"
    context["may_correct"] = Act.REQUEST_CORRECTION in running.acts and not found.correction
    return render(request, "worker/acting/record.html", context)


def _answered(request: HttpRequest, form: AnswerForm, event_id: int) -> bool:
    running = require_acting(request)
    facts = {"by": request.user, "event_id": event_id, "at": now(), **form.cleaned_data}
    return attempt(form, take_stance, on_behalf_of=running.grantor, **facts)[0]
