"""Which addresses of calculations were made in this browser: only here can they be taken back."""

from hashlib import sha256

from django.http import HttpRequest
from django.urls import reverse

from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.registry import Rule
from gongyue.portals.public.answers import Raw
from gongyue.portals.shared.files.site import site_of

KEY = "calculation_links"
MOST = 20  # the oldest is forgotten; its address goes on to work until it is over


def made(request: HttpRequest, token: str) -> bool:
    return token in request.session.get(KEY, {})


def remember_made(request: HttpRequest, token: str, rule: Rule, raw: Raw) -> None:
    """So that it can be taken back here, and stands on the paper of the same answers."""
    links = {**request.session.get(KEY, {}), token: _digest(rule, raw)}
    request.session[KEY] = dict(list(links.items())[-MOST:])


def forget_made(request: HttpRequest, token: str) -> None:
    links = request.session.get(KEY, {})
    request.session[KEY] = {other: digest for other, digest in links.items() if other != token}


def address(request: HttpRequest, token: str) -> str:
    """https://gongyue.example.org/c/…/"""
    return site_of(request) + reverse("public:calculation", args=[token])


def address_of(request: HttpRequest, rule: Rule, raw: Raw) -> str:
    """The address these very answers were given in this browser; empty when none was."""
    links, digest = request.session.get(KEY, {}), _digest(rule, raw)
    token = next((token for token in reversed(links) if links[token] == digest), "")
    return address(request, token) if token else ""


def _digest(rule: Rule, raw: Raw) -> str:
    return sha256(dumps_canonical({"rule": rule.name, "raw": raw}).encode()).hexdigest()[:16]
