"""One firm's file: every number opens the rows that make it up."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from gongyue.apps.registry.selectors.firm_figures import STATES, Ask, figures_of_firm
from gongyue.apps.registry.selectors.firm_rows import PER_PAGE, label_of, rows_behind
from gongyue.apps.registry.selectors.firms import firm_for_office
from gongyue.apps.registry.selectors.oversight import openings_of_firm
from gongyue.apps.registry.services.access import open_organisation
from gongyue.apps.tasks.selectors.firms import tasks_about_firm
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.regulator.purposes import purpose_label, purpose_named
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import number_of, page_of, pager_of
from gongyue.portals.shared.places import whole_address

OPENINGS_SHOWN = 5


@require_safe
def firm(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Registration, people, contracts, a month of records, the office's own dealings with it."""
    desk, purpose = my_desk(request), purpose_named(request)
    if not purpose:
        firm_for_office(request.user, desk.pk, organisation_id)
        return redirect(reverse("regulator:firms"))
    _open(request, organisation_id, purpose)
    asked = (request.user, desk.pk, organisation_id)
    figures = figures_of_firm(*asked, month=_month(request.GET.get("month", "")))
    openings = openings_of_firm(*asked)
    context = _head(desk, request, organisation_id, purpose) | {"figures": figures}
    context |= {"states": STATES.values(), "openings": openings[:OPENINGS_SHOWN]}
    context |= {"opened": len(openings), "until": openings[0].event_id if openings else 0}
    context["tasks"] = tasks_about_firm(*asked, on=localdate())
    return render(request, "regulator/firm.html", context)


@require_safe
def rows(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """The rows behind one number of the file; people stay masked."""
    desk, purpose = my_desk(request), purpose_named(request)
    if not purpose:
        firm_for_office(request.user, desk.pk, organisation_id)
        return redirect(reverse("regulator:firms"))
    if request.GET.get("figure") == "openings":
        return _openings(request, desk, organisation_id, purpose)
    ask = Ask(
        figure=request.GET.get("figure", "")[:20],
        kind=request.GET.get("kind", "")[:40],
        month=_month(request.GET.get("month", "")),
        state=request.GET.get("state", "") if request.GET.get("state") in STATES else "",
    )
    _open(request, organisation_id, purpose, f"明细：{label_of(ask)}")
    page = number_of(request)
    behind = rows_behind(request.user, desk.pk, organisation_id, ask=ask, page=page)
    context = _head(desk, request, organisation_id, purpose) | {"behind": behind}
    context["page"] = pager_of(behind.count, behind.page, PER_PAGE)
    return render(request, "regulator/firm_rows.html", context)


OPENINGS = (
    Column("为什么", lambda row: row.purpose),
    Column("补充说明", lambda row: row.words),
    Column("什么时候", lambda row: row.at),
    Column("结果", lambda row: "被拒绝" if row.refused else "看了"),
)


def _openings(
    request: HttpRequest, desk: Desk, organisation_id: UUID, purpose: str
) -> HttpResponse:
    """The office's own openings, up to the one the number was counted at."""
    until = request.GET.get("until", "")
    number = int(until) if until.isdecimal() and len(until) < 19 else None
    asked = (request.user, desk.pk, organisation_id)
    found = openings_of_firm(*asked, until=number)
    if file := exported(request, "本机关查阅记录", OPENINGS, lambda: found):
        return file
    context = _head(desk, request, organisation_id, purpose)
    context["page"] = page_of(request, found, PER_PAGE)
    return render(request, "regulator/firm_openings.html", context)


def _open(request: HttpRequest, organisation_id: UUID, purpose: str, words: str = "") -> None:
    facts = {"by": request.user, "organisation_id": organisation_id, "purpose": purpose}
    open_organisation(at=now(), words=words, **facts)


def _head(
    desk: Desk, request: HttpRequest, organisation_id: UUID, purpose: str
) -> dict[str, object]:
    found = firm_for_office(request.user, desk.pk, organisation_id)
    return {
        "desk": desk,
        "firm": found,
        "place": whole_address(found.place, found.street_name, found.address),
        "purpose": purpose,
        "purpose_label": purpose_label(purpose),
    }


def _month(text: str) -> date | None:
    """2026-02 → its first day; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
