"""使用手册: the help of a portal as one page to print, and as an A4 booklet."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gongyue.apps.documents.paper.booklet import Booklet, Section, print_booklet
from gongyue.portals.shared.help import PORTALS, Manual, manual_of
from gongyue.portals.shared.words import date_text

ASK = "不明白就问：人社咨询 12333　政务热线 12345　法律援助 12348"


@login_not_required
@require_safe
def manuals(request: HttpRequest) -> HttpResponse:
    """All of them."""
    found = [manual_of(portal) for portal in PORTALS]
    return render(request, "public/manuals.html", {"manuals": found})


@login_not_required
@require_safe
def manual(request: HttpRequest, portal: str) -> HttpResponse:
    """One manual, to read or to print from the browser."""
    context = {"manual": _manual(portal), "ask": ASK, "today": localdate()}
    return render(request, "public/manual.html", context)


@login_not_required
@require_safe
@cache_control(max_age=3_600)
def booklet(request: HttpRequest, portal: str) -> HttpResponse:
    """The same as a PDF with contents and page numbers."""
    found = _manual(portal)
    parts = tuple(Section(title=s.title, what=s.what, steps=s.steps) for s in found.sections)
    made = print_booklet(
        Booklet(
            title=found.title,
            under=f"工约　{date_text(localdate())}印",
            intro=found.intro,
            ask=ASK,
            parts=parts,
        )
    )
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{found.title}.pdf"
    )
    return response


def _manual(portal: str) -> Manual:
    found = manual_of(portal)
    if found is None:
        raise Http404("没有这本手册")
    return found
