"""用工体检 for anybody: a workbook in, a report out, nothing kept."""

from datetime import date
from pathlib import PurePath
from time import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongyue.apps.accounts.doors import Door
from gongyue.apps.accounts.services import caller_of
from gongyue.apps.checkup.reports.marked import render_marked
from gongyue.apps.checkup.reports.pdf import render_pdf
from gongyue.apps.checkup.reports.words import ROLE, gaps, groups, soonest
from gongyue.apps.checkup.reports.xlsx import render_xlsx
from gongyue.apps.checkup.run import CannotCheckUp, Checkup, run
from gongyue.apps.registry.blanks import BLANKS
from gongyue.engines.workbook import Limits
from gongyue.portals.public.fields import DayField, DayInput
from gongyue.portals.shared.exporting import attachment
from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.place_fields import PlaceField
from gongyue.portals.shared.places import remember, usual_for
from gongyue.portals.shared.staleness import latest_of, stale_until
from gongyue.portals.shared.tables_in import Table, TableForm

MEGABYTE = 1024 * 1024
LARGEST = min(20 * MEGABYTE, settings.UPLOAD_LIMIT)  # an open door takes less than a signed-in one
SHOWN = 40  # findings of one kind on the page; all of them are in the Excel file
# Somebody is waiting, and anybody may ask: a few pages, a minute.
PAPER = Limits(scan_pages=3, scan_seconds=60)
NOBODY = "没有在文件里读到人员。表里要有“姓名”一列，并且每人一行；有密码的读不了，照片要拍清楚"
DOOR = Door("checkup", most=20, seconds=3_600)  # an office behind one address needs several
DOWNLOADS = {
    "xlsx": (
        render_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "pdf": (render_pdf, "application/pdf"),
}


class WorkbookForm(TableForm):
    place = PlaceField(label="用工所在地", error_messages={"required": "请选择用工所在地"})
    on = DayField(
        label="体检到哪一天",
        initial=localdate,
        error_messages={"required": "请填写日期"},
        widget=DayInput(attrs={"class": "form-control"}),
    )
    include_hidden = forms.BooleanField(label="隐藏的工作表和行也一起看", required=False)
    use_required_attribute = False

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data.get("file")
        if file and file.size > LARGEST:
            raise ValidationError(f"文件超过 {LARGEST // MEGABYTE} MB，请只留需要的工作表后再试")
        return file

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if not date(2008, 1, 1) <= on <= date(2100, 12, 31):
            raise ValidationError("日期应在 2008 年到 2100 年之间")
        return on


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkup(request: HttpRequest) -> HttpResponse:
    initial = {"place": usual_for(request)}
    form = WorkbookForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _let_in(request, form):
        try:
            table = form.table()
            done = _run(form, table)
            remember(request, form.cleaned_data["place"])
            if done.result.people:
                return _answer(request, done, table)
            form.add_error("file", NOBODY)
        except CannotCheckUp as cannot:
            form.add_error("file", cannot.message_zh)
    context = {"form": form, "limit": LARGEST // MEGABYTE, "pages": PAPER.scan_pages}
    context["blanks"] = BLANKS.values()
    return render(request, "public/checkup.html", context)


def _let_in(request: HttpRequest, form: WorkbookForm) -> bool:
    """Whether this address may have another file read now; the form says when it may."""
    seconds = DOOR.wait(caller_of(request).address, time())
    if seconds:
        minutes = int(seconds // 60) + 1
        form.add_error(
            None, f"这个网络地址一小时内已体检 {DOOR.most} 次，请 {minutes} 分钟后再来。"
        )
    return not seconds


def _run(form: WorkbookForm, table: Table) -> Checkup:
    facts = form.cleaned_data
    return run(
        table.content,
        name=table.name,
        limits=PAPER,
        place=facts["place"],
        on=facts["on"],
        include_hidden=facts["include_hidden"],
    )


def _answer(request: HttpRequest, done: Checkup, table: Table) -> HttpResponse:
    if request.POST.get("as") == "marked":
        given = render_marked(done, table.content)
        path = PurePath(table.name)
        suffix = path.suffix.lower() if given.kept else ".xlsx"
        return attachment(given.content, f"{path.stem or '表格'}-问题{suffix}")
    if request.POST.get("as") in DOWNLOADS:
        return _download(done, request.POST["as"])
    return render(request, "public/checkup_report.html", report_context(done))


def _download(done: Checkup, kind: str) -> HttpResponse:
    render_report, content_type = DOWNLOADS[kind]
    response = HttpResponse(render_report(done), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"用工体检-{done.on}-{done.number}.{kind}"
    )
    return response


def report_context(done: Checkup) -> dict[str, Any]:
    """What the page shows: totals, what comes next, findings by kind, gaps, how it was read."""
    kinds, totals = groups(done.result.findings), done.result.totals()
    return {
        "done": done,
        "totals": totals,
        "soonest": soonest(done)[:5],
        "kinds": [
            {
                "kind": kind,
                "cards": [card_of(finding.to_json()) for finding in kind.findings[:SHOWN]],
                "more": max(0, len(kind.findings) - SHOWN),
            }
            for kind in kinds
        ],
        "stale_until": latest_of(stale_until(found.to_json()) for found in done.result.findings),
        "all_to_check": set(totals["by_status"]) == {"to_check"},
        "gaps": gaps(done.result.undecided),
        "sheets": [(sheet, ROLE.get(sheet.role, sheet.role)) for sheet in done.sheets],
    }
