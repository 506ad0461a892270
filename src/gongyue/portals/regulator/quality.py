"""数据质量: how well the firms of the place keep their records, by counts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.registry.selectors.quality import FirmQuality, group_labels, quality_by_firm
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.firm_pairs import pair_page, pairs_page
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.places import place_name

LABELS = group_labels()


def _group(number: int, label: str) -> Column:
    return Column(f"{label}有问题", lambda row: row.by_group[number])


COLUMNS = (
    Column("单位", lambda row: row.name),
    Column("所在地", lambda row: place_name(row.place)),
    Column("登记的人数", lambda row: row.people),
    *(_group(number, label) for number, label in enumerate(LABELS)),
)


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Most problems a person first; no person in it."""
    desk = my_desk(request)
    found: list[FirmQuality] = quality_by_firm(request.user, desk.pk)
    if file := exported(request, "数据质量", COLUMNS, lambda: found):
        return file
    page = page_of(request, found, 50)
    rows = [(row, place_name(row.place)) for row in page]
    context = {"desk": desk, "page": page, "rows": rows, "labels": LABELS}
    return render(request, "regulator/quality.html", context)


@require_safe
def firm_pairs(request: HttpRequest) -> HttpResponse:
    """Firms of the place that may be one; the operator decides."""
    return pairs_page(request, my_desk(request))


@require_http_methods(["GET", "HEAD", "POST"])
def firm_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two of them side by side: a merge is proposed."""
    return pair_page(request, my_desk(request), pair_id)
