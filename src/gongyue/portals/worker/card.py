"""亮证: the card with a code that changes, behind six digits only the person knows."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.card_codes import LIVES, code_of
from gongyue.apps.registry.selectors.people import Myself, myself
from gongyue.apps.registry.services.cards import check_pin, my_card, set_pin
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.qr import qr_of

KEY = "card_open_until"
OPEN_SECONDS = 300
REFRESH = LIVES - 15  # the code is renewed before it dies
PIN = {"class": "form-control card-pin", "inputmode": "numeric", "maxlength": 6}
PIN_ERRORS = {"required": "请填六位数字"}


class PinForm(forms.Form):
    pin = forms.CharField(
        label="卡片密码",
        max_length=12,
        help_text="六位数字",
        error_messages=PIN_ERRORS,
        widget=forms.PasswordInput(attrs={**PIN, "autocomplete": "off"}),
    )


class NewPinForm(forms.Form):
    pin = forms.CharField(
        label="设一个密码",
        max_length=12,
        help_text="六位数字，不能是身份证号、手机号里的一段，不能是生日，不能太简单",
        error_messages=PIN_ERRORS,
        widget=forms.PasswordInput(attrs={**PIN, "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再填一遍",
        max_length=12,
        error_messages=PIN_ERRORS,
        widget=forms.PasswordInput(attrs={**PIN, "autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Both must agree."""
        if self.cleaned_data.get("pin") != self.cleaned_data["again"]:
            raise forms.ValidationError("两遍不一样，请再填一次。")
        return self.cleaned_data["again"]


class ChangePinForm(NewPinForm):
    old = forms.CharField(
        label="原来的密码",
        max_length=12,
        error_messages=PIN_ERRORS,
        widget=forms.PasswordInput(attrs={**PIN, "autocomplete": "current-password"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("pin", "again", "old")
def card(request: HttpRequest) -> HttpResponse:
    """First a PIN of one's own, then the PIN, then the card: one question a screen."""
    if (me := myself(request.user)) is None:
        return redirect("worker:link")
    at = now()
    mine = my_card(by=request.user, at=at)
    if not mine.pin_hash:
        return _choose(request, at)
    if request.session.get(KEY, 0) < at.timestamp():
        return _unlock(request, at)
    return _show(request, me, mine.handle, at)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("pin", "again", "old")
def card_pin(request: HttpRequest) -> HttpResponse:
    """Another PIN, with the old one in hand."""
    if myself(request.user) is None:
        return redirect("worker:link")
    if not my_card(by=request.user, at=now()).pin_hash:
        return redirect("worker:card")
    form = ChangePinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _set(request, form, now()):
        messages.success(request, "卡片密码已改。")
        return redirect("worker:card")
    return render(request, "worker/card/pin.html", {"form": form})


def _choose(request: HttpRequest, at: datetime) -> HttpResponse:
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _set(request, form, at):
        request.session[KEY] = at.timestamp() + OPEN_SECONDS
        return redirect("worker:card")
    return render(request, "worker/card/choose.html", {"form": form})


def _set(request: HttpRequest, form: NewPinForm, at: datetime) -> bool:
    facts = {"pin": form.cleaned_data["pin"], "old": form.cleaned_data.get("old", "")}
    return attempt(form, set_pin, by=request.user, at=at, **facts)[0]


def _unlock(request: HttpRequest, at: datetime) -> HttpResponse:
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _fits(request, form, at):
        request.session[KEY] = at.timestamp() + OPEN_SECONDS
        return redirect("worker:card")
    return render(request, "worker/card/unlock.html", {"form": form})


def _fits(request: HttpRequest, form: PinForm, at: datetime) -> bool:
    return attempt(form, check_pin, by=request.user, at=at, **form.cleaned_data)[0]


def _show(request: HttpRequest, me: Myself, handle: str, at: datetime) -> HttpResponse:
    code = code_of(handle, at)
    context = {"me": me, "code": code, "qr": qr_of(code), "at": at, "lives": LIVES}
    answer = render(request, "worker/card/page.html", context)
    answer["Refresh"] = str(REFRESH)  # without JavaScript
    return answer
