"""数据状态: every value and act by place, how far it was checked, and whether that is past."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongyue.law.due import INVENTED, SOON, Due, standing
from gongyue.law.rulebook import BOOK
from gongyue.portals.shared.exporting import Column, exported

MARKS = {"S": "读过原文", "V": "见过转载", "G": "存疑", "?": "停用"}
COLUMNS = (
    Column("地区", lambda row: row.place_name),
    Column("数值或法规", lambda row: row.label),
    Column("现行数值", lambda row: row.value),
    Column("核对", lambda row: MARKS[row.mark]),
    Column("核对至", lambda row: str(row.checked_until)),
    Column("状态", lambda row: _state(row)),
    Column("依据", lambda row: row.source_text),
    Column("可以问", lambda row: row.ask),
)


@login_not_required
@require_safe
def data_status(request: HttpRequest) -> HttpResponse:
    """By place; `only=due` leaves what is past or ends within sixty days."""
    rows = standing(BOOK, today=localdate())
    only_due = request.GET.get("only") == "due"
    shown = [row for row in rows if not only_due or _is_due(row)]
    if file := exported(request, "法律数据状态", COLUMNS, lambda: shown):
        return file
    context = {
        "places": _by_place(shown),
        "only_due": only_due,
        "total": len(rows),
        "past": sum(row.is_past for row in rows),
        "soon": sum(_is_due(row) and not row.is_past for row in rows),
        "days": SOON,
    }
    return render(request, "public/data_status.html", context)


def _is_due(row: Due) -> bool:
    return row.days_left <= SOON and not row.place.startswith(INVENTED)


def _state(row: Due) -> str:
    if row.is_past:
        return "已过核对期"
    return "快到期" if _is_due(row) else "在核对期内"


def _by_place(rows: list[Due]) -> list[tuple[str, str, int, list[tuple[Due, str, str]]]]:
    """(code, name, how many are past, rows): the country first; its acts, invented places last."""
    ordered = sorted(rows, key=lambda row: (row.place != "cn", row.place, row.is_act, row.name))
    return [
        (
            found[0].place,
            found[0].place_name,
            sum(row.is_past for row in found),
            [(row, MARKS[row.mark], _state(row)) for row in found],
        )
        for _, group in groupby(ordered, key=lambda row: row.place)
        if (found := list(group))
    ]
