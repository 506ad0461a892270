"""绑定本人: name and document number, entered by the worker; a firm's data never does it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.links import link_myself, unlink_myself
from gongyue.portals.shared.acts import attempt

FIELD = {"class": "form-control", "autocomplete": "off"}


class LinkForm(forms.Form):
    name = forms.CharField(
        label="姓名",
        max_length=40,
        help_text="和身份证上写的一样",
        error_messages={"required": "请填写姓名"},
        widget=forms.TextInput(attrs={**FIELD, "autocomplete": "name"}),
    )
    id_number = forms.CharField(
        label="身份证号",
        max_length=30,
        help_text="也可以填港澳台居民居住证、外国人永久居留身份证的号码",
        error_messages={"required": "请填写证件号码"},
        widget=forms.TextInput(attrs={**FIELD, "autocapitalize": "characters"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("name", "id_number")
def link(request: HttpRequest) -> HttpResponse:
    """One question: who are you. Linked already: the page of the account says how."""
    if myself(request.user):
        return redirect("worker:me")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ = attempt(form, link_myself, by=request.user, at=now(), **form.cleaned_data)
        if done:
            messages.success(request, "绑定好了。下面是各单位登记的、关于您的记录。")
            return redirect("worker:records")
    return render(request, "worker/link.html", {"form": form})


@require_POST
def unlink(request: HttpRequest) -> HttpResponse:
    """End the own link; what was said before stays."""
    unlink_myself(by=request.user, at=now())
    messages.success(request, "已解除绑定。您以前的确认和异议都还在。")
    return redirect("worker:me")
