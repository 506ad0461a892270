"""Whose device: what the page tells its scripts about who looks and whether others use it too."""

from dataclasses import dataclass

from django.http import HttpRequest

from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.roles import Can
from gongyue.portals.shared.desks import places_of
from gongyue.portals.shared.viewer import address_or_nothing

SHARED = "shared_device"


@dataclass(frozen=True, kw_only=True)
class Device:
    """`who` is a keyed word for the account, empty for a visitor; `worker` the service worker."""

    who: str = ""
    shared: bool = False
    worker: str = ""


def device_of(request: HttpRequest | None) -> Device:
    """For the body of every page."""
    user = getattr(request, "user", None)
    worker = address_or_nothing("public:service_worker")
    if request is None or user is None or not user.is_authenticated:
        return Device(worker=worker)
    who = keyed_hash("device", str(user.pk))[:16]
    return Device(who=who, shared=is_shared(request), worker=worker)


def mark_shared(request: HttpRequest) -> None:
    """公用的手机或电脑: the session ends with the browser, and nothing rests on the device."""
    request.session[SHARED] = True
    request.session.set_expiry(0)


def is_shared(request: HttpRequest) -> bool:
    """Said so when signing in, acting for somebody, or a clerk of a counter."""
    return bool(request.session.get(SHARED)) or is_for_others(request)


def is_for_others(request: HttpRequest) -> bool:
    """Acting for somebody, or a clerk of a counter: what is written is about another person."""
    if getattr(request, "acting", None):
        return True
    return any(Can.LINK_AT_COUNTER in place.rights for place in places_of(request))
