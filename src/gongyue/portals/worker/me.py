"""我: how my identity was proved, what I am called, how I sign in."""

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.devices import device_words
from gongyue.apps.accounts.selectors import sign_ins_of_myself
from gongyue.apps.accounts.services import change_name, change_password
from gongyue.apps.registry.selectors.delegations import delegations_of
from gongyue.apps.registry.selectors.people import myself
from gongyue.portals.shared.acts import attempt

SIGN_INS = 5


class NameForm(forms.Form):
    name = forms.CharField(
        label="怎么称呼您",
        max_length=40,
        error_messages={"required": "请填写称呼"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "nickname"}),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="新密码",
        max_length=200,
        help_text="至少十个字，不能全是数字。能收到短信验证码的，不设也行。",
        error_messages={"required": "请填写新密码"},
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Everything about the own account on one page."""
    return _page(request)


@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """What the user wishes to be called."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, name_form=form)
    change_name(by=request.user, name=form.cleaned_data["name"])
    messages.success(request, "称呼已改。")
    return redirect("worker:me")


@require_POST
@sensitive_post_parameters("password")
def password(request: HttpRequest) -> HttpResponse:
    """Set or replace the password; this browser stays signed in, others do not."""
    form = PasswordForm(request.POST)
    if not (form.is_valid() and _set(request, form)):
        return _page(request, password_form=form)
    update_session_auth_hash(request, request.user)
    messages.success(request, "密码已设好。其他手机和电脑上的登录已退出。")
    return redirect("worker:me")


def _set(request: HttpRequest, form: PasswordForm) -> bool:
    return attempt(form, change_password, by=request.user, **form.cleaned_data)[0]


def _page(
    request: HttpRequest,
    name_form: NameForm | None = None,
    password_form: PasswordForm | None = None,
) -> HttpResponse:
    context = {
        "me": myself(request.user),
        "phone": request.user.phone,
        "name_form": name_form or NameForm(initial={"name": request.user.display_name}),
        "password_form": password_form or PasswordForm(),
        "sign_ins": [
            (row, device_words(row.device)) for row in sign_ins_of_myself(request.user)[:SIGN_INS]
        ],
        "delegations": [row for row in delegations_of(request.user, on=localdate()) if row.runs],
    }
    return render(request, "worker/me.html", context)
