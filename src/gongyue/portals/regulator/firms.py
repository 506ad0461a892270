"""辖区单位: no list without a purpose, no file without a trace."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Can, Kind, Purpose
from gongyue.apps.registry.selectors.organisations import (
    FirmRow,
    firm_for_regulator,
    firms_for_regulator,
)
from gongyue.apps.registry.selectors.oversight import openings_of, record_counts_of_firm
from gongyue.apps.registry.services.access import open_organisation, record_export
from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of, wants_part
from gongyue.portals.shared.places import place_name

MINE = PURPOSES_OF_KIND[Kind.REGULATOR]
PURPOSES = [(value, label) for value, label in Purpose.choices if value in MINE]
SUMS = ("declared", "confirmed", "disputed")
KEPT = 1_000
FIRMS = (
    Column("单位", lambda row: row.name),
    Column("统一社会信用代码", lambda row: row.credit_code),
    Column("所在地", lambda row: place_name(row.place)),
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


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label="为什么要看",
        choices=PURPOSES,
        error_messages={
            "required": "请选一个用途",
            "invalid_choice": "请从下面选一个用途",
        },
        widget=forms.RadioSelect,
    )


@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """Without a purpose: the question. With one: the firms of the office's place."""
    desk = my_desk(request)
    require_can(request.user, Can.SEE_FIRMS, desk.pk)
    form = PurposeForm(request.GET if {"purpose", "open"} & {*request.GET} else None)
    if not form.is_valid():
        return render(request, "regulator/purpose.html", {"desk": desk, "form": form})
    purpose, search = form.cleaned_data["purpose"], request.GET.get("q", "")[:80]
    found = firms_for_regulator(request.user, purpose=purpose, search=search)
    if file := _firms_file(request, desk, found, purpose):
        return file
    page = page_of(request, found, 30)
    context = {"desk": desk, "page": page, "search": search, "purpose": purpose}
    context["rows"] = [(firm, place_name(firm.place)) for firm in page]
    context["purpose_label"] = Purpose(purpose).label
    template = "_firms.html" if wants_part(request) else "firms.html"
    return render(request, f"regulator/{template}", context)


def _firms_file(
    request: HttpRequest, desk: Desk, found: list[FirmRow], purpose: str
) -> HttpResponse | None:
    """The firms of the list for the purpose named; the export is recorded."""

    def record(count: int) -> None:
        facts = {"by": request.user, "office_id": desk.pk, "what": "辖区单位名单"}
        record_export(rows=count, purpose=purpose, at=now(), **facts)

    return exported(request, "辖区单位", FIRMS, lambda: found, before=record)


@require_safe
def firm(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """A firm's file: how many people and records; whose they are is not shown."""
    desk = my_desk(request)
    purpose = request.GET.get("purpose", "")
    if purpose not in MINE:
        firm_for_regulator(request.user, organisation_id)
        return redirect(reverse("regulator:firms"))
    facts = {"by": request.user, "organisation_id": organisation_id}
    open_organisation(purpose=purpose, at=now(), **facts)
    found = firm_for_regulator(request.user, organisation_id)
    counts = record_counts_of_firm(request.user, organisation_id)
    context = {
        "desk": desk,
        "firm": found,
        "place": place_name(found.place),
        "counts": counts,
        "purpose": purpose,
        "purpose_label": Purpose(purpose).label,
    }
    context |= {name: sum(getattr(row, name) for row in counts) for name in SUMS}
    return render(request, "regulator/firm.html", context)


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """我的查阅: what I opened and why, refusals too."""
    desk = my_desk(request)
    rows = openings_of(request.user, limit=KEPT)
    if file := exported(request, "我的查阅", OPENINGS, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 30)}
    return render(request, "regulator/openings.html", context)
