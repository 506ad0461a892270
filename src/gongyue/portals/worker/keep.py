"""存在手机上: a worker's own records on their own phone, to be read without a line.

Nothing is kept unless asked for, and never on a shared device or at a counter. The page stays
`no-store`; a script encrypts what this view hands it (frontend/offline/kept.js).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.selectors.records import RecordView
from gongyue.portals.shared.device import is_shared
from gongyue.portals.shared.records import entry_of
from gongyue.portals.worker.records import declared_about

MOST = 500
READINGS = {
    "declared": "等您核对",
    "disputed": "您有异议",
    "confirmed": "您核对过，没有错",
    "withdrawn": "单位已撤回",
}


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """What it means, and the two buttons; the rest happens on the phone."""
    context = {"me": myself(request.user), "shared": is_shared(request), "most": MOST}
    return render(request, "worker/keep.html", context)


@never_cache
@require_safe
def keep_records(request: HttpRequest) -> HttpResponse:
    """One's own records as the phone keeps them. Not found: the phone empties its drawer."""
    if myself(request.user) is None or is_shared(request):
        raise NotFound(NOT_FOR_YOU)
    kept = [_kept(record) for record in declared_about(request.user)[:MOST]]
    return JsonResponse({"at": now().isoformat(), "records": kept})


def _kept(record: RecordView) -> dict[str, Any]:
    entry = entry_of(record)
    return {
        "title": entry.title,
        "organisation": record.organisation,
        "lines": record.lines,
        "state": READINGS.get(record.reading, record.reading),
    }
