"""法规变化推送: addresses of an organisation's own systems, and what was sent there."""

from django import forms
from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.following.hooks.log import (
    deliveries_of,
    hook_of,
    hooks_of,
    redeliver,
    sent_views,
)
from gongyue.apps.following.hooks.registering import (
    NewHook,
    hook_end,
    hook_register,
    hook_resume,
    hook_rotate,
)
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.portals.messages.following import FollowForm
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.frame import desk_in_front, framed
from gongyue.portals.shared.paging import page_of

TEXT = {"class": "form-control"}


class HookForm(FollowForm):
    label = forms.CharField(
        label="名称",
        max_length=40,
        help_text="自己看的，如“人事系统”",
        error_messages={"required": "请起个名字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    purpose = forms.CharField(
        label="用途",
        max_length=200,
        help_text="为什么要，如“更新工资系统里的最低工资”",
        error_messages={"required": "请写明用途"},
        widget=forms.TextInput(attrs=TEXT),
    )
    address = forms.CharField(
        label="地址",
        max_length=1_000,
        help_text="对方系统收消息的地址，以 https:// 开头，要能从公网访问。存下后不再显示",
        error_messages={"required": "请填写地址"},
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "url", "autocomplete": "off"}),
    )
    field_order = ("label", "purpose", "address", "rule", "place")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("address")
def hooks(request: HttpRequest) -> HttpResponse:
    """Those there are, and the form for another; owners only. The secret is shown this once."""
    desk = _desk(request)
    rows = hooks_of(request.user, desk.pk)
    form = HookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = NewHook(**form.cleaned_data)
        facts = {"by": request.user, "organisation_id": desk.pk, "new": new, "at": now()}
        done, made = attempt(form, hook_register, **facts)
        if done:
            return _with_secret(request, *made)
    return framed(request, "messages/hooks.html", {"rows": rows, "form": form})


@require_safe
def hook(request: HttpRequest, hook_id: int) -> HttpResponse:
    """One address: how it stands, and the log."""
    found = hook_of(request.user, hook_id)
    page = page_of(request, deliveries_of(request.user, hook_id), 30)
    context = {"hook": found, "page": page, "rows": sent_views(page.object_list)}
    return framed(request, "messages/hook.html", context)


@never_cache
@require_POST
def act(request: HttpRequest, hook_id: int) -> HttpResponse:
    """Another secret, going on, or the end, as the button says."""
    asked, by = request.POST.get("act", ""), request.user
    if asked == "rotate":
        return _with_secret(request, *hook_rotate(by=by, hook_id=hook_id, at=now()))
    if asked == "resume":
        attempt_and_say(request, "已恢复，新的变化照常推送。", hook_resume, by=by, hook_id=hook_id)
        return redirect("messages:hook", hook_id)
    if asked == "end":
        hook_end(by=by, hook_id=hook_id, at=now())
        said.success(request, "已停用，地址和密钥已删除。")
        return redirect("messages:hooks")
    hook_of(by, hook_id)
    return redirect("messages:hook", hook_id)


@require_POST
def again(request: HttpRequest, hook_id: int, delivery_id: int) -> HttpResponse:
    """Send one change once more."""
    hook_of(request.user, hook_id)
    facts = {"by": request.user, "delivery_id": delivery_id, "at": now()}
    attempt_and_say(request, "马上重发。", redeliver, **facts)
    return redirect("messages:hook", hook_id)


def _with_secret(request: HttpRequest, hook: object, secret: str) -> HttpResponse:
    return framed(request, "messages/hook_secret.html", {"hook": hook, "secret": secret})


def _desk(request: HttpRequest) -> Desk:
    desk = desk_in_front(request)
    if desk is None:
        raise NotFound(NOT_FOR_YOU)
    return desk
