"""查人员: by whole number or name, never by part; and one person's file, opened with a purpose."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms
from gongyue.apps.registry.selectors.people import person_page
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.searching import PersonQuery, search_people
from gongyue.apps.tasks.selectors.firms import tasks_in_hand
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.regulator.purposes import ask_purpose, purpose_label, purpose_named
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.profiles import profile_of

TOLD = "没有用途，谁的档案都打不开。查到谁、打开谁、为了什么，本人在“谁看过我”里都看得到。"
FIRMS_OFFERED = 20
TEXT = {"class": "form-control", "autocomplete": "off"}


class PersonForm(forms.Form):
    id_number = forms.CharField(
        label="证件号码",
        required=False,
        max_length=40,
        help_text="写全；只写一部分查不到",
        widget=forms.TextInput(attrs=TEXT),
    )
    phone = forms.CharField(
        label="手机号",
        required=False,
        max_length=20,
        help_text="单位登记的号码，11 位",
        widget=forms.TextInput(attrs={**TEXT, "type": "tel", "inputmode": "numeric"}),
    )
    name = forms.CharField(
        label="姓名",
        required=False,
        max_length=60,
        help_text="写全，并写明在哪家单位",
        widget=forms.TextInput(attrs=TEXT),
    )
    firm = forms.CharField(
        label="所在单位",
        required=False,
        max_length=80,
        help_text="名称的一部分，或完整的统一社会信用代码",
        widget=forms.TextInput(attrs=TEXT),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("id_number", "phone", "name")
def people(request: HttpRequest) -> HttpResponse:
    """Numbers travel in the body of the request: an address would keep them."""
    desk = my_desk(request)
    require_can(request.user, Can.OPEN_PERSON, desk.pk)
    purpose = purpose_named(request)
    if not purpose:
        _refuse_unnamed(request, desk.pk)
        return ask_purpose(request, desk, "查人员", TOLD)
    form = PersonForm(request.POST or None)
    context = {"desk": desk, "form": form, "purpose": purpose}
    context["purpose_label"] = purpose_label(purpose)
    if request.method == "POST" and form.is_valid():
        context |= _searched(request, form, desk.pk, purpose)
    return render(request, "regulator/people.html", context)


@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person's file as far as the firms within reach declared it."""
    desk, purpose = my_desk(request), purpose_named(request)
    if not purpose:
        require_can(request.user, Can.OPEN_PERSON, desk.pk)
        return ask_purpose(request, desk, "打开个人档案", TOLD)
    office = open_person(by=request.user, person_id=person_id, purpose=purpose, at=now())
    found = person_page(request.user, person_id, acting_as=office)
    context = {"desk": desk, "person": found, "purpose": purpose}
    context |= {"purpose_label": purpose_label(purpose), "profile": profile_of(request, found)}
    context["in_hand"] = tasks_in_hand(request.user, office, person_id, on=localdate())
    return render(request, "regulator/person.html", context)


def _refuse_unnamed(request: HttpRequest, office_id: UUID) -> None:
    """A search sent without a purpose is refused by the service, which keeps that."""
    if request.method == "POST":
        form = PersonForm(request.POST)
        facts = {"by": request.user, "office_id": office_id, "purpose": "", "at": now()}
        attempt(form, search_people, query=PersonQuery(), **facts)


def _searched(
    request: HttpRequest, form: PersonForm, office_id: UUID, purpose: str
) -> dict[str, object]:
    asked = form.cleaned_data
    firms = _firms(request, office_id, purpose, asked["firm"]) if asked["name"] else []
    if asked["name"] and len(firms) != 1:
        words = "没有找到这家单位。" if not firms else "有好几家单位符合，请把名称写全。"
        form.add_error("firm", words if asked["firm"] else "请写明在哪家单位。")
        return {"offered": firms if asked["firm"] else []}
    query = PersonQuery(
        id_number=asked["id_number"],
        phone=asked["phone"],
        name=asked["name"],
        firm_id=firms[0].organisation_id if firms else None,
    )
    facts = {"by": request.user, "office_id": office_id, "purpose": purpose, "at": now()}
    done, found = attempt(form, search_people, query=query, **facts)
    rows = [(row, _url(row.person_id, purpose)) for row in found or ()]
    return {"searched": done, "found": rows}


def _firms(request: HttpRequest, office_id: UUID, purpose: str, words: str) -> list:
    """Firms within reach that fit; one that is called exactly so comes alone."""
    if not words.strip():
        return []
    query = FirmQuery(words=words)
    rows = find_firms(request.user, office_id, purpose=purpose, query=query).rows
    exact = [row for row in rows if row.name == words.strip()]
    return exact if len(exact) == 1 else list(rows[:FIRMS_OFFERED])


def _url(person_id: UUID, purpose: str) -> str:
    return f"{reverse('regulator:person', args=[person_id])}?purpose={purpose}"
