"""Before every answer of the API: who asks, how often, how much; and the headers after it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from time import time
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now

from gongyue.api.answers import no
from gongyue.apps.accounts.doors import Door
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.services import caller_of
from gongyue.apps.apikeys.using import Known, key_known, key_used

View = Callable[..., HttpResponse]
KEY_SCOPE = "law:read"
LARGEST = 1024 * 1024  # bytes of a request
MINUTE = 60
TOO_MANY = "问得太快了：每分钟最多{most}次，请{seconds}秒后再来。"
TOO_LARGE = f"一次最多{LARGEST // 1024}KB，请分几次。"
NOT_A_KEY = "Authorization应写成“Bearer 密钥”。不用密钥就不要写这一行。"
NOT_THIS_WAY = "这个接口不接受{method}，可以用{allowed}。"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and through which door."""

    door: Door
    caller: str
    key: Known | None = None

    def wait(self, uses: int = 1) -> int:
        return self.door.wait(self.caller, time(), uses)


def guarded(patterns: list[URLPattern]) -> list[URLPattern]:
    """The same routes, each behind the door and open without signing in."""
    for pattern in patterns:
        pattern.callback = behind_the_door(pattern.callback)
    return patterns


def behind_the_door(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        response = _let_in(request) or _answer(view, request, *args, **more)
        return _with_headers(request, response)

    asked.login_required = False  # type: ignore[attr-defined]
    asked.csrf_exempt = True  # type: ignore[attr-defined]
    asked.reads_itself = True  # type: ignore[attr-defined]
    return asked


def charge(request: HttpRequest, uses: int) -> HttpResponse | None:
    """Count more uses for a question that costs more; an answer where they are too many."""
    asking: Asking = request.asking  # type: ignore[attr-defined]
    seconds = asking.wait(uses) if uses > 0 else 0
    return _too_many(asking, seconds) if seconds else None


def _let_in(request: HttpRequest) -> HttpResponse | None:
    """None where the view may answer."""
    if request.method == "OPTIONS" and _origin(request):
        return HttpResponse(status=204)
    try:
        asking = _asking(request)
    except Refused as why:
        return _wrong_key(request, why)
    request.asking = asking  # type: ignore[attr-defined]
    if seconds := asking.wait():
        return _too_many(asking, seconds)
    if _length(request) > LARGEST:
        return no(413, "TooLarge", TOO_LARGE)
    if asking.key is not None:
        route = request.resolver_match.url_name if request.resolver_match else ""
        key_used(asking.key, str(route), at=now())
    return None


def _asking(request: HttpRequest) -> Asking:
    """By its key, which has more than an address. Raises Refused where the key does not count."""
    if (said := request.headers.get("Authorization")) is None:
        return _by_address(request)
    kind, _, text = said.partition(" ")
    if kind.lower() != "bearer":
        raise Refused(NOT_A_KEY)
    key = key_known(text.strip(), scope=KEY_SCOPE, at=now())
    door = Door("api-key", most=settings.API_KEY_A_MINUTE, seconds=MINUTE)
    return Asking(door, key.prefix, key)


def _by_address(request: HttpRequest) -> Asking:
    door = Door("api", most=settings.API_A_MINUTE, seconds=MINUTE)
    return Asking(door, caller_of(request).address)


def _wrong_key(request: HttpRequest, why: Refused) -> HttpResponse:
    """Counted for the address, so that keys are not tried at will."""
    asking = _by_address(request)
    if seconds := asking.wait():
        return _too_many(asking, seconds)
    response = no(401, "WrongKey", why.message_zh)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _too_many(asking: Asking, seconds: int) -> HttpResponse:
    response = no(429, "TooMany", TOO_MANY.format(most=asking.door.most, seconds=seconds))
    response["Retry-After"] = str(seconds)
    return response


def _answer(view: View, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
    if request.method == "HEAD":
        request.method = "GET"  # the server leaves the body out
    try:
        response = view(request, *args, **more)
    except (RequestDataTooBig, RawPostDataException):
        return no(413, "TooLarge", TOO_LARGE)
    if response.status_code == 405:
        return _not_this_way(request, response["Allow"])
    return response


def _not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    words = NOT_THIS_WAY.format(method=str(request.method)[:20], allowed=allowed)
    response = no(405, "WrongMethod", words)
    response["Allow"] = allowed
    return response


def _origin(request: HttpRequest) -> str:
    """The site whose page asks, where the operator allows it; empty otherwise."""
    origin = request.headers.get("Origin", "")
    return origin if origin and {origin, "*"} & set(settings.API_ORIGINS) else ""


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    if origin := _origin(request):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        patch_vary_headers(response, ["Origin"])
    return response
