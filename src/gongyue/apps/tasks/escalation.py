"""Where silence brings a task: the ladder of its kind, read on the organisation that has it."""

from dataclasses import dataclass
from uuid import UUID

from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import covers, reach_prefix
from gongyue.apps.registry.roles import PERMISSIONS, Can, Kind, Role
from gongyue.apps.registry.samples import of_the_same_world
from gongyue.apps.tasks.kinds import Ladder, Rung, To
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.permissions import OWNERS

# Of all others nobody outside is told: silence ends with the owner.
OFFICES = frozenset({Kind.REGULATOR, Kind.MEDIATION})


@dataclass(frozen=True, kw_only=True)
class Place:
    """An organisation, a role in it, and what the trace says of the move."""

    organisation_id: UUID
    role: str
    words: str


def next_place(task: Task, ladder: Ladder) -> tuple[Place | None, int]:
    """The next rung that leads somewhere, and how many rungs are climbed then.

    None: nobody is left on the ladder, so whoever has it is called again.
    """
    if task.organisation is None:
        return None, len(ladder)
    for number, rung in enumerate(ladder[task.rung :], start=task.rung + 1):
        place = _place(task, task.organisation, rung)
        if place is not None and not _taken(task, place):
            return place, number
    return _whoever_is_there(task, task.organisation), len(ladder)


def office_above(office: Organisation) -> Organisation | None:
    """The nearest office of the same kind that is over its place; for a mediation body without
    one, the regulator of the place. None: only the operator is left."""
    kinds = [Kind(office.kind)]
    if office.kind == Kind.MEDIATION:
        kinds.append(Kind.REGULATOR)
    for kind in kinds:
        rows = Organisation.objects.filter(of_the_same_world(office), kind=kind, is_active=True)
        rows = rows.exclude(pk=office.pk)
        over = [row for row in rows.order_by("registered_at", "pk") if _is_over(row, office)]
        if over:
            return max(over, key=lambda row: len(reach_prefix(row.place)))
    return None


def operator_for(place: str) -> Organisation | None:
    """Who runs the system: of several the one responsible for the place."""
    rows = list(Organisation.objects.filter(kind=Kind.OPERATOR, is_active=True).order_by("pk"))
    return next((row for row in rows if covers(row.place, place)), rows[0] if rows else None)


def _place(task: Task, here: Organisation, rung: Rung) -> Place | None:
    if rung.to == To.ROLE:
        return _in_role(task, here, rung.role, f"到期没有人办，转给{Role(rung.role).label}。")
    if rung.to == To.OWNER:
        owner = owner_of(here.pk)
        return _in_role(task, here, owner.role, "到期没有人办，转给负责人。") if owner else None
    if here.kind not in OFFICES:
        return None
    if is_sample(here.pk) and rung.to != To.ABOVE:
        return None
    above = office_above(here) if rung.to == To.ABOVE else operator_for(here.place)
    if above is None or above.pk == here.pk:
        return None
    head = owner_of(above.pk)
    words = f"{here.name}到期没有办，转到{above.name}。"
    return Place(organisation_id=above.pk, role=head.role if head else "", words=words)


def _in_role(task: Task, here: Organisation, role: str, words: str) -> Place | None:
    if task.role == role and task.assignee_id is None:
        return None
    held = Membership.objects.filter(organisation=here, role=role, ended_at=None)
    if Can.DO_TASKS not in PERMISSIONS[here.kind].get(role, frozenset()) or not held.exists():
        return None
    return Place(organisation_id=here.pk, role=role, words=words)


def _whoever_is_there(task: Task, here: Organisation) -> Place | None:
    """At the end of the ladder, with no owner and nobody in the role: all who do tasks here."""
    held = Membership.objects.filter(organisation=here, role=task.role, ended_at=None)
    if not task.role or task.assignee_id or held.exists() or owner_of(here.pk):
        return None
    return Place(organisation_id=here.pk, role="", words="没有人担任这个角色，转给本单位所有人。")


def owner_of(organisation_id: UUID) -> Membership | None:
    rows = Membership.objects.filter(
        organisation=organisation_id, role__in=OWNERS, ended_at=None, user__is_active=True
    )
    return rows.order_by("granted_at", "pk").first()


def _is_over(office: Organisation, other: Organisation) -> bool:
    """Strictly wider, or a regulator of the very place of a mediation body."""
    if not covers(office.place, other.place):
        return False
    wider = len(reach_prefix(office.place)) < len(reach_prefix(other.place))
    return wider or office.kind != other.kind


def _taken(task: Task, place: Place) -> bool:
    """Another task about the same thing is open there: one at a time."""
    if place.organisation_id == task.organisation_id or not task.about:
        return False
    return Task.objects.filter(
        organisation=place.organisation_id, about=task.about, state=TaskState.OPEN
    ).exists()
