"""One line of log a request: which page, how it ended, how long it took. Never who, never what."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
SLOW_MILLISECONDS = 1_000
log = logging.getLogger("gongyue.requests")


class RequestLog:
    """Names the route, not the address: an address may hold a number that means somebody.

    Without GONGYUE_LOG_REQUESTS only slow and failed requests are written.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Times the answer."""
        began = time.perf_counter()
        response = self.get_response(request)
        milliseconds = int((time.perf_counter() - began) * 1_000)
        failed = response.status_code >= 500
        if settings.LOG_REQUESTS or failed or milliseconds > SLOW_MILLISECONDS:
            level = logging.ERROR if failed else logging.INFO
            log.log(level, "request", extra=_facts(request, response, milliseconds))
        return response


def _facts(request: HttpRequest, response: HttpResponse, milliseconds: int) -> dict[str, object]:
    match = request.resolver_match
    return {
        "route": match.view_name if match else "",
        "method": request.method if request.method in {"GET", "POST", "HEAD"} else "other",
        "status_code": response.status_code,
        "milliseconds": milliseconds,
    }
