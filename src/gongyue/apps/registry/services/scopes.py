"""数据范围 of a member, set by the owner; each change an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Department, Membership
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    covers,
    require_can_manage_members,
)
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.scoping import ONE_DEPARTMENT, SCOPES_OF_KIND, WITH_DEPARTMENTS, Scope
from gongyue.apps.registry.stream import Entry, append_one


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A scope with what belongs to it: departments of the firm, or places of the office."""

    scope: str
    departments: Sequence[int] = ()
    places: Sequence[str] = ()


@transaction.atomic
def set_scope(*, by: User, membership_id: int, wish: Wish, at: datetime) -> Membership:
    """Raises NotFound, NotAllowed, Refused (not for this kind, nothing chosen, an owner)."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=membership_id, ended_at=None).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_manage_members(by, row.organisation_id)
    _require_possible(row, wish)
    row.scope = wish.scope
    row.scope_departments = _departments(row, wish)
    row.scope_places = _places(row, wish)
    row.save(update_fields=["scope", "scope_departments", "scope_places"])
    append_one(
        Entry(
            type="membership.scoped",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=row.organisation_id,
            payload={
                "role": row.role,
                "user": row.user_id,
                "scope": row.scope,
                "departments": row.scope_departments,
                "places": row.scope_places,
            },
        )
    )
    return row


def _require_possible(row: Membership, wish: Wish) -> None:
    if wish.scope not in SCOPES_OF_KIND.get(row.organisation.kind, (Scope.ALL,)):
        raise Refused("请从表里选一个数据范围。", "scope")
    if row.role == Role.OWNER and wish.scope != Scope.ALL:
        raise Refused("负责人看全部，不能缩小范围。", "scope")


def _departments(row: Membership, wish: Wish) -> list[int]:
    if wish.scope not in WITH_DEPARTMENTS:
        return []
    mine = Department.objects.filter(organisation=row.organisation_id, pk__in=wish.departments)
    found = sorted(mine.values_list("pk", flat=True))
    if not found or len(found) != len(set(wish.departments)):
        raise Refused("请选本单位的部门。", "departments")
    if wish.scope in ONE_DEPARTMENT and len(found) > 1:
        raise Refused("“本部门”只能选一个；要选几个，请用“指定部门及下级”。", "departments")
    return found


def _places(row: Membership, wish: Wish) -> list[str]:
    if wish.scope != Scope.PLACES:
        return []
    reach = row.organisation.place
    wrong = [code for code in wish.places if len(code) != 6 or not covers(reach, code)]
    if not wish.places or wrong:
        raise Refused("请选本部门辖区里的地区。", "places")
    return sorted(set(wish.places))
