"""The tree of departments, and what a member's scope is in words."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Department, Employment
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.visibility import people_visible_to


@dataclass(frozen=True, kw_only=True)
class DepartmentView:
    """One department. `depth` 0 is a root; `people` work in it itself, as far as one may see."""

    department_id: int
    name: str
    text: str
    also: tuple[str, ...]
    full_name: str
    parent_id: int | None
    depth: int
    people: int
    retired: bool

    @property
    def indent(self) -> str:
        """Wide spaces by which lists show the depth."""
        return "\u3000" * self.depth


def departments_of(viewer: User, organisation_id: UUID) -> list[DepartmentView]:
    """The tree in order, each below its parent; raises NotFound."""
    if all(m.organisation_id != organisation_id for m in live_memberships(viewer)):
        raise NotFound(NOT_FOR_YOU)
    same = ids_of_organisation(organisation_id)
    rows = {row.pk: row for row in Department.objects.filter(organisation__in=same)}
    names = {pk: _full_name(row, rows) for pk, row in rows.items()}
    counts = _people(viewer, organisation_id)
    ordered = sorted(rows.values(), key=lambda row: _place(row, rows))
    return [
        DepartmentView(
            department_id=row.pk,
            name=row.name,
            text=row.text,
            also=tuple(row.also),
            full_name=" / ".join(names[row.pk]),
            parent_id=row.parent_id,
            depth=len(names[row.pk]) - 1,
            people=sum(counts.get(text, 0) for text in row.spellings),
            retired=row.retired_at is not None,
        )
        for row in ordered
    ]


def _place(row: Department, rows: dict[int, Department]) -> tuple[tuple[int, str], ...]:
    """Below its parent, in the owner's order, then by name."""
    above = [rows[number] for number in _numbers(row) if number in rows]
    return tuple((one.position, one.name) for one in above)


def _numbers(row: Department) -> list[int]:
    return [int(part) for part in row.path.split("/") if part]


def _full_name(row: Department, rows: dict[int, Department]) -> tuple[str, ...]:
    return tuple(rows[number].name for number in _numbers(row) if number in rows)


def _people(viewer: User, organisation_id: UUID) -> dict[str, int]:
    seen = people_visible_to(viewer, organisation_id, Can.SEE_PEOPLE)
    rows = Employment.objects.filter(seen, employed_on(localdate()), is_withdrawn=False)
    return dict(rows.order_by().values_list("department").annotate(n=Count("pk")))
