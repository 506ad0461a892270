"""Who may run a check-up, and who may read one."""

from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.models import Checkup, CheckupFinding
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can


def require_can_check_up(by: User, organisation_id: UUID) -> Organisation:
    """Members of the firm who may run check-ups."""
    return require_can(by, Can.CHECK_UP, organisation_id)


def require_can_read(viewer: User, checkup_id: UUID) -> Checkup:
    """The check-up, for members of its firm who may run one; a stranger gets NotFound."""
    checkup = Checkup.objects.select_related("organisation").filter(pk=checkup_id).first()
    if checkup is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_check_up(viewer, checkup.organisation_id)
    return checkup


def require_can_settle(by: User, finding_id: UUID) -> CheckupFinding:
    """The finding with its check-up, for members of its firm."""
    rows = CheckupFinding.objects.select_related("checkup__organisation", "person__key")
    finding = rows.filter(pk=finding_id, is_undecided=False).first()
    if finding is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_check_up(by, finding.checkup.organisation_id)
    return finding
