"""政策影响测算: what a change would do to the people of the place, before it is published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.impact.paper import impact_paper
from gongyue.apps.impact.selectors import impact_run_page, impact_runs_of
from gongyue.apps.impact.services import impact_order, impact_restart, is_stopped, look_at
from gongyue.apps.impact.words import (
    TAKEN,
    changes_of,
    doubts_of,
    group_rows,
    monthly_total,
    rule_rows,
)
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.files.site import missing_words, site_of
from gongyue.portals.shared.impact_forms import ChangeForm, PatchForm
from gongyue.portals.shared.paging import page_of

RUNNING = {"queued", "running"}
RUNS = (
    Column("题目", lambda run: run.title),
    Column("按哪一天", lambda run: run.on),
    Column("状态", lambda run: run.get_state_display()),
    Column("单位数", lambda run: run.firms),
    Column("什么时候", lambda run: run.ordered_at),
)
GROUPS = (
    Column("项目", lambda row: row.rule),
    Column("按", lambda row: row.kind),
    Column("组", lambda row: row.name),
    Column("人数", lambda row: row.people),
    Column("单位数", lambda row: row.firms),
    Column("差额", lambda row: row.difference),
)


@require_safe
def impacts(request: HttpRequest) -> HttpResponse:
    """What I had reckoned, the newest first."""
    desk = my_desk(request)
    runs = impact_runs_of(request.user, desk.pk)
    if file := exported(request, "政策影响测算", RUNS, lambda: runs):
        return file
    context = {"desk": desk, "page": page_of(request, runs, 30)}
    return render(request, "regulator/impacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def impact_new(request: HttpRequest) -> HttpResponse:
    """One changed value, or a whole patch; mistakes are told with their line."""
    desk = my_desk(request)
    impact_runs_of(request.user, desk.pk)  # whoever may not see firms has nothing here
    sent = request.POST.get("way") if request.method == "POST" else ""
    change = ChangeForm(desk.here.place, request.POST if sent == "change" else None,
                        initial={"on": localdate()})  # fmt: skip
    patch = PatchForm(request.POST if sent == "patch" else None, request.FILES or None,
                      initial={"on": localdate()})  # fmt: skip
    form = {"change": change, "patch": patch}.get(sent or "")
    if form is not None and form.is_valid() and (run := _ordered(request, desk, form)):
        return redirect("regulator:impact", run.pk)
    context = {"desk": desk, "change": change, "patch": patch, "sent": sent}
    context["mistakes"] = getattr(form, "mistakes", ())
    return render(request, "regulator/impact_new.html", context)


def _ordered(request: HttpRequest, desk: Desk, form: Any) -> Any:
    """The run; None where the change has mistakes, which stand in the form."""
    text = form.patch_text()
    form.mistakes = look_at(text).grave
    if form.mistakes:
        form.add_error(None, "改动里有要改正的地方，见下面。")
        return None
    facts = {"title": form.cleaned_data["title"], "on": form.cleaned_data["on"]}
    call = {"by": request.user, "office_id": desk.pk, "at": now(), **facts}
    return attempt(form, impact_order, patch_text=text, **call)[1]


@require_safe
def impact(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far it is, what came of it, or why nothing did."""
    desk = my_desk(request)
    run = impact_run_page(request.user, desk.pk, run_id)
    groups = group_rows(run.report)
    if file := exported(request, f"政策影响测算 {run.on}", GROUPS, lambda: groups):
        return file
    rows = rule_rows(run.report)
    context = {
        "desk": desk,
        "run": run,
        "running": run.state in RUNNING,
        "stopped": is_stopped(run, now()),
        "report": run.report,
        "changes": changes_of(run.report),
        "rules": rows,
        "groups": groups,
        "monthly": monthly_total(run.report),
        "doubts": doubts_of(run.report),
        "taken": [(row, TAKEN[row.name]) for row in rows],
    }
    return render(request, "regulator/impact.html", context)


@require_POST
def impact_again(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Once more what a killed process left undone."""
    call = {"by": request.user, "office_id": my_desk(request).pk, "run_id": run_id, "at": now()}
    attempt_and_say(request, "已重新开始。", impact_restart, **call)
    return redirect("regulator:impact", run_id)


@require_POST
def impact_issue(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The result as a paper with a number."""
    desk = my_desk(request)
    call = {"by": request.user, "office_id": desk.pk, "run_id": run_id, "site": site_of(request)}
    done, issued = attempt_and_say(request, "已出具。", impact_paper, at=now(), **call)
    if not done:
        return redirect("regulator:impact", run_id)
    if issued.missing:
        messages.warning(request, missing_words(issued.missing))
    return redirect("files:paper", issued.paper.pk)
