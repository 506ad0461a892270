"""接收设置: by which channel, at what hours, to which mailbox."""

from django import forms
from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.notifications.channels.wechat_account import can_bind
from gongyue.apps.notifications.choices import choices_of
from gongyue.apps.notifications.preferences import (
    choose_channels,
    choose_hours,
    forget_email,
    prove_email,
    set_email,
)
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.browsers import is_in_wechat
from gongyue.portals.shared.frame import framed
from gongyue.portals.shared.qr import qr_of

TEXT = {"class": "form-control"}


def _clock(label: str, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        error_messages={"required": "请填写时间", "invalid": "请写成 22:00 这样的时间"},
        widget=forms.TimeInput(attrs={**TEXT, "type": "time"}, format="%H:%M"),
    )


class HoursForm(forms.Form):
    quiet_from = _clock("免打扰从")
    quiet_until = _clock(
        "到", "这段时间只发紧急的，如新设备登录；其余等时间过了再发。两个时间相同就是不要免打扰"
    )
    digest_at = _clock("每日汇总", "不急的消息，一天汇总成一条，这个时间发")


class EmailForm(forms.Form):
    email = forms.CharField(
        label="邮箱",
        max_length=200,
        error_messages={"required": "请填写邮箱"},
        widget=forms.TextInput(attrs={**TEXT, "type": "email", "autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="邮件里的验证码",
        max_length=12,
        error_messages={"required": "请填写邮件里的六位数字"},
        widget=forms.TextInput(
            attrs={**TEXT, "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """Everything about how one is told, on one page."""
    return _page(request)


@require_POST
def channels(request: HttpRequest) -> HttpResponse:
    """Which groups by which channels: a box that is not ticked is a no."""
    cells = [
        (row.group, cell.channel)
        for row in choices_of(request.user).rows
        for cell in row.cells
        if not cell.locked
    ]
    ticked = set(request.POST.getlist("wanted"))
    choose_channels(by=request.user, wanted={(g, c): f"{g}.{c}" in ticked for g, c in cells})
    said.success(request, "接收设置已保存。")
    return redirect("messages:choices")


@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    """Quiet hours and the digest."""
    form = HoursForm(request.POST)
    if not (
        form.is_valid() and attempt(form, choose_hours, by=request.user, **form.cleaned_data)[0]
    ):
        return _page(request, hours=form)
    said.success(request, "时间已保存。")
    return redirect("messages:choices")


@require_POST
@sensitive_post_parameters("email")
def email(request: HttpRequest) -> HttpResponse:
    """Note a mailbox; a code goes there."""
    if request.POST.get("act") == "forget":
        forget_email(by=request.user)
        said.success(request, "邮箱已删除，不再发邮件。")
        return redirect("messages:choices")
    form = EmailForm(request.POST)
    if not (form.is_valid() and _set_email(request, form)):
        return _page(request, email=form)
    said.success(request, "验证码已发到邮箱，请填到下面。")
    return redirect("messages:choices")


@require_POST
@sensitive_post_parameters("code")
def email_code(request: HttpRequest) -> HttpResponse:
    """The code that came by mail."""
    form = CodeForm(request.POST)
    if not (form.is_valid() and _prove(request, form)):
        return _page(request, code=form)
    said.success(request, "邮箱已验证。要收邮件，在接收设置里勾选“电子邮件”。")
    return redirect("messages:choices")


def _set_email(request: HttpRequest, form: EmailForm) -> bool:
    address = form.cleaned_data["email"]
    return attempt(form, set_email, by=request.user, address=address, at=now())[0]


def _prove(request: HttpRequest, form: CodeForm) -> bool:
    return attempt(form, prove_email, by=request.user, at=now(), **form.cleaned_data)[0]


def _page(request: HttpRequest, **given: forms.Form) -> HttpResponse:
    found = choices_of(request.user)
    times = {name: getattr(found, name) for name in HoursForm.base_fields}
    context = {
        "choices": found,
        "hours_form": given.get("hours") or HoursForm(initial=times),
        "email_form": given.get("email") or EmailForm(),
        "wechat_offered": can_bind(),
        "inside_wechat": is_in_wechat(request),
        "wechat_code": qr_of(request.build_absolute_uri()) if can_bind() else "",
        "code_form": given.get("code") or CodeForm(),
    }
    return framed(request, "messages/choices.html", context)
