"""单位信息: what the firm is registered with; its owner puts it right."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.selectors.organisations import Registered, registered
from gongyue.apps.registry.services.particulars import Particulars, change_particulars
from gongyue.portals.enterprise.desk import my_own_desk
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.place_fields import PlaceField
from gongyue.portals.shared.places import remember, whole_address

TEXT, SELECT = {"class": "form-control"}, {"class": "form-select"}


class ParticularsForm(forms.Form):
    name = forms.CharField(
        label="单位名称",
        max_length=120,
        help_text="和营业执照上写的一样",
        error_messages={"required": "请填写单位名称"},
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "organization"}),
    )
    credit_code = forms.CharField(
        label="统一社会信用代码",
        max_length=30,
        required=False,
        help_text="十八位，营业执照上有；抄错了会说是哪里不对",
        widget=forms.TextInput(attrs={**TEXT, "autocapitalize": "characters"}),
    )
    place = PlaceField(
        label="所在地",
        streets=True,
        least="city",
        help_text="最低工资、社保基数按所在地的标准算",
        error_messages={"required": "请选择所在地"},
    )
    industry = forms.ChoiceField(
        label="行业",
        choices=[("", "还没有选"), *Industry.choices],
        required=False,
        help_text="按国民经济行业分类的门类",
        widget=forms.Select(attrs=SELECT),
    )
    address = forms.CharField(
        label="详细地址",
        max_length=200,
        required=False,
        help_text="所在地后面的部分：路、门牌、楼层；列表里没有街道的，街道也写在这里。不是个人住址",
        widget=forms.TextInput(attrs={**TEXT, "autocomplete": "street-address"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Everybody at the desk reads it; the owner changes it, and each change is an event."""
    desk = my_own_desk(request)
    found = registered(request.user, desk.pk)
    form = ParticularsForm(
        request.POST or None,
        initial=_initial(found),
    )
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
        particulars = Particulars(**form.cleaned_data)
        if attempt(form, change_particulars, particulars=particulars, **facts)[0]:
            remember(request, particulars.place or "")
            return redirect("enterprise:organisation")
    context = {"desk": desk, "form": form, "found": found}
    context["place"] = whole_address(found.place, found.street_name, "")
    context["address"] = whole_address(found.place, found.street_name, found.address)
    return render(request, "enterprise/organisation.html", context)


def _initial(found: Registered) -> dict[str, str]:
    facts = {name: getattr(found, name) for name in ParticularsForm.base_fields}
    return facts | {"place": found.street or found.place}
