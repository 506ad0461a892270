"""工作台: what needs doing at this firm."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.apps.checkup.selectors import checkups_of, findings_to_watch
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.disputes import disputes_with_firm
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.tasks.selectors import inbox, inbox_count
from gongyue.portals.enterprise.desk import my_desk

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Open tasks, the last check-up with what gets worse soon, and where to begin."""
    desk = my_desk(request)
    today = localdate()
    tasks = inbox(request.user, on=today, organisation_id=desk.pk)
    context = {
        "desk": desk,
        "today": today,
        "tasks": tasks[:SHOWN],
        "open": inbox_count(request.user, desk.pk),
        "people": None,
    }
    if Can.SEE_PEOPLE in desk.here.rights:
        context["people"] = people_of_organisation(request.user, desk.pk, per_page=1).total
    if Can.OPEN_PERSON in desk.here.rights:
        context["disputes"] = disputes_with_firm(request.user, desk.pk, limit=SHOWN)
    if Can.CHECK_UP in desk.here.rights:
        context["checkup"] = next(iter(checkups_of(request.user, desk.pk, limit=1)), None)
        watch = findings_to_watch(request.user, desk.pk, on=today)
        in_hand = {task.about for task in tasks}  # these stand above, with their day
        context["disputed"] = watch.disputed
        context["worsening"] = [row for row in watch.worsening if row.about not in in_hand]
    return render(request, "enterprise/home.html", context)
