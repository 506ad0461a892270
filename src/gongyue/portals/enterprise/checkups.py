"""用工体检: run one, read its report, open a finding, put it right."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.checkup.of_imports import checkup_import
from gongyue.apps.checkup.selectors import PER_PAGE, CheckupPage, checkup_page, checkups_of
from gongyue.apps.checkup.services import checkup_organisation, checkup_upload
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.imports import import_plan
from gongyue.engines.workbook.scanned import is_paper
from gongyue.law.checkup import CODES
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.exports import CHECKUPS, findings_file
from gongyue.portals.enterprise.imports_forms import ROLES, WorkbookForm
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import ROWS, exported
from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.paging import page_of, wants_part
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.staleness import latest_of, stale_until
from gongyue.portals.shared.tables_in import Table

HISTORY = 200
LOOK_FIRST = "照片和 PDF 先核对：拿不准的格子对着图片改好，再按“只体检，不导入”。"
RUNNING = {"queued", "running"}
FILTERS = ("code", "severity", "status")


class DayForm(forms.Form):
    on = forms.DateField(
        label="体检日",
        help_text="按这一天的法律和标准判断",
        error_messages={"required": "请填写体检日", "invalid": "请填写日期，例如 2026-11-21"},
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )


class UploadForm(DayForm, WorkbookForm):
    """A file or a pasted table, and the day."""


@require_safe
def checkups(request: HttpRequest) -> HttpResponse:
    """Two ways to begin, and every check-up so far."""
    desk = my_desk(request)
    rows = partial(checkups_of, request.user, desk.pk, limit=HISTORY)
    if file := exported(request, "用工体检", CHECKUPS, rows):
        return file
    return _start_page(request, desk, UploadForm(initial={"on": localdate()}))


@require_http_methods(["POST"])
def check_records(request: HttpRequest) -> HttpResponse:
    """Check up the firm's own records, as of today."""
    desk = my_desk(request)
    facts = {"by": request.user, "organisation_id": desk.pk, "on": localdate(), "at": now()}
    done, checkup = attempt_and_say(request, "", checkup_organisation, **facts)
    return redirect("enterprise:checkup", checkup.pk) if done else redirect("enterprise:checkups")


@require_http_methods(["POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """Check up a workbook without importing it."""
    desk = my_desk(request)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        table = form.table()
        if is_paper(table.content) and _may_look_first(desk):
            done, batch = attempt(form, import_plan, **_of_upload(request, desk, table))
            if done:
                messages.success(request, LOOK_FIRST)
                day = form.cleaned_data["on"].isoformat()
                return redirect(f"{reverse('enterprise:import', args=[batch.pk])}?on={day}")
        else:
            facts = _of_upload(request, desk, table) | {"on": form.cleaned_data["on"]}
            done, checkup = attempt(form, checkup_upload, **facts)
            if done:
                return redirect("enterprise:checkup", checkup.pk)
    return _start_page(request, desk, form)


@require_POST
def check_import(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Judge what an import has read, corrected cells and all; nothing is imported."""
    my_desk(request)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.warning(request, f"体检日：{form.errors['on'][0]}。")
        return redirect("enterprise:import", batch_id)
    facts = {"by": request.user, "batch_id": batch_id, "on": form.cleaned_data["on"], "at": now()}
    done, checkup = attempt_and_say(request, "", checkup_import, **facts)
    if not done:
        return redirect("enterprise:import", batch_id)
    return redirect("enterprise:checkup", checkup.pk)


@require_safe
def checkup(request: HttpRequest, checkup_id: UUID) -> HttpResponse:
    """The report: totals, filters with counts, findings person by person, what is undecided."""
    asked = {name: request.GET.get(name, "")[:40] for name in FILTERS}
    desk = my_desk(request)
    ask = partial(checkup_page, request.user, checkup_id, **_filters(asked))
    found = ask(page=_number(request.GET.get("page", "")))
    every = partial(_every_finding, ask)
    if file := findings_file(request, desk, found, every):
        return file
    context = {
        "desk": desk,
        "found": found,
        "checkup": found.checkup,
        "running": found.checkup.state in RUNNING,
        "asked": asked,
        "page": _pager(found),
        "place": place_name(found.checkup.place),
        "findings": [(row, card_of(row.details)) for row in found.findings if row.details],
        "sheets": [(s, ROLES.get(s["role"], "")) for s in found.report.get("sheets", ())],
        "gaps": _gaps(found),
        "stale_until": latest_of(stale_until(row.details) for row in found.findings),
        "all_to_check": set(found.checkup.totals.get("by_status", ())) == {"to_check"},
        "today": localdate(),
    }
    template = "_findings.html" if wants_part(request) and not context["running"] else "report.html"
    return render(request, f"enterprise/checkups/{template}", context)


@require_safe
def about(request: HttpRequest, about: str) -> HttpResponse:
    """From a task to the finding that tells of it today."""
    desk = my_desk(request)
    latest = next((c for c in checkups_of(request.user, desk.pk) if c.state == "done"), None)
    code = about.split(":")[1] if about.count(":") == 2 else ""
    if latest is not None:
        found = checkup_page(request.user, latest.checkup_id, code=code, per_page=2_000)
        if row := next((row for row in found.findings if row.about == about), None):
            return redirect("enterprise:finding", row.finding_id)
    messages.success(request, "最近一次体检里已经没有这件事了。")
    return redirect("enterprise:checkups")


def _every_finding(ask: Callable[..., CheckupPage]) -> list[Any]:
    return [row for row in ask(per_page=ROWS + 1).findings if row.details]


def _start_page(request: HttpRequest, desk: Desk, form: UploadForm) -> HttpResponse:
    require_can(request.user, Can.CHECK_UP, desk.pk)
    context = {
        "desk": desk,
        "form": form,
        "place": place_name(desk.here.place),
        "people": people_of_organisation(request.user, desk.pk, per_page=1).total,
        "page": page_of(request, checkups_of(request.user, desk.pk, limit=HISTORY), 20),
    }
    return render(request, "enterprise/checkups/list.html", context)


def _may_look_first(desk: Desk) -> bool:
    """Cells of a scan are corrected on the page of an import."""
    return Can.IMPORT_RECORDS in desk.here.rights and "enterprise:import" not in desk.off


def _of_upload(request: HttpRequest, desk: Desk, table: Table) -> dict[str, Any]:
    return {
        "by": request.user,
        "organisation_id": desk.pk,
        "content": table.content,
        "name": table.name,
        "at": now(),
    }


def _filters(asked: dict[str, str]) -> dict[str, str]:
    return {name: asked[name] for name in FILTERS if asked[name]}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _pager(found: CheckupPage) -> Page:
    """The selector has cut the page already; the pager only needs the numbers."""
    return Paginator(range(found.total), PER_PAGE).page(found.page)


def _gaps(found: CheckupPage) -> list[dict[str, Any]]:
    """What could not be judged, once for each missing column, with the people concerned."""
    gaps: dict[tuple[str, str, str], list[str]] = {}
    for item in found.undecided:
        gaps.setdefault((item["code"], item["missing"], item["reason"]), []).append(item["person"])
    return [
        {"title": CODES[code].title, "missing": missing, "reason": reason, "people": people}
        for (code, missing, reason), people in gaps.items()
    ]
