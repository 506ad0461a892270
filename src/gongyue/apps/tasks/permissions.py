"""Who may act on a task: the organisation's members in its role, or the person it belongs to."""

from gongyue.apps.accounts.errors import NotAllowed, NotFound
from gongyue.apps.accounts.models import User
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
    fitting = {task.role, Role.OWNER} if task.role else None
    for membership in held:
        if Can.DO_TASKS in rights_of(membership) and (not fitting or membership.role in fitting):
            return
    raise NotAllowed(WITHOUT_RIGHT)
