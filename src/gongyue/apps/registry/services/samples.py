"""A sample's organisations and who is let in; apps.samples tells its story and removes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identifiers import sample_uuid
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    can_administer,
    live_memberships,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind, Role
from gongyue.apps.registry.services.listing import cut_name
from gongyue.apps.registry.stream import Entry, append, append_one

NAMES = {
    Kind.ENTERPRISE: "样例单位",
    Kind.REGULATOR: "样例监察大队",
    Kind.MEDIATION: "样例调解中心",
    Kind.PROVIDER: "样例服务机构",
}
# Whoever tells the story is this in one organisation after the other, for as long as it takes.
_TELLERS = {
    Kind.ENTERPRISE: (Role.OWNER,),
    Kind.REGULATOR: (Role.OWNER, Role.CLERK),
    Kind.MEDIATION: (Role.OWNER, Role.CLERK),
    Kind.PROVIDER: (Role.OWNER,),
}


@dataclass(frozen=True, kw_only=True)
class World:
    """`root`: the real organisation; `inside`: those of its sample, by kind."""

    root: Organisation
    inside: dict[str, Organisation]

    @property
    def home(self) -> Organisation:
        """The one that stands for the root: there its members learn."""
        return self.inside[home_kind(self.root.kind)]


def home_kind(kind: str) -> str:
    """Which organisation of a sample a member of such an organisation works in."""
    return Kind.ENTERPRISE if kind in EMPLOYERS else kind


def require_can_sample(by: User, organisation_id: UUID) -> Organisation:
    """The real organisation, if `by` may make and remove its sample: who manages its members or
    imports its records; for offices and service bodies whoever runs the system too.

    Raises NotFound, NotAllowed, Refused (a sample has none).
    """
    root = Organisation.objects.filter(pk=organisation_id, is_active=True).first()
    held = [m for m in live_memberships(by) if m.organisation_id == organisation_id]
    own = [m for m in held if not hasattr(m, "engagement")]
    runs = root is not None and root.kind not in EMPLOYERS and can_administer(by)
    if root is None or not (own or runs):
        raise NotFound(NOT_FOR_YOU)
    needed = {Can.MANAGE_MEMBERS, Can.IMPORT_RECORDS}
    if not runs and not any(needed & rights_of(membership) for membership in own):
        raise NotAllowed(WITHOUT_RIGHT)
    if root.sample_of_id or home_kind(root.kind) not in NAMES:
        raise Refused("这里没有样例可建。")
    return root


def world_of(root: Organisation) -> World | None:
    """The sample of an organisation, if it has one."""
    rows = Organisation.objects.filter(sample_of=root)
    inside = {row.kind: row for row in rows}
    return World(root=root, inside=inside) if inside else None


def found_world(*, by: User, root: Organisation, at: datetime) -> World:
    """Write the organisations of a sample. Raises Refused when there is one already."""
    lock_word("samples", str(root.pk))
    if world_of(root) is not None:
        raise Refused("已经有样例了，要重新来，先删除原来的。")
    inside = {kind: _found(root, kind, name, at) for kind, name in NAMES.items()}
    append([_registered(row, by, at) for row in inside.values()])
    append_one(_about(root, "sample.made", by, at, {"organisations": len(inside)}))
    return World(root=root, inside=dict(inside))


@contextmanager
def as_one_of(world: World, kind: str, *, by: User, at: datetime) -> Iterator[UUID]:
    """While the story is told `by` speaks for this organisation of the sample; not afterwards."""
    facts = {"user": by, "organisation": world.inside[kind], "granted_by": by, "granted_at": at}
    held = [Membership.objects.create(role=role, **facts) for role in _TELLERS[Kind(kind)]]
    yield world.inside[kind].pk
    Membership.objects.filter(pk__in=[row.pk for row in held]).delete()


def let_in(world: World, *, by: User, at: datetime) -> None:
    """Members of the real organisation get the same roles in its sample; nobody is told."""
    rows = Membership.objects.filter(organisation=world.root, ended_at=None)
    for row in rows.select_related("user").order_by("pk"):
        mirror(row, by=by, at=at, home=world.home)


def mirror(
    membership: Membership, *, by: User | None, at: datetime, home: Organisation | None = None
) -> None:
    """Whoever takes up a role has it in the sample too, if there is one."""
    home = home or home_of(membership.organisation)
    if home is None:
        return
    facts = {"user": membership.user, "organisation": home, "role": membership.role}
    if Membership.objects.filter(**facts, ended_at=None).exists():
        return
    Membership.objects.create(**facts, granted_by=by, granted_at=at)
    told = {"role": membership.role, "user": membership.user_id}
    append_one(_about(home, "membership.granted", by, at, told))


def unmirror(membership: Membership, *, by: User, at: datetime) -> None:
    """Whoever leaves a role has no more of it in the sample."""
    home = home_of(membership.organisation)
    if home is None:
        return
    facts = {"user": membership.user_id, "organisation": home, "role": membership.role}
    if Membership.objects.filter(**facts, ended_at=None).update(ended_at=at):
        told = {"role": membership.role, "user": membership.user_id}
        append_one(_about(home, "membership.ended", by, at, told))


def home_of(root: Organisation) -> Organisation | None:
    """The organisation of its sample where a real one's members learn, if there is one."""
    return Organisation.objects.filter(sample_of=root, kind=home_kind(root.kind)).first()


def note_removed(*, by: User, root: Organisation, counts: dict[str, int], at: datetime) -> None:
    """What stays of a sample: that it was removed, by whom, and how much it was."""
    append_one(_about(root, "sample.removed", by, at, counts))


def _found(root: Organisation, kind: Kind, name: str, at: datetime) -> Organisation:
    row = Organisation(
        id=sample_uuid(), name=name, kind=kind, place=root.place, registered_at=at, sample_of=root
    )
    row.save(force_insert=True)
    cut_name(row)
    return row


def _registered(row: Organisation, by: User, at: datetime) -> Entry:
    told = {"name": row.name, "kind": row.kind, "place": row.place}
    return _about(row, "organisation.registered", by, at, told)


def _about(
    row: Organisation, type_: str, by: User | None, at: datetime, payload: dict[str, object]
) -> Entry:
    return Entry(
        type=type_, by=by, at=at, occurred_on=localdate(at), organisation_id=row.pk, payload=payload
    )
