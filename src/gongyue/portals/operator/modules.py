"""单位功能: what an organisation may use of the system at all."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.workspace.selectors.switches import modules_for_operator, organisation_by_code
from gongyue.apps.workspace.services.switches import module_allow
from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared.acts import attempt_and_say


class CodeForm(forms.Form):
    code = forms.CharField(
        label="统一社会信用代码",
        max_length=18,
        error_messages={"required": "请写十八位代码", "max_length": "代码是十八位"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )


@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """One organisation at a time, by its credit code."""
    desk = my_desk(request)
    form = CodeForm(request.GET if "code" in request.GET else None)
    context = {"desk": desk, "form": form}
    if form.is_valid():
        found = organisation_by_code(request.user, form.cleaned_data["code"].strip().upper())
        if found is None:
            form.add_error("code", "没有登记过这个代码的单位。")
        else:
            rows = modules_for_operator(request.user, found.pk)
            context |= {"organisation": found, "rows": rows}
    return render(request, "operator/modules.html", context)


@require_POST
def allow(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Open a module to the organisation, or close it."""
    my_desk(request)
    facts = {"by": request.user, "organisation_id": organisation_id, "at": now()}
    facts |= {"module": request.POST.get("module", "")[:20]}
    facts |= {"is_allowed": request.POST.get("is_allowed") == "yes"}
    attempt_and_say(request, "已改好。", module_allow, **facts)
    code = request.POST.get("code", "")[:18]
    return redirect(
        f"{reverse('operator:modules')}?code={code}" if code.isalnum() else "operator:modules"
    )
