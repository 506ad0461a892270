"""空白表: forms to print and fill by hand."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongyue.apps.documents.paper.blanks import BLANKS
from gongyue.apps.documents.paper.letter import print_letter


@login_not_required
@require_safe
def blanks(request: HttpRequest) -> HttpResponse:
    """All of them, with what each is for."""
    return render(request, "public/blanks.html", {"blanks": BLANKS.values()})


@login_not_required
@require_safe
def blank(request: HttpRequest, name: str) -> HttpResponse:
    """One form as PDF."""
    if name not in BLANKS:
        raise Http404("没有这张表")
    response = HttpResponse(_printed(name), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{BLANKS[name].title}.pdf"
    )
    return response


@lru_cache(maxsize=len(BLANKS))
def _printed(name: str) -> bytes:
    return print_letter(BLANKS[name].letter).pdf
