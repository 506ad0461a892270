"""辖区单位: no list without a purpose, no file without a trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind
from gongyue.apps.registry.selectors.firms import (
    PER_PAGE,
    SIZES,
    SORTS,
    FirmPage,
    FirmQuery,
    FirmRow,
    find_firms,
)
from gongyue.apps.registry.selectors.oversight import openings_of
from gongyue.apps.registry.services.access import record_export
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.regulator.purposes import ask_purpose, purpose_label, purpose_named
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import ROWS, Column, exported
from gongyue.portals.shared.paging import number_of, page_of, pager_of, wants_part
from gongyue.portals.shared.places import filter_choices, whole_address

KEPT = 1_000
TOLD = "没有用途，名单不打开。打开哪一家、什么时候、为了什么，都会记下来，那家单位看得到。"
ASKED = ("words", "place", "industry", "size", "kind", "sort")
FIRMS = (
    Column("单位", lambda row: row.name),
    Column("统一社会信用代码", lambda row: row.credit_code),
    Column("所在地", lambda row: whole_address(row.place, row.street_name, "")),
    Column("地址", lambda row: whole_address(row.place, row.street_name, row.address)),
    Column("行业", lambda row: row.industry),
    Column("登记的在职人数", lambda row: row.people),
    Column("登记日期", lambda row: row.registered_at),
)
OPENINGS = (
    Column("看了谁", lambda row: row.whom),
    Column("为什么", lambda row: row.purpose),
    Column("补充说明", lambda row: row.words),
    Column("以哪个单位的名义", lambda row: row.office),
    Column("什么时候", lambda row: row.at),
    Column("结果", lambda row: "被拒绝" if row.refused else "看了"),
)


@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """Without a purpose: the question. With one: the firms within the member's reach."""
    desk = my_desk(request)
    require_can(request.user, Can.SEE_FIRMS, desk.pk)
    purpose = purpose_named(request)
    if not purpose:
        return ask_purpose(request, desk, "辖区单位", TOLD)
    query = FirmQuery(**{name: request.GET.get(name, "")[:80] for name in ASKED})
    facts = {"purpose": purpose, "query": query, "page": number_of(request)}
    if file := _firms_file(request, desk, query, purpose):
        return file
    found = find_firms(request.user, desk.pk, **facts)
    context = _filters(desk.here.place, query.place) | {
        "desk": desk,
        "found": found,
        "query": query,
    }
    context |= {"purpose": purpose, "purpose_label": purpose_label(purpose)}
    context |= {"rows": _rows(found), "page": pager_of(found.total, found.page, PER_PAGE)}
    context["asked"] = any(getattr(query, name) for name in ASKED if name != "sort")
    context["again"] = wants_part(request)
    template = "_firms_part.html" if context["again"] else "firms.html"
    return render(request, f"regulator/{template}", context)


def _firms_file(
    request: HttpRequest, desk: Desk, query: FirmQuery, purpose: str
) -> HttpResponse | None:
    """The firms of the list for the purpose named; the export is recorded."""

    def record(count: int) -> None:
        facts = {"by": request.user, "office_id": desk.pk, "what": "辖区单位名单"}
        record_export(rows=count, purpose=purpose, at=now(), **facts)

    def every() -> tuple[FirmRow, ...]:
        facts = {"purpose": purpose, "query": query, "per_page": ROWS + 1}
        return find_firms(request.user, desk.pk, **facts).rows

    return exported(request, "辖区单位", FIRMS, every, before=record)


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """我的查阅: what I opened and why, refusals too."""
    desk = my_desk(request)
    rows = openings_of(request.user, limit=KEPT)
    if file := exported(request, "我的查阅", OPENINGS, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 30)}
    return render(request, "regulator/openings.html", context)


def _rows(found: FirmPage) -> list[tuple[object, str]]:
    return [(firm, whole_address(firm.place, firm.street_name, "")) for firm in found.rows]


def _filters(reach: str, chosen: str) -> dict[str, object]:
    return {
        "places": filter_choices(reach, chosen),
        "industries": Industry.choices,
        "sizes": [(value, label) for value, (label, _, _) in SIZES.items()],
        "kinds": [(kind.value, kind.label) for kind in Kind if kind in EMPLOYERS],
        "sorts": [(value, label) for value, (label, _) in SORTS.items()],
    }
