"""接收设置 · 微信: the browser goes to WeChat and comes back with a code that says who it is."""

import secrets

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.vault import same
from gongyue.apps.notifications.channels.parcel import NotDelivered
from gongyue.apps.notifications.channels.wechat_account import can_bind, consent_url, openid_of
from gongyue.apps.notifications.preferences import bind_wechat
from gongyue.portals.shared.browsers import is_in_wechat
from gongyue.portals.shared.files.site import site_of

STATE = "wechat_state"
NOT_FROM_HERE = "这次授权不是从这里开始的，没有绑定。请再点一次“绑定我的微信”。"


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To WeChat, with a word that only this browser knows: nobody can bind theirs to another."""
    if not can_bind() or not is_in_wechat(request):
        said.error(request, "请在微信里打开接收设置，再点绑定。")
        return redirect("messages:choices")
    request.session[STATE] = secrets.token_urlsafe(16)
    back = site_of(request) + reverse("messages:wechat_back")
    return HttpResponseRedirect(consent_url(back=back, state=request.session[STATE]))


@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """The code is good once; its openid is sealed and shown to nobody."""
    expected = request.session.pop(STATE, "")
    if not expected or not same(expected, request.GET.get("state", "")[:64]):
        said.error(request, NOT_FROM_HERE)
    elif not (code := request.GET.get("code", "")):
        said.error(request, "您没有同意，没有绑定。")
    else:
        _bind(request, code)
    return redirect("messages:choices")


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Nothing goes there any more."""
    bind_wechat(by=request.user, openid="")
    said.success(request, "微信已解除绑定，不再往那里发。")
    return redirect("messages:choices")


def _bind(request: HttpRequest, code: str) -> None:
    try:
        bind_wechat(by=request.user, openid=openid_of(code))
    except NotDelivered as problem:
        said.error(request, f"没有绑定：{problem.why}。请再点一次。")
        return
    said.success(request, "微信已绑定。要在微信里收，勾上“微信”。")
