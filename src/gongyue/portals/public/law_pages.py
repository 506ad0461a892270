"""法条: one page a citation: our note, the source, since when."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.law.notes import note_on
from gongyue.law.sources import KINDS, UnknownCitation, cite_text, resolve


@login_not_required
@require_safe
def article(request: HttpRequest, jurisdiction: str, act: str, place: str = "") -> HttpResponse:
    citation = f"{jurisdiction}/{act}" + (f"#{place}" if place else "")
    try:
        found = resolve(citation)
    except UnknownCitation:
        raise Http404("没有这一条") from None
    context = {
        "text": cite_text(citation),
        "source": found.source,
        "kind": KINDS[found.source.kind],
        "note": note_on(citation),
        "in_force": found.source.in_force_on(localdate()),
    }
    return render(request, "public/article.html", context)
