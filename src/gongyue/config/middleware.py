"""Headers every answer carries."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

Answer = Callable[[HttpRequest], HttpResponse]

NOT_TYPED = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")

# Inline style *attributes* are allowed (a bar's width is data); scripts never inline.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class ContentSecurity:
    """A strict content security policy; templates use `request.csp_nonce` where they must."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the headers to the answer."""
        nonce = request.csp_nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce))
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self)")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            # Shared computers in service halls: a signed-in page is never kept by the browser.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class WithoutNul:
    """Takes out of what was sent the characters that nobody types: U+0000, which PostgreSQL cannot
    keep, and the marks that turn the direction of the text after them, with which a name reads as
    another. Here once, since not every page asks through a form that would refuse them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the view is known: whoever reads the body first limits its size."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Replaces the query and the fields only where the character is there. A view that reads
        what was sent itself is left to it."""
        request.GET = _without_nul(request.GET)
        if getattr(view, "reads_itself", False):
            return
        if request.method == "POST":
            request.POST = _without_nul(request.POST)


def _without_nul(sent: QueryDict) -> QueryDict:
    if not any(NOT_TYPED.search(value) for values in sent.lists() for value in values[1]):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        clean.setlist(name, [NOT_TYPED.sub("", value) for value in values])
    clean._mutable = False
    return clean
