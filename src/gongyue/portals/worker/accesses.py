"""谁看过我: who opened my file and for what, refusals too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.registry.selectors.people import accesses_to_myself, myself
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of

KEPT = 1_000
ACCESSES = (
    Column("谁", lambda row: row.office),
    Column("为什么", lambda row: row.purpose),
    Column("补充说明", lambda row: row.words),
    Column("什么时候", lambda row: row.at),
    Column("结果", lambda row: "没看到" if row.refused else "看了"),
)


@require_safe
def accesses(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    rows = accesses_to_myself(request.user, limit=KEPT)
    if file := exported(request, "谁看过我", ACCESSES, lambda: rows):
        return file
    context = {"me": myself(request.user), "page": page_of(request, rows, 30)}
    return render(request, "worker/accesses.html", context)
