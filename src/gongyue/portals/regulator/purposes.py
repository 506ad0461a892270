"""The question that comes before every list and file of this desk: what for?"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Kind, Purpose
from gongyue.portals.shared.desks import Desk

MINE = PURPOSES_OF_KIND[Kind.REGULATOR]
PURPOSES = [(value, label) for value, label in Purpose.choices if value in MINE]


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label="为什么要看",
        choices=PURPOSES,
        error_messages={
            "required": "请选一个用途",
            "invalid_choice": "请从下面选一个用途",
        },
        widget=forms.RadioSelect,
    )


def purpose_named(request: HttpRequest) -> str:
    """The purpose in the address, if it is one of this desk's."""
    asked = request.GET.get("purpose", "") or request.POST.get("purpose", "")
    return asked if asked in MINE else ""


def purpose_label(purpose: str) -> str:
    return str(Purpose(purpose).label)


def ask_purpose(request: HttpRequest, desk: Desk, what: str, told: str) -> HttpResponse:
    """The question; `what` names the page, `told` who will see the answer."""
    form = PurposeForm(request.GET if {"purpose", "open"} & {*request.GET} else None)
    form.is_valid()
    context = {"desk": desk, "form": form, "what": what, "told": told, "back": request.path}
    return render(request, "regulator/purpose.html", context)
