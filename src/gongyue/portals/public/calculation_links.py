"""算一算: an address that leads to a calculation again. It names neither facts nor a person."""

from time import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.doors import Door
from gongyue.apps.accounts.services import caller_of
from gongyue.apps.documents.services.linking import (
    LinkedCalculation,
    calculation_link,
    calculation_link_remove,
    linked_calculation,
)
from gongyue.law.rulebook import Outcome
from gongyue.portals.public import answers
from gongyue.portals.public.answers import Stand, kept, stand_of
from gongyue.portals.public.asking import rule_named
from gongyue.portals.public.calculators import download, result_context
from gongyue.portals.public.links_made import forget_made, remember_made, was_made_here
from gongyue.portals.shared.files.site import site_of
from gongyue.portals.shared.qr import qr_of

DOOR = Door(
    "calculation", most=60, seconds=3_600
)  # a counter behind one address makes many in an hour


@login_not_required
@require_POST
def make(request: HttpRequest, name: str) -> HttpResponse:
    """From the result that stands on the page."""
    rule, raw = rule_named(name), kept(request, rule_named(name))
    outcome = stand_of(rule, raw).asked.outcome
    if outcome is None:
        return redirect("public:calculator_result", name)
    if seconds := DOOR.wait(caller_of(request).address, time()):
        messages.error(request, f"链接建得太多了，请 {int(seconds // 60) + 1} 分钟后再来。")
        return redirect("public:calculator_result", name)
    token = calculation_link(rule=name, answers=raw, result=_gist(outcome), on=localdate())
    remember_made(request, token)
    return redirect("public:calculation", token)


@login_not_required
@never_cache
@require_safe
def calculation(request: HttpRequest, token: str) -> HttpResponse:
    """Calculated anew by today's rules; a result that has changed since is said."""
    linked = _linked(token)
    stand = stand_of(rule_named(linked.rule), linked.answers)
    response = render(request, "public/calculation.html", _context(request, token, linked, stand))
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """The same answers, to change: kept for this visitor alone."""
    linked = _linked(token)
    answers.keep(request, rule_named(linked.rule), linked.answers)
    return redirect("public:calculator_all", linked.rule)


@login_not_required
@require_POST
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Only where it was made."""
    if not was_made_here(request, token):
        raise Http404("这个链接不是在这里建的")
    calculation_link_remove(token=token)
    forget_made(request, token)
    messages.success(request, "链接已收回，谁也打不开了。")
    return redirect("public:calculators")


@login_not_required
@never_cache
@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The paper of the calculation, with the code that leads back here."""
    linked = _linked(token)
    stand = stand_of(rule_named(linked.rule), linked.answers)
    if stand.bad or stand.asked.outcome is None:
        return redirect("public:calculation", token)
    return download(stand, link=_address(request, token))


def _address(request: HttpRequest, token: str) -> str:
    """https://gongyue.example.org/c/…/"""
    return site_of(request) + reverse("public:calculation", args=[token])


def _linked(token: str) -> LinkedCalculation:
    """Raises Http404: as well for what never was as for what is over."""
    linked = linked_calculation(token=token, on=localdate())
    if linked is None:
        raise Http404("这个链接没有、已到期或者已收回")
    return linked


def _context(
    request: HttpRequest, token: str, linked: LinkedCalculation, stand: Stand
) -> dict[str, Any]:
    outcome = None if stand.bad else stand.asked.outcome
    url = _address(request, token)
    return {
        **result_context(stand),
        "outcome": outcome,
        "linked": linked,
        "token": token,
        "moved": outcome is None or _gist(outcome) != linked.result,
        "mine": was_made_here(request, token),
        "url": url,
        "qr": qr_of(url),
    }


def _gist(outcome: Outcome) -> dict[str, Any]:
    """What must be the same for the result to be called the same."""
    said = outcome.to_json()
    return {name: said[name] for name in ("label", "value", "unit", "verdict")}
