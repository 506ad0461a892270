"""One word for load balancers and watchers: no login, no detail."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from gongyue.apps.operations.selectors import is_serving


@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok"}, or 503 {"status": "bad"}; details are the operator's."""
    serving = is_serving(now())
    return JsonResponse({"status": "ok" if serving else "bad"}, status=200 if serving else 503)
