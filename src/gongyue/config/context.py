"""What every template may know about the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether this is the demo city; `csp_nonce` for the rare inline script."""
    return {"demo": settings.DEMO, "csp_nonce": getattr(request, "csp_nonce", "")}
