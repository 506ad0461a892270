"""首页: what the worker should look at now, and nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.checkup.selectors import findings_about_me
from gongyue.apps.registry.selectors.duplicates import questions_for_me
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.selectors.people import myself
from gongyue.portals.shared.viewer import PORTAL_OF_KIND, address_or_nothing
from gongyue.portals.worker.matters import my_tasks
from gongyue.portals.worker.records import declared_about
from gongyue.portals.worker.tiles import tiles_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Before linking: link. After: records to look at, what was found, things to do."""
    mine = declared_about(request.user)
    context = {
        "me": myself(request.user),
        "counts": {"all": len(mine), "awaiting": sum(record.awaits_worker for record in mine)},
        "desks": [
            (place, _desk_url(place.kind))
            for place in organisations_of(request.user)
            if not place.acting_as
        ],
        "findings": findings_about_me(request.user),
        "questions": questions_for_me(request.user),
        "waiting": len(my_tasks(request.user)),
    }
    waits = {
        "worker:records": context["counts"]["awaiting"],
        "worker:findings": _unanswered(context),
    }
    context["tiles"] = tiles_of(waits)
    return render(request, "worker/home.html", context)


def _unanswered(context: dict[str, Any]) -> int:
    return sum(not row.stances for row in context["findings"])


def _desk_url(kind: str) -> str:
    """Where the desk of such an organisation is; empty when it has none."""
    return address_or_nothing(f"{PORTAL_OF_KIND.get(kind, '')}:home")
