"""Who may act on a task: its assignee, members in its role, owners; or the person it is of."""

from uuid import UUID

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    live_memberships,
    person_of,
    rights_of,
)
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.tasks.models import Task


def require_can_do(by: User, task: Task) -> None:
    """Raises NotFound to a stranger, NotAllowed to a member in another role."""
    if task.person_id:
        link = person_of(by)
        if link is None or link.person_id != task.person_id:
            raise NotFound(NOT_FOR_YOU)
        return
    held = [m for m in live_memberships(by) if m.organisation_id == task.organisation_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    if not any(Can.DO_TASKS in rights_of(m) and falls_to(task, m) for m in held):
        raise NotAllowed(WITHOUT_RIGHT)


def falls_to(task: Task, membership: Membership) -> bool:
    """Owners may do everything; else it is the assignee's, or the role's while there is none."""
    if membership.role == Role.OWNER:
        return True
    assignee = task.assignee
    if assignee is not None and assignee.ended_at is None:
        return assignee.user_id == membership.user_id
    return task.role in {"", membership.role}


def require_assignee(organisation_id: UUID, membership_id: int) -> Membership:
    """A member of the organisation who does tasks; raises Refused."""
    rows = Membership.objects.filter(organisation=organisation_id, ended_at=None)
    found = rows.select_related("organisation", "user").filter(pk=membership_id).first()
    if found is None or not found.user.is_active or Can.DO_TASKS not in rights_of(found):
        raise Refused("请选本单位能办理待办的成员。", "assignee")
    return found
