"""By when an office answers: the promised day, counted in working days."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from gongyue.apps.accounts.errors import NotAllowed, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import WITHOUT_RIGHT, live_memberships, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.tasks.filings.kinds import FILING_KINDS, FilingKind
from gongyue.apps.tasks.models import Promise
from gongyue.apps.tasks.permissions import OWNERS
from gongyue.law.holidays import work_calendar

LEAST, MOST = 1, 60


def promised_day(kind: FilingKind, office_id: UUID, *, on: date) -> date:
    """The last day of the office's own promise for this kind, else of the usual one."""
    own = Promise.objects.filter(office=office_id, kind=kind.name).values_list("days", flat=True)
    return working_days_after(on, next(iter(own), kind.days))


def working_days_after(day: date, days: int) -> date:
    """The day on which that many working days have passed since `day`, which does not count."""
    calendar = work_calendar()
    while days:
        day += timedelta(days=1)
        days -= calendar.is_workday(day)
    return day


@transaction.atomic
def promise_make(*, by: User, office_id: UUID, kind: str, days: int) -> Promise:
    """The office's owner promises working days. Raises NotFound, NotAllowed, Refused."""
    office = require_can(by, Can.DO_TASKS, office_id)
    held = [m for m in live_memberships(by) if m.organisation_id == office_id]
    if not any(membership.role in OWNERS for membership in held):
        raise NotAllowed(WITHOUT_RIGHT)
    known = FILING_KINDS.get(kind)
    if known is None or office.kind not in known.to:
        raise Refused("请选本单位办理的事项。", "kind")
    if not LEAST <= days <= MOST:
        raise Refused(f"请填 {LEAST} 到 {MOST} 个工作日。", "days")
    row, _ = Promise.objects.update_or_create(office=office, kind=kind, defaults={"days": days})
    return row
