"""空白表: templates anybody may take, for a firm without tables of its own."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongyue.apps.registry.blanks import BLANKS, blank_xlsx
from gongyue.portals.shared.exporting import attachment


@login_not_required
@require_safe
def table_blank(request: HttpRequest, kind: str) -> HttpResponse:
    """One template as a workbook."""
    if kind not in BLANKS:
        raise Http404("没有这种空白表")
    return attachment(blank_xlsx(kind), f"{BLANKS[kind].name}（空白表）.xlsx")
