"""登录: a code by phone, a password, or (demo city only) one click."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.delivery import codes_are_sent
from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.selectors import demo_inbox, demo_logins
from gongyue.apps.accounts.services import (
    caller_of,
    demo_sign_in,
    mobile_number,
    open_session,
    send_code,
    sign_in_with_code,
    sign_in_with_password,
)
from gongyue.portals.public.settings import safe_next
from gongyue.portals.shared.device import mark_shared
from gongyue.portals.shared.viewer import start_page

LARGE = {"class": "form-control"}


def _phone() -> forms.CharField:
    return forms.CharField(
        label="手机号",
        max_length=40,
        error_messages={"required": "请填写手机号"},
        widget=forms.TextInput(
            attrs={**LARGE, "type": "tel", "inputmode": "numeric", "autocomplete": "username"}
        ),
    )


class PhoneForm(forms.Form):
    phone = _phone()


def _shared() -> forms.BooleanField:
    return forms.BooleanField(label="这是公用的手机或电脑，关掉浏览器就退出", required=False)


class CodeForm(forms.Form):
    phone = forms.CharField(widget=forms.HiddenInput, max_length=40)
    code = forms.CharField(
        label="短信验证码",
        max_length=12,
        error_messages={"required": "请填写短信里的六位数字"},
        widget=forms.TextInput(
            attrs={**LARGE, "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
    shared = _shared()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not codes_are_sent():
            self.fields["code"].label = "登录码"
            self.fields["code"].error_messages["required"] = "请填写管理员给您的六位数字"


class PasswordForm(forms.Form):
    phone = _phone()
    password = forms.CharField(
        label="密码",
        max_length=200,
        error_messages={"required": "请填写密码"},
        widget=forms.PasswordInput(attrs={**LARGE, "autocomplete": "current-password"}),
    )
    shared = _shared()


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """First screen: the phone number; the answer never tells whether it has an account."""
    if request.user.is_authenticated:
        return _onwards(request, request.user)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send_and_ask(request, form)
    return _page(request, "sign_in.html", form=form, demo_logins=demo_logins())


def _send_and_ask(request: HttpRequest, form: PhoneForm) -> HttpResponse:
    phone = form.cleaned_data["phone"]
    wait, notice = 0, ""
    try:
        if codes_are_sent():
            wait = send_code(phone=phone, caller=caller_of(request), at=now()).resend_after
        else:
            mobile_number(phone)
    except TooSoon as soon:
        wait, notice = soon.wait_seconds, soon.message_zh
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message_zh)
        return _page(request, "sign_in.html", form=form, demo_logins=demo_logins())
    return _code_page(request, CodeForm(initial={"phone": phone}), phone, wait, notice)


@login_not_required
@never_cache
@require_POST
@sensitive_post_parameters("code")
def enter_code(request: HttpRequest) -> HttpResponse:
    """Second screen: the code."""
    if request.user.is_authenticated:
        return _onwards(request, request.user)
    if not request.POST.get("phone"):
        return redirect("public:sign_in")
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            user = sign_in_with_code(**_typed(form), caller=caller_of(request), at=now())
        except Refused as refused:
            form.add_error("code", refused.message_zh)
        else:
            return _let_in(request, user, shared=form.cleaned_data["shared"])
    return _code_page(request, form, form.data.get("phone", ""))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def with_password(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _onwards(request, request.user)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = sign_in_with_password(
                request=request, **_typed(form), caller=caller_of(request), at=now()
            )
        except Refused as refused:
            form.add_error("password", refused.message_zh)
        else:
            return _let_in(request, user, shared=form.cleaned_data["shared"])
    return _page(request, "sign_in_password.html", form=form)


@login_not_required
@require_POST
def as_demo_user(request: HttpRequest) -> HttpResponse:
    """One click; the service refuses outside the demo city."""
    number = request.POST.get("user", "")
    user_id = int(number) if number.isdecimal() and len(number) < 10 else 0
    try:
        user = demo_sign_in(user_id=user_id, caller=caller_of(request), at=now())
    except Refused:
        raise Http404("没有演示登录") from None
    open_session(request, user)
    return _onwards(request, user)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; the browser is asked to forget what this site left on the device."""
    logout(request)
    response = redirect("public:home")
    response["Clear-Site-Data"] = '"storage"'
    return response


def _typed(form: forms.Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "shared"}


def _let_in(request: HttpRequest, user: Any, *, shared: bool) -> HttpResponse:
    open_session(request, user)
    if not codes_are_sent() and not user.has_usable_password():
        messages.info(request, "请在“我”里给自己设一个密码，下次用手机号和密码登录。")
    if shared:
        mark_shared(request)
    return _onwards(request, user)


def _onwards(request: HttpRequest, user: Any) -> HttpResponse:
    """To the page that asked for the sign-in, else to where this user begins."""
    return redirect(safe_next(request, otherwise=start_page(user)))


def _code_page(
    request: HttpRequest, form: CodeForm, phone: str, wait: int = 0, notice: str = ""
) -> HttpResponse:
    inbox = demo_inbox(phone) if phone else []
    return _page(
        request, "sign_in_code.html", form=form, phone=phone, wait=wait, notice=notice, inbox=inbox
    )


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    context |= {"next": safe_next(request, otherwise=""), "sms": codes_are_sent()}
    return render(request, f"public/{template}", context)
