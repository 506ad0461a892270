"""Where a message leads, for whoever reads it now: no link that its reader cannot open.

A role may have ended since, a colleague may have the task by now, and unions have no desk.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound
from gongyue.apps.notifications.selectors import MessageView
from gongyue.apps.tasks.filings.selectors import filing_page
from gongyue.apps.tasks.selectors import task_page
from gongyue.portals.shared.desks import places_of
from gongyue.portals.shared.viewer import PORTAL_OF_KIND

# What a message is about → asks whether the reader may open it; raises NotFound, NotAllowed.
OPENS: dict[str, Callable[[Any, UUID], object]] = {
    "task": lambda user, pk: task_page(user, pk, on=localdate()),
    "filing": filing_page,
}


def link_of(request: HttpRequest, message: MessageView) -> str:
    """The address the message leads to; empty where there is none its reader can open."""
    if not message.url or not _has_desk(request, message.url):
        return ""
    thing, _, key = message.about.partition(":")
    if thing in OPENS:
        try:
            OPENS[thing](request.user, UUID(key))
        except (NotFound, NotAllowed, ValueError):
            return ""
    return message.url


def _has_desk(request: HttpRequest, url: str) -> bool:
    """Whether the page exists, and the reader belongs to an organisation with that desk."""
    try:
        portal = resolve(url.partition("?")[0].partition("#")[0]).namespace.partition(":")[0]
    except Resolver404:
        return False
    if portal not in PORTAL_OF_KIND.values():
        return True
    return any(PORTAL_OF_KIND.get(place.kind) == portal for place in places_of(request))
