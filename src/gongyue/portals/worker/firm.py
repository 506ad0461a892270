"""登记单位: whoever enters a firm becomes its owner; the desk of the firm is another portal."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.roles import EMPLOYERS, Kind
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.services.organisations import register_organisation
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.place_fields import PlaceField
from gongyue.portals.shared.places import remember, usual_for


class FirmForm(forms.Form):
    name = forms.CharField(
        label="单位名称",
        max_length=120,
        help_text="和营业执照上写的一样",
        error_messages={"required": "请填写单位名称"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(
        label="是哪一种",
        choices=[(kind.value, kind.label) for kind in (Kind.ENTERPRISE, Kind.PLATFORM)],
        initial=Kind.ENTERPRISE,
        widget=forms.RadioSelect,
    )
    credit_code = forms.CharField(
        label="统一社会信用代码",
        max_length=30,
        required=False,
        help_text="十八位，营业执照上有",
        widget=forms.TextInput(attrs={"class": "form-control", "autocapitalize": "characters"}),
    )
    place = PlaceField(
        label="所在地",
        streets=True,
        least="city",
        help_text="最低工资、社保基数按所在地的标准算",
        error_messages={"required": "请选择所在地"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """Enter a firm of one's own; whoever registers it becomes its owner."""
    form = FirmForm(request.POST or None, initial={"place": usual_for(request)})
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "at": now(), **form.cleaned_data}
        done, made = attempt(form, register_organisation, **facts)
        if done:
            request.session["desk"] = str(made.pk)
            remember(request, made.place)
            return redirect("enterprise:home")
    firms = [
        place
        for place in organisations_of(request.user)
        if place.kind in EMPLOYERS and not place.acting_as
    ]
    return render(request, "worker/firm.html", {"form": form, "firms": firms})
