"""法规: the list of acts, and searching their texts and our notes."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.apps.knowledge.gone import Gone
from gongyue.apps.knowledge.searching import Found, statutes_search
from gongyue.apps.knowledge.selectors.acts import Row, all_acts
from gongyue.law.sources import KINDS
from gongyue.portals.public.finding_rules import matching
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of

LONGEST = 60
COLUMNS = (
    Column("名称", lambda row: row.title),
    Column("种类", lambda row: kind_of(row)),
    Column("文号", lambda row: row.source.number or "" if row.source else ""),
    Column("施行", lambda row: str(row.source.in_force_from) if row.source else ""),
    Column("失效", lambda row: str(row.source.in_force_until or "") if row.source else ""),
    Column("条数", lambda row: str(row.article_count or "")),
    Column("文本", lambda row: "已装" if row.act else "没有装"),
)


@login_not_required
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """Every act the rules cite or the operator installed; or what answers everyday words."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    rows = all_acts()
    if file := exported(request, "法规", COLUMNS, lambda: rows):
        return file
    today = localdate()
    found, gone = statutes_search(query, on=today) if query else [], Gone.on_day(today)
    page = page_of(request, rows, 100)
    page.object_list = _with_addresses(page.object_list, gone)
    context = {
        "query": query,
        "found": [(row, address_of(row)) for row in found],
        "rules": matching(query) if query else [],
        "page": page,
    }
    return render(request, "public/acts.html", context)


def _with_addresses(rows: Iterable[Row], gone: Gone) -> list[tuple[Row, str, str, bool]]:
    return [
        (row, kind_of(row), act_address(row), gone.has(source=row.source, act=row.act))
        for row in rows
    ]


def kind_of(row: Row) -> str:
    return KINDS[row.source.kind] if row.source else row.act.kind if row.act else ""


def act_address(row: Row) -> str:
    if row.source:
        return f"/law/{row.source.id}/"
    return reverse("public:act_text", args=[row.act.pk]) if row.act else ""


def address_of(found: Found) -> str:
    """The page of a hit: by citation where there is one, else by the installed text."""
    if found.citation:
        return f"/law/{found.citation.replace('#', '/')}/"
    address = reverse("public:act_text", args=[found.act_id])
    return f"{address}{found.place}/" if found.place else address
