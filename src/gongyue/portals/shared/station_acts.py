"""What a clerk does for the visitor, one form a screen."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongyue.apps.accounts.services import caller_of, send_code
from gongyue.apps.registry.selectors.stations import visit_fields, visit_for
from gongyue.apps.registry.services.corrections import Wrong
from gongyue.apps.registry.services.station_acts import (
    Intention,
    bind_phone,
    file_correction,
    offer_of,
    record_delegation,
    register_intention,
    reset_pin,
)
from gongyue.apps.registry.stationing import Done
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.station import with_visit
from gongyue.portals.shared.station_forms import (
    CorrectForm,
    DelegationForm,
    IntentionForm,
    PhoneForm,
)

FORM = "station/form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@with_visit(Done.PHONE)
@sensitive_post_parameters("phone", "code")
def station_phone(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """Send a code to the telephone in hand, then bind it."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if request.POST.get("how") == "send":
            facts = {"phone": said["phone"], "caller": caller_of(request), "at": now()}
            if attempt(form, send_code, **facts)[0]:
                messages.success(request, "验证码发到那部手机上了，请来访人念给您听。")
        elif attempt(form, bind_phone, session=session, at=now(), **said)[0]:
            return _done(request, desk, "手机号绑好了。原来手机上的登录都退出了。")
    title = "绑定或更换手机号"
    context = {"title": title, "form": form, "sends": True, "act": "绑定这个手机号"}
    return _page(request, desk, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_visit(Done.PIN)
def station_pin(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """The card's PIN is cleared."""
    if request.method == "POST":
        words = "卡片密码清除了，请来访人在手机上设新的。"
        attempt_and_say(request, words, reset_pin, session=session, at=now())
        return redirect(desk.address("station"))
    lead = "清除以后，来访人在自己的手机上设新密码。您不用知道密码。"
    return _page(request, desk, {"title": "清除卡片密码", "lead": lead, "act": "清除"})


@require_http_methods(["GET", "HEAD", "POST"])
@with_visit(Done.DELEGATION)
def station_delegation(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """Both stand here: a relative may act for the visitor from today."""
    form = DelegationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, today = dict(form.cleaned_data), localdate()
        number = said.pop("delegate_id_number")
        days = (today, today + timedelta(days=int(said.pop("days"))))
        offer = offer_of(days=days, **{**said, "acts": tuple(said["acts"])})
        facts = {"session": session, "offer": offer, "at": now()}
        if attempt(form, record_delegation, delegate_id_number=number, **facts)[0]:
            return _done(request, desk, "委托登记好了，马上生效。请打印回执，两人签字。")
    lead = "两个人都在场，都出示证件，都在纸上签字。"
    context = {"title": "登记代办委托", "form": form, "lead": lead, "act": "登记委托"}
    return _page(request, desk, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_visit(Done.CORRECTION)
def station_correct(request: HttpRequest, desk: Desk, session: Any, event_id: int) -> HttpResponse:
    """A record is wrong: as the visitor would ask."""
    form = CorrectForm(request.POST or None, fields=visit_fields(session, event_id))
    if request.method == "POST" and form.is_valid():
        facts = {"session": session, "event_id": event_id, "at": now()}
        if attempt(form, file_correction, wrong=Wrong(**form.cleaned_data), **facts)[0]:
            return _done(request, desk, "更正申请交给单位了。")
    context = {"title": "申请更正", "form": form, "act": "交给单位"}
    return _page(request, desk, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_visit(Done.INTENTION)
def station_intention(request: HttpRequest, desk: Desk, session: Any) -> HttpResponse:
    """What work the visitor looks for."""
    form = IntentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"session": session, "at": now()}
        if attempt(form, register_intention, intention=Intention(**form.cleaned_data), **facts)[0]:
            return _done(request, desk, "就业意向登记好了。")
    context = {"title": "登记就业意向", "form": form, "act": "登记"}
    return _page(request, desk, context)


def _done(request: HttpRequest, desk: Desk, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(desk.address("station"))


def _page(request: HttpRequest, desk: Desk, context: dict[str, Any]) -> HttpResponse:
    visit = visit_for(request.user, at=now())
    return render(request, FORM, {"desk": desk, "visit": visit, **context})
