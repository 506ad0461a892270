"""What an office had reckoned: its own only."""

from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.impact.models import ImpactRun
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.reach import office_membership
from gongyue.apps.registry.roles import Can

KEPT = 200


def impact_runs_of(viewer: User, office_id: UUID) -> list[ImpactRun]:
    """What the viewer ordered in the name of the office, newest first: what one member may see
    of the place, another may not. Raises NotFound."""
    office_membership(viewer, office_id, Can.SEE_FIRMS)
    rows = ImpactRun.objects.filter(office=office_id, by=viewer).order_by("-ordered_at")
    return list(rows[:KEPT])


def impact_run_page(viewer: User, office_id: UUID, run_id: UUID) -> ImpactRun:
    """Raises NotFound, also for another member's."""
    office_membership(viewer, office_id, Can.SEE_FIRMS)
    rows = ImpactRun.objects.filter(office=office_id, by=viewer, pk=run_id)
    run = rows.select_related("office", "by").first()
    if run is None:
        raise NotFound(NOT_FOR_YOU)
    return run
