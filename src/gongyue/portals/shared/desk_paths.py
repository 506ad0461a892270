"""The screens every desk has: its choice, its inbox, who is away; and those of what is handed in.

A portal's urls.py writes `*desk_paths("regulator", KINDS)` and `*filing_paths("regulator", KINDS)`.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from gongyue.portals.shared import (
    away,
    counter,
    filings,
    inbox,
    logs,
    notice,
    samples_page,
    search,
    station,
    station_acts,
    task,
)
from gongyue.portals.shared.desks import Desk, choose, desk_of

View = Callable[..., HttpResponse]


def desk_paths(portal: str, kinds: Collection[str], *, home: bool = True) -> list[URLPattern]:
    """Routes of a portal for members of organisations of these kinds; everybody else is answered
    404. `home` False: the portal begins with a page of its own, not with its inbox."""
    here = _desk_of(portal, kinds)
    first = [path("", here(inbox.inbox_page), name="home")] if home else []
    return [
        *first,
        path("desk/", here(choose_desk), name="choose_desk"),
        path("search/", here(search.search_page), name="search"),
        path("logs/", here(logs.acts), name="acts"),
        path("logs/sign-ins/", here(logs.sign_ins), name="sign_ins"),
        path("tasks/", here(inbox.inbox_page), name="inbox"),
        path("tasks/batch/", here(inbox.tasks_batch), name="tasks_batch"),
        path("tasks/away/", here(away.away), name="away"),
        path("tasks/away/<uuid:cover_id>/end/", here(away.away_end), name="away_end"),
        path("tasks/<uuid:task_id>/", here(task.one_task), name="task"),
        path("tasks/<uuid:task_id>/<slug:act>/", here(task.task_act), name="task_act"),
    ]


def filing_paths(portal: str, kinds: Collection[str]) -> list[URLPattern]:
    """As desk_paths, for organisations that take filings."""
    here = _desk_of(portal, kinds)
    return [
        path("filings/", here(filings.filings), name="filings"),
        path("filings/promises/", here(filings.promises), name="promises"),
        path("filings/send/", here(notice.send), name="filing_send"),
        path("filings/counter/", here(counter.at_counter), name="filing_counter"),
        path("filings/<uuid:filing_id>/", here(filings.filing), name="filing"),
        path("filings/<uuid:filing_id>/paper/", here(filings.paper), name="filing_paper"),
        path("filings/<uuid:filing_id>/<slug:act>/", here(filings.filing_act), name="filing_act"),
    ]


def sample_paths(portal: str, kinds: Collection[str]) -> list[URLPattern]:
    """样例, for organisations that may have one."""
    return [path("sample/", _desk_of(portal, kinds)(samples_page.sample), name="sample")]


def station_paths(portal: str, kinds: Collection[str]) -> list[URLPattern]:
    """服务驿站, for organisations with clerks at a counter."""
    here = _desk_of(portal, kinds)
    acts = station_acts
    return [
        path("station/", here(station.station), name="station"),
        path("station/end/", here(station.station_end), name="station_end"),
        path("station/records/", here(station.station_records), name="station_records"),
        path("station/records/paper/", here(station.station_paper), name="station_paper"),
        path(
            "station/records/<int:event_id>/", here(station.station_record), name="station_record"
        ),
        path(
            "station/records/<int:event_id>/correct/",
            here(acts.station_correct),
            name="station_correct",
        ),
        path("station/everything/", here(station.station_everything), name="station_everything"),
        path("station/phone/", here(acts.station_phone), name="station_phone"),
        path("station/pin/", here(acts.station_pin), name="station_pin"),
        path("station/delegation/", here(acts.station_delegation), name="station_delegation"),
        path("station/intention/", here(acts.station_intention), name="station_intention"),
        path(
            "station/receipts/<uuid:session_id>/",
            here(station.station_receipt),
            name="station_receipt",
        ),
    ]


@require_POST
def choose_desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Work for another of one's organisations."""
    choose(request)
    return redirect(f"{desk.portal}:home")


def _desk_of(portal: str, kinds: Collection[str]) -> Callable[[View], View]:
    """Hands each view the desk as its second argument, and checks anew that there is one."""

    def here(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **arguments: Any) -> HttpResponse:
            return view(request, desk_of(request, portal, kinds), **arguments)

        return asked

    return here
