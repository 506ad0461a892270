"""登记单位: offices and service bodies enter the system here, each with somebody who answers."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.selectors.organisations import entered
from gongyue.apps.registry.services.entering import enter_organisation
from gongyue.apps.samples.selectors import sampled
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared import members as shared
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.place_fields import PlaceField
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.samples_page import sample_of_office

TEXT = {"class": "form-control"}
KINDS = (
    *(Kind.REGULATOR, Kind.MEDIATION, Kind.PROVIDER, Kind.UNION),
    *(Kind.ENTERPRISE, Kind.PLATFORM),
)
COLUMNS = (
    Column("单位", lambda row: row.name),
    Column("是哪一种", lambda row: row.kind_label),
    Column("所在地", lambda row: place_name(row.place)),
    Column("登记的日子", lambda row: row.registered_at),
)


class EnterForm(forms.Form):
    kind = forms.ChoiceField(
        label="是哪一种",
        choices=[(kind.value, kind.label) for kind in KINDS],
        initial=Kind.REGULATOR,
        error_messages={"required": "请选是哪一种"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    name = forms.CharField(
        label="单位名称",
        max_length=120,
        error_messages={"required": "请填写单位名称"},
        widget=forms.TextInput(attrs=TEXT),
    )
    credit_code = forms.CharField(
        label="统一社会信用代码",
        max_length=30,
        required=False,
        help_text="十八位；没有的可以不填",
        widget=forms.TextInput(attrs={**TEXT, "autocapitalize": "characters"}),
    )
    place = PlaceField(
        label="所在地",
        help_text="部门管的就是这个地方和它下面的地方",
        error_messages={"required": "请选择所在地"},
    )
    owner = forms.CharField(
        label="负责人称呼",
        max_length=40,
        error_messages={"required": "请填写负责人的称呼"},
        widget=forms.TextInput(attrs=TEXT),
    )
    phone = forms.CharField(
        label="负责人手机号",
        max_length=20,
        help_text="他用这个手机号登录，就能看到本单位的台面，再把同事加进来",
        error_messages={"required": "请填写负责人的手机号"},
        widget=forms.TextInput(attrs={**TEXT, "type": "tel", "inputmode": "numeric"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone", "owner")
def organisations(request: HttpRequest) -> HttpResponse:
    """What has been entered, except firms, whose list is not the operator's; and a form."""
    desk = my_desk(request)
    form = EnterForm(request.POST or None, initial={"place": desk.here.place})
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "at": now(), **form.cleaned_data}
        done, made = attempt(form, enter_organisation, **facts)
        if done:
            messages.success(request, f"{made.name}已登记。")
            return redirect("operator:organisations")
    rows = entered(request.user)
    if file := exported(request, "部门和机构", COLUMNS, lambda: rows):
        return file
    page = page_of(request, rows, 50)
    context = {"desk": desk, "form": form, "page": page}
    learning = sampled(request.user, [row.organisation_id for row in page])
    context["rows"] = [
        (row, place_name(row.place), row.organisation_id in learning) for row in page
    ]
    return render(request, "operator/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """A place to learn in for an office or a service body."""
    return sample_of_office(request, my_desk(request), organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone", "name")
def members(request: HttpRequest) -> HttpResponse:
    """Who else runs the system."""
    return shared.members_page(request, my_desk(request))


@require_POST
def end_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take the role back; the last administrator stays."""
    return shared.end_member(request, my_desk(request), membership_id)
