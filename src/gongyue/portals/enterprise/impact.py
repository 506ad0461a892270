"""规定变了，对本单位的人: a published change, or a value one types, person by person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from gongyue.apps.following.meaning.books import comparison_of, day_of, is_moving
from gongyue.apps.following.selectors import change_found
from gongyue.apps.impact.own import OwnImpact, impact_on_own
from gongyue.apps.impact.services import look_at
from gongyue.apps.impact.words import TAKEN, changes_of, doubts_of, monthly_total, rule_rows
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.services.access import record_export
from gongyue.law.impact import Comparison
from gongyue.law.rulebook import default_book
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.impact_forms import ChangeForm
from gongyue.portals.shared.paging import page_of

SIZE = 30
NAME = "规定变化对本单位的影响"
MOVES = (
    Column("姓名", lambda row: row.name),
    Column("项目", lambda row: row.title),
    Column("改前", lambda row: row.before),
    Column("改后", lambda row: row.after),
    Column("差额", lambda row: row.difference),
    Column("结论", lambda row: row.note),
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is compared, as of which day. `label`: of a published change."""

    comparison: Comparison
    on: date
    label: str = ""


class OwnChangeForm(ChangeForm):
    """One value; nothing is kept, so it bears no title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title"]
        # The nearest table comes last: it is the one that decides, where it has the figure.
        self.fields["place"].initial = self.fields["place"].choices[-1][0]  # type: ignore[attr-defined]


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """The form; once asked, who moves, by how much, and all together."""
    desk = my_desk(request)
    require_can(request.user, Can.CHECK_UP, desk.pk)
    is_sent = "parameter" in request.GET
    form = OwnChangeForm(desk.here.place, request.GET if is_sent else None,
                         initial={"on": localdate()})  # fmt: skip
    asked = _typed(form) if is_sent else _published(request)
    found = _found(request, desk, form, asked) if asked else None
    if found and (file := _file(request, desk, found)):
        return file
    context = {"desk": desk, "form": form, "asked": asked, "found": found, "is_sent": is_sent}
    return render(request, "enterprise/impact.html", context | _shown(request, found))


def _typed(form: ChangeForm) -> Question | None:
    """None where the form has mistakes, which stand in it."""
    if not form.is_valid():
        return None
    read = look_at(form.patch_text())
    form.mistakes = read.grave
    if form.mistakes:
        form.add_error("value", f"{form.mistakes[0].what}。{form.mistakes[0].instead}。")
        return None
    comparison = Comparison(default_book(), read.patch)
    return Question(comparison=comparison, on=form.cleaned_data["on"])


def _published(request: HttpRequest) -> Question | None:
    """A change the system noticed, by the `change` of the address."""
    number = request.GET.get("change", "")
    change = change_found(int(number)) if number.isdecimal() and len(number) < 12 else None
    if change is None or not is_moving(change):
        return None
    label = f"{change.place_name}{change.label}"
    return Question(comparison=comparison_of(change), on=day_of(change), label=label)


def _found(request: HttpRequest, desk: Desk, form: ChangeForm, asked: Question) -> OwnImpact | None:
    """None where it was refused, which stands in the form."""
    call = {"comparison": asked.comparison, "on": asked.on}
    found: OwnImpact | None = attempt(
        form, lambda: impact_on_own(request.user, desk.pk, **call)  # type: ignore[arg-type]
    )[1]  # fmt: skip
    return found


def _file(request: HttpRequest, desk: Desk, found: OwnImpact) -> HttpResponse | None:
    """The moves as a sheet; they name people, so the export is recorded."""

    def record(count: int) -> None:
        record_export(
            by=request.user,  # type: ignore[arg-type]  # signed in
            office_id=desk.pk,
            what=NAME,
            rows=count,
            purpose=Purpose.CHECK_UP,
            at=now(),
        )

    return exported(request, NAME, MOVES, lambda: found.moves, before=record)


def _shown(request: HttpRequest, found: OwnImpact | None) -> dict[str, Any]:
    if found is None:
        return {}
    rows = rule_rows(found.report)
    return {
        "page": page_of(request, found.moves, SIZE),
        "changes": changes_of(found.report),
        "rules": rows,
        "monthly": monthly_total(found.report),
        "doubts": doubts_of(found.report),
        "taken": [(row, TAKEN[row.name]) for row in rows],
    }
