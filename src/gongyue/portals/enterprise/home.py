"""工作台: what needs doing at this firm."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.apps.checkup.selectors import checkups_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.tasks.selectors import inbox
from gongyue.portals.enterprise.desk import my_desk

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Open tasks, the last check-up with what gets worse soon, and where to begin."""
    desk = my_desk(request)
    rights = desk.here.rights
    checkups = checkups_of(request.user, desk.pk, limit=1) if Can.CHECK_UP in rights else []
    context = {
        "desk": desk,
        "tasks": inbox(request.user, on=localdate(), organisation_id=desk.pk)[:SHOWN],
        "checkup": checkups[0] if checkups else None,
        "people": people_of_organisation(request.user, desk.pk, per_page=1).total,
    }
    return render(request, "enterprise/home.html", context)
