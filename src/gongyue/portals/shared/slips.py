"""回执: the printable receipt of a filing, on A4 or on the paper roll of a counter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from gongyue.apps.tasks.filings.selectors import FilingPage
from gongyue.portals.shared.qr import qr_of

WIDTHS = (("a4", "A4"), ("roll", "80 毫米小票"))


def slip(request: HttpRequest, found: FilingPage, *, back: str) -> HttpResponse:
    """Number, days, office, and a code that leads to the public query."""
    asked = request.GET.get("width", "")
    width = asked if asked in dict(WIDTHS) else "a4"
    address = f"{reverse('public:progress')}?n={found.filing.number}"
    context = {
        "found": found,
        "filing": found.filing,
        "width": width,
        "widths": WIDTHS,
        "back": back,
        "printed_at": now(),
        "query_url": request.build_absolute_uri(address),
        "code": qr_of(request.build_absolute_uri(address)),
    }
    return render(request, "desk/slip.html", context)
