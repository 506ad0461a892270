"""法规变化: what changed, by date; one change with both sides, and what it means for the reader."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongyue.apps.following.meaning.words import to_check
from gongyue.apps.following.selectors import (
    ChangeView,
    change_found,
    change_views,
    changes_listed,
)
from gongyue.apps.following.telling import lines_for_firm, lines_for_user
from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.law.due import NATION
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK
from gongyue.law.tracking.telling import LABELS
from gongyue.portals.shared.exporting import ROWS, Column, exported
from gongyue.portals.shared.frame import desk_in_front
from gongyue.portals.shared.paging import page_of

SIZE, FED = 20, 50
SPAN = "不涉及登记的工资和缴费，或者登记里没有可以比较的。"
COLUMNS = (
    Column("发现", lambda row: row.found_at),
    Column("地区", lambda row: row.place_name),
    Column("标准或规定", lambda row: row.label),
    Column("什么变化", lambda row: row.kind_label),
    Column("内容", lambda row: row.said),
    Column("依据", lambda row: row.source_text),
)


@login_not_required
@require_safe
def law_changes(request: HttpRequest) -> HttpResponse:
    """The newest first, narrowed by place, calculation and kind."""
    wanted = _wanted(request)
    found = changes_listed(**wanted)
    if file := exported(request, "法规变化", COLUMNS, lambda: change_views(found[: ROWS + 1])):
        return file
    page = page_of(request, found, SIZE)
    context: dict[str, Any] = {
        "page": page,
        "rows": change_views(page.object_list),
        "places": [(table.code, table.name) for table in BOOK.tables.values() if _is_local(table)],
        "all_rules": list(RULES.values()),
        "kinds": [(kind.value, label) for kind, label in LABELS.items()],
        "feed": _feed_address(wanted),
    }
    return render(request, "public/law_changes.html", context | wanted)


@never_cache
@login_not_required
@require_safe
def law_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change: before, after, source, readers; to whoever signed in, what it means for them."""
    found = change_found(change_id)
    if found is None:
        raise Http404("没有这一条变化")
    (row,) = change_views([found])
    context = {
        "row": row,
        "sides": [("原来", row.before), ("现在", row.after)],
        "is_known": request.user.is_authenticated,
    }
    return render(request, "public/law_change.html", context | _meaning(request, found))


def _meaning(request: HttpRequest, found: Any) -> dict[str, Any]:
    """By the records of the desk in front, else by one's own."""
    if not request.user.is_authenticated:
        return {}
    desk = desk_in_front(request)
    otherwise = f"{SPAN}{to_check(found)}"
    if desk is None:
        lines = lines_for_user(request.user, found)
        return {"lines": lines, "whom": "我的影响", "otherwise": otherwise}
    if desk.here.kind not in EMPLOYERS:
        return {"lines": [], "whom": "我们的影响", "otherwise": to_check(found) or SPAN}
    lines = lines_for_firm(request.user, desk.pk, found)
    url = reverse("enterprise:impact") if desk.may["check_up"] else ""
    whom = f"{desk.here.name}的影响"
    return {"lines": lines, "whom": whom, "otherwise": otherwise, "check_url": url}


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same list for a feed reader, without an account."""
    rows = change_views(changes_listed(**_wanted(request))[:FED])
    address = request.build_absolute_uri(reverse("public:law_changes"))
    atom = Atom1Feed(
        title="工约：法规变化",
        link=address,
        description="劳动法规、标准和计算的变化",
        language="zh-cn",
        feed_url=request.build_absolute_uri(),
    )
    for row in rows:
        _add(atom, row, request)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return response


def _add(atom: Atom1Feed, row: ChangeView, request: HttpRequest) -> None:
    address = request.build_absolute_uri(reverse("public:law_change", args=[row.change_id]))
    atom.add_item(
        title=f"{row.place_name} {row.label}：{row.kind_label}",
        link=address,
        unique_id=address,
        description=row.said,
        pubdate=row.found_at,
        updateddate=row.found_at,
    )


def _wanted(request: HttpRequest) -> dict[str, str]:
    """What the list is narrowed by; anything unknown narrows nothing."""
    place, rule, kind = (request.GET.get(name, "")[:60] for name in ("place", "rule", "kind"))
    return {
        "place": place if BOOK.is_place(place) else "",
        "rule": rule if rule in RULES else "",
        "kind": kind if kind in set(LABELS) else "",
    }


def _is_local(table: Any) -> bool:
    return bool(table.code != NATION)


def _feed_address(wanted: dict[str, str]) -> str:
    narrowed = "&".join(f"{name}={value}" for name, value in wanted.items() if value)
    return reverse("public:law_changes_feed") + (f"?{narrowed}" if narrowed else "")
