"""The report of a check-up as a file: Excel, PDF, a web page, or JSON for other programs."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongyue.apps.checkup.read_back import read_back
from gongyue.apps.checkup.reports.html import render_html
from gongyue.apps.checkup.reports.pdf import render_pdf
from gongyue.apps.checkup.reports.xlsx import render_xlsx
from gongyue.apps.checkup.selectors import marked_of_checkup, result_of
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.exporting import attachment

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
RENDER = {"xlsx": render_xlsx, "pdf": render_pdf, "html": render_html}


@require_safe
def download(request: HttpRequest, checkup_id: UUID, kind: str) -> HttpResponse:
    """Always as an attachment: nothing of an uploaded file is shown as a page of ours."""
    my_desk(request)
    if kind == "marked":
        return _marked(request, checkup_id)
    if kind not in KINDS:
        raise Http404("没有这种格式")
    result = result_of(request.user, checkup_id)
    made = _json(result) if kind == "json" else RENDER[kind](read_back(result))
    response = HttpResponse(made, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{result["number"]}.{kind}"'
    return response


def _marked(request: HttpRequest, checkup_id: UUID) -> HttpResponse:
    """The firm's own file with a column 「问题」."""
    facts = {"viewer": request.user, "checkup_id": checkup_id}
    done, file = attempt_and_say(request, "", marked_of_checkup, **facts)
    if not done:
        return redirect("enterprise:checkup", checkup_id)
    name, content, _ = file
    return attachment(content, name)


def _json(result: dict[str, object]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=2)
