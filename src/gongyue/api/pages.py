"""接口: the page that says how to ask, the description for programs, and what is not there."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.api.answers import JSON, NO_SUCH_PAGE, no
from gongyue.api.contents.rules import rules_listed
from gongyue.api.description import described, description_bytes
from gongyue.api.door import LARGEST
from gongyue.api.reading import groups_shown


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every operation with an example to copy."""
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "groups": groups_shown(described(), base),
        "rules": rules_listed()["rules"],
        "base": base,
        "most": settings.API_A_MINUTE,
        "largest": LARGEST // 1024,
    }
    return render(request, "api/home.html", context)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return HttpResponse(description_bytes(), JSON)


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """No such address below /api/v1/."""
    return no(404, "NotFound", NO_SUCH_PAGE)
