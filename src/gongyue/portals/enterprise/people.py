"""人员: the firm's people, and one person's file."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Purpose
from gongyue.apps.registry.selectors.people import (
    PER_PAGE,
    people_of_organisation,
    person_page,
)
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.stances import take_stance
from gongyue.law.registry import RULES
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.enterprise.exports import people_file
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import ROWS
from gongyue.portals.shared.paging import number_of, pager_of, wants_part
from gongyue.portals.shared.profiles import profile_of

# What a firm asks about one of its people, in the order of an employment.
CALCULATIONS = (
    "contract_due",
    "probation",
    "open_ended",
    "minimum_wage",
    "overtime_pay",
    "annual_leave",
    "severance",
    "leaving",
    "retirement",
)
STATES = (("current", "在职"), ("left", "离职"), ("all", "全部"))
ASKED = ("q", "department", "state", "purpose")
ANSWERS = (("confirmed", "核对过，登记没有错"), ("disputed", "登记有误，会更正"))


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search by whole name or number, filter by department and state."""
    desk = my_desk(request)
    asked = {
        name: request.GET.get(name, "")[:60] for name in ("q", "department", "state", "purpose")
    }
    ask = partial(
        people_of_organisation,
        request.user,
        desk.pk,
        search=asked["q"],
        department=asked["department"],
        state=asked["state"] if asked["state"] in dict(STATES) else "current",
    )
    purpose = _known(desk, asked["purpose"])
    if file := people_file(request, desk, lambda: ask(per_page=ROWS + 1).rows, purpose=purpose):
        return file
    found = ask(page=number_of(request))
    context = {"desk": desk, "found": found, "asked": asked}
    context["page"] = pager_of(found.total, found.page, PER_PAGE)
    context |= {"purpose": purpose, "purposes": _purposes(desk)}
    context |= {"states": STATES, "plain": not (asked["q"] or asked["department"])}
    template = "_list.html" if wants_part(request) else "list.html"
    return render(request, f"enterprise/people/{template}", context)


@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person's file, opened for a purpose; without one, the page asks for it first."""
    desk = my_desk(request)
    purpose = request.GET.get("purpose", "")
    if purpose not in PURPOSES_OF_KIND[desk.here.kind]:
        return _ask_purpose(request, desk, person_id)
    office = open_person(by=request.user, person_id=person_id, purpose=purpose, at=now())
    found = person_page(request.user, person_id, acting_as=office)
    context = {
        "desk": desk,
        "person": found,
        "profile": profile_of(request, found),
        "purpose": purpose,
        "purpose_label": Purpose(purpose).label,
        "answers": ANSWERS,
        "calculations": [(name, RULES[name].title) for name in CALCULATIONS],
    }
    return render(request, "enterprise/people/person.html", context)


@require_POST
def answer(request: HttpRequest, person_id: UUID, event_id: int) -> HttpResponse:
    """The firm's word on a record that the worker disputes."""
    my_desk(request)
    attempt_and_say(
        request,
        "单位的答复已记下，本人能看到。",
        take_stance,
        by=request.user,
        event_id=event_id,
        kind=request.POST.get("kind", ""),
        words=request.POST.get("words", ""),
        at=now(),
    )
    purpose = request.POST.get("purpose", "")
    query = urlencode({"purpose": purpose, "only": "disputed"})
    return redirect(f"{reverse('enterprise:person', args=[person_id])}?{query}")


def _ask_purpose(request: HttpRequest, desk: Desk, person_id: UUID) -> HttpResponse:
    context = {"desk": desk, "person_id": person_id, "purposes": _purposes(desk)}
    return render(request, "enterprise/people/purpose.html", context)


def _purposes(desk: Desk) -> list[tuple[str, str]]:
    mine = PURPOSES_OF_KIND[desk.here.kind]
    return [(value, label) for value, label in Purpose.choices if value in mine]


def _known(desk: Desk, purpose: str) -> str:
    """The purpose chosen on the list, else the everyday one."""
    known = purpose in PURPOSES_OF_KIND[desk.here.kind]
    return purpose if known else Purpose.STAFF_MANAGEMENT
