"""接口: the page that says how to ask, the description for programs, and what is not there."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

from gongyue.api import kept
from gongyue.api.answers import JSON, NO_SUCH_PAGE, no
from gongyue.api.door import LARGEST
from gongyue.api.reading import groups_shown


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every operation with an example to copy."""
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "groups": groups_shown(kept.shown()["operations"], base),
        "rules": kept.shown()["rules"],
        "base": base,
        "most": settings.API_A_MINUTE,
        "most_by_key": settings.API_KEY_A_MINUTE,
        "largest": LARGEST // 1024,
    }
    return render(request, "api/home.html", context)


@require_safe
@condition(etag_func=lambda request: kept.description().tag)
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1; packed where the caller takes it, and not sent again to who has it."""
    made = kept.description()
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(made.packed if is_packed else made.plain, JSON)
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """No such address below /api/v1/."""
    return no(404, "NotFound", NO_SUCH_PAGE)
