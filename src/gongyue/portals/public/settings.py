"""What a visitor may set for this browser."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongyue.apps.accounts.services import choose_text_size
from gongyue.portals.shared.viewer import CHOICES, LARGE_TEXT_COOKIE

A_YEAR = 60 * 60 * 24 * 365


@login_not_required
@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """长辈版 and its size: kept by the browser, and by the account of whoever is signed in."""
    asked = request.POST.get("large", "")
    chosen = asked if asked in CHOICES else "no"
    if request.user.is_authenticated:
        choose_text_size(by=request.user, pixels=CHOICES[chosen] or None)
    response = redirect(safe_next(request))
    response.set_cookie(
        LARGE_TEXT_COOKIE,
        chosen,
        max_age=A_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where the form came from, if that is on this site."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if fine else otherwise
