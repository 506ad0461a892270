"""单位渠道: group chats and systems that an organisation lets itself be told by."""

from django import forms
from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.notifications.endpoints import (
    NewEndpoint,
    endpoint_add,
    endpoint_end,
    endpoint_try,
    endpoints_of,
)
from gongyue.apps.notifications.kinds import GROUPS_OF_ORGANISATION, OF_ORGANISATION, Group
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.frame import desk_in_front, framed

TEXT = {"class": "form-control"}


class EndpointForm(forms.Form):
    channel = forms.ChoiceField(
        label="哪一种",
        choices=[(channel.value, channel.label) for channel in OF_ORGANISATION],
        error_messages={"required": "请选一种", "invalid_choice": "请选一种"},
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label="名称",
        max_length=40,
        help_text="自己看的，如“人事群”",
        error_messages={"required": "请起个名字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    address = forms.CharField(
        label="地址",
        max_length=1_000,
        help_text="在群里添加机器人后，整条复制过来，以 https:// 开头。存下后不再显示",
        error_messages={"required": "请粘贴地址"},
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "url", "autocomplete": "off"}),
    )
    secret = forms.CharField(
        label="密钥",
        max_length=200,
        required=False,
        help_text="钉钉选“加签”时显示的 SEC 开头的一串；其他系统自己定，至少 16 个字符",
        widget=forms.PasswordInput(attrs={**TEXT, "autocomplete": "off"}),
    )
    groups = forms.MultipleChoiceField(
        label="发哪几类",
        choices=[(group.value, group.label) for group in GROUPS_OF_ORGANISATION],
        initial=[Group.TASKS, Group.WORK, Group.BOARD],
        error_messages={"required": "请至少选一类", "invalid_choice": "请从列表里选"},
        widget=forms.CheckboxSelectMultiple,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("address", "secret")
def endpoints(request: HttpRequest) -> HttpResponse:
    """Those there are, and the form for another; owners only."""
    desk = _desk(request)
    rows = endpoints_of(request.user, desk.pk)
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, form, desk):
        said.success(request, "已接上。发一条测试消息看看。")
        return redirect("messages:endpoints")
    return framed(request, "messages/endpoints.html", {"rows": rows, "form": form})


@require_POST
def try_endpoint(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """A test message, now."""
    facts = {"by": request.user, "endpoint_id": endpoint_id, "at": now()}
    attempt_and_say(request, "测试消息已发出，请到群里看。", endpoint_try, **facts)
    return redirect("messages:endpoints")


@require_POST
def end_endpoint(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """No more messages there; its address is forgotten."""
    facts = {"by": request.user, "endpoint_id": endpoint_id, "at": now()}
    attempt_and_say(request, "已停用，地址和密钥已删除。", endpoint_end, **facts)
    return redirect("messages:endpoints")


def _add(request: HttpRequest, form: EndpointForm, desk: Desk) -> bool:
    new = NewEndpoint(**form.cleaned_data)
    facts = {"by": request.user, "organisation_id": desk.pk, "new": new, "at": now()}
    return attempt(form, endpoint_add, **facts)[0]


def _desk(request: HttpRequest) -> Desk:
    desk = desk_in_front(request)
    if desk is None:
        raise NotFound(NOT_FOR_YOU)
    return desk
