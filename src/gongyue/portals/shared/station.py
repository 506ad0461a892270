"""服务驿站: the counter's screens. Locked to one visitor; nothing of them stays when they go."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.stations import (
    receipt_for,
    visit_for,
    visit_record,
    visit_records,
)
from gongyue.apps.registry.services.station_acts import everything_on_paper
from gongyue.apps.registry.services.stations import (
    Visitor,
    end_visit,
    note_read,
    require_visit,
    start_visit,
)
from gongyue.apps.registry.stationing import READ_ALOUD, Done
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.qr import qr_of
from gongyue.portals.shared.records import entry_of, short_of, title_of
from gongyue.portals.shared.station_forms import StartForm

View = Callable[..., HttpResponse]
IDLE = timedelta(seconds=5)  # the page leaves a little after the visit has ended


def with_visit(act: str) -> Callable[[View], View]:
    """Hands the open visit to the view; without one, back to the start."""

    def here(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, desk: Desk, **arguments: Any) -> HttpResponse:
            facts = {"by": request.user, "organisation_id": desk.pk, "at": now(), "act": act}
            try:
                session = require_visit(**facts)
            except Refused as refused:
                messages.warning(request, refused.message_zh)
                return redirect(desk.address("station"))
            return guarded(desk, view(request, desk, session, **arguments))

        return asked

    return here


def guarded(desk: Desk, answer: HttpResponse) -> HttpResponse:
    """A page that is left alone leads back to the start, where the visit has ended."""
    seconds = settings.COUNTER_IDLE_MINUTES * 60 + IDLE.seconds
    answer["Refresh"] = f"{seconds}; url={desk.address('station')}"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def station(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who came, the words read aloud, the yes; or the visitor who is here."""
    require_can(request.user, Can.LINK_AT_COUNTER, desk.pk)
    if visit := visit_for(request.user, at=now()):
        answer = render(request, "station/home.html", {"desk": desk, "visit": visit})
        return guarded(desk, answer)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
        if attempt(form, start_visit, visitor=Visitor(**form.cleaned_data), **facts)[0]:
            return redirect(desk.address("station"))
    context = {"desk": desk, "form": form, "read_aloud": READ_ALOUD}
    return render(request, "station/start.html", context)


@require_POST
def station_end(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The visitor goes; the browser forgets what it showed."""
    require_can(request.user, Can.LINK_AT_COUNTER, desk.pk)
    session = end_visit(by=request.user, at=now())
    to = desk.address("station_receipt", session.pk) if session else desk.address("station")
    answer = redirect(to)
    answer["Clear-Site-Data"] = '"cache"'
    return answer


@require_safe
@with_visit(Done.READ)
def station_records(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """The visitor's records, for both to look at."""
    rows = visit_records(session)
    note_read(session, Done.READ, now(), sorted({row.type for row in rows}))
    context = {"desk": desk, "page": page_of(request, [entry_of(row) for row in rows], 20)}
    context["visit"] = visit_for(request.user, at=now())
    return render(request, "station/records.html", context)


@require_safe
@with_visit(Done.READ)
def station_record(request: HttpRequest, desk: Desk, session: Any, event_id: int) -> HttpResponse:
    """One of them, line by line."""
    record = visit_record(session, event_id)
    note_read(session, Done.READ, now(), [record.type])
    context = {"desk": desk, "record": record, "title": title_of(record)}
    context["visit"] = visit_for(request.user, at=now())
    return render(request, "station/record.html", context)


@require_safe
@with_visit(Done.PRINTED)
def station_paper(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """All records on A4, for the visitor to take home."""
    rows = visit_records(session)
    note_read(session, Done.PRINTED, now(), sorted({row.type for row in rows}))
    context = {"desk": desk, "visit": visit_for(request.user, at=now()), "printed_at": now()}
    context["rows"] = [(row, title_of(row), short_of(row)) for row in rows]
    return render(request, "station/paper.html", context)


@require_safe
@with_visit(Done.EVERYTHING)
def station_everything(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """关于我的一切 as one page, printed and not kept."""
    answer = HttpResponse(everything_on_paper(session=session, at=now()))
    # The page carries its own style and nothing else.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


@require_safe
def station_receipt(request: HttpRequest, desk: Desk, session_id: UUID) -> HttpResponse:
    """What was done, masked; A4 or a slip."""
    visit = receipt_for(request.user, desk.pk, session_id)
    context = {"desk": desk, "visit": visit, "qr": qr_of(f"工约回执 {visit.number}")}
    context |= {"printed_at": now(), "today": localdate()}
    context["slip"] = request.GET.get("size") == "slip"
    return render(request, "station/receipt.html", context)
