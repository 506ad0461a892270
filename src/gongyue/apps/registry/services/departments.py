"""The tree of departments: begun by imports, put in order by the owner."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Department, Employment
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.scoping import DEEPEST, SEPARATORS
from gongyue.apps.registry.stream import Entry, append_one

LONGEST, MOST_SPELLINGS = 60, 20
SPELLED = re.compile(r"[\n、,，;；]")


def add_imported_departments(organisation_id: UUID, *, at: datetime) -> None:
    """A row for every department that employments name and the tree does not know yet.

    生产/一车间 hangs under 生产. Safe to run twice.
    """
    texts = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
    named = set(texts.exclude(department="").values_list("department", flat=True).distinct())
    rows = Department.objects.filter(organisation=organisation_id)
    known = {text for row in rows for text in row.spellings}
    for text in sorted(named - known, key=len):
        _imported(organisation_id, text, at)


@transaction.atomic
def add_department(
    *, by: User, organisation_id: UUID, name: str, parent_id: int | None, at: datetime
) -> Department:
    """A department that tables do not name; raises NotFound, NotAllowed, Refused."""
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    name = _named(name)
    _require_unclaimed(organisation_id, [name], "name")
    row = _write(organisation_id, name, name, _parent(organisation_id, parent_id), at)
    _record(row, "added", by, at)
    return row


@transaction.atomic
def change_department(
    *,
    by: User,
    department_id: int,
    name: str,
    parent_id: int | None,
    at: datetime,
    also: str | None = None,
) -> Department:
    """Another name on screens, another place in the tree; everything below moves along.

    `also`: other spellings of tables, with 、 between; None leaves them as they are.
    """
    row = _mine(by, department_id)
    row.name = _named(name)
    if also is not None:
        row.also = _also(row, also)
    parent = _parent(row.organisation_id, parent_id)
    if parent is not None and parent.path.startswith(row.path):
        raise Refused("上级不能是它自己或它的下级。", "parent")
    if parent is not None and parent.path.count("/") - 1 + _height(row) > DEEPEST:
        raise Refused(f"部门最多 {DEEPEST} 级。", "parent")
    row.parent = parent
    row.save(update_fields=["name", "parent", "also"])
    _set_path(row, parent)
    _record(row, "changed", by, at)
    return row


@transaction.atomic
def retire_department(*, by: User, department_id: int, at: datetime) -> Department:
    """No longer offered; kept, because scopes and old records name it. Once more: back again."""
    row = _mine(by, department_id)
    row.retired_at = None if row.retired_at else at
    row.save(update_fields=["retired_at"])
    _record(row, "retired" if row.retired_at else "restored", by, at)
    return row


def _imported(organisation_id: UUID, text: str, at: datetime) -> None:
    parts = [text]
    for mark in SEPARATORS:
        parts = [piece for part in parts for piece in part.split(mark)]
    parts = [part.strip() for part in parts if part.strip()] or [text]
    parent: Department | None = None
    for depth, name in enumerate(parts[:DEEPEST], start=1):
        whole = text if depth == len(parts[:DEEPEST]) else "/".join(parts[:depth])
        found = Department.objects.filter(organisation=organisation_id, text=whole).first()
        parent = found or _write(organisation_id, whole, name, parent, at)


def _write(
    organisation_id: UUID, text: str, name: str, parent: Department | None, at: datetime
) -> Department:
    row = Department.objects.create(
        organisation_id=organisation_id, text=text, name=name, parent=parent, made_at=at
    )
    _set_path(row, parent)
    return row


def _set_path(row: Department, parent: Department | None) -> None:
    """The row's path, and those of everything below it."""
    before = row.path
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    if before:
        below = Department.objects.filter(path__startswith=before).exclude(pk=row.pk)
        for child in below:
            child.path = row.path + child.path.removeprefix(before)
            child.save(update_fields=["path"])


def _height(row: Department) -> int:
    paths = Department.objects.filter(path__startswith=row.path).values_list("path", flat=True)
    return max((path.count("/") for path in paths), default=1) - row.path.count("/") + 1


def _parent(organisation_id: UUID, parent_id: int | None) -> Department | None:
    if parent_id is None:
        return None
    found = Department.objects.filter(organisation=organisation_id, pk=parent_id).first()
    if found is None:
        raise Refused("请从表里选上级部门。", "parent")
    if found.path.count("/") - 1 >= DEEPEST:
        raise Refused(f"部门最多 {DEEPEST} 级。", "parent")
    return found


def _also(row: Department, text: str) -> list[str]:
    """Raises Refused: too many, too long, or already the way in which another one is written."""
    found = [piece.strip() for piece in SPELLED.split(text)]
    found = [piece for piece in dict.fromkeys(found) if piece and piece != row.text]
    if len(found) > MOST_SPELLINGS or any(len(piece) > LONGEST for piece in found):
        raise Refused(f"其他写法最多 {MOST_SPELLINGS} 种，每种最多 {LONGEST} 字。", "also")
    _require_unclaimed(row.organisation_id, found, "also", but=row.pk)
    return found


def _require_unclaimed(
    organisation_id: UUID, spellings: list[str], field: str, *, but: int | None = None
) -> None:
    """One spelling means one department, or nobody could say which."""
    for other in Department.objects.filter(organisation=organisation_id).exclude(pk=but):
        if taken := set(other.spellings) & set(spellings):
            said = (
                "已经有这个部门。"
                if field == "name"
                else f"“{min(taken)}”已经是“{other.name}”的写法。"
            )
            raise Refused(said, field)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Refused(f"请填写部门名称，最多 {LONGEST} 字。", "name")
    return name


def _mine(by: User, department_id: int) -> Department:
    row = Department.objects.select_for_update().filter(pk=department_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(by, Can.MANAGE_MEMBERS, row.organisation_id)
    return row


def _record(row: Department, change: str, by: User, at: datetime) -> None:
    told = {"department": row.pk, "change": change, "name": row.name}
    if row.parent_id:
        told["parent"] = row.parent_id
    append_one(
        Entry(
            type="department.changed",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=row.organisation_id,
            payload=told,
        )
    )
