"""功能开关: an owner switches a module on and off, within what the operator allows."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import require_can, require_can_anywhere
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.workspace.models import ModuleSwitch
from gongyue.apps.workspace.modules import MODULES


@transaction.atomic
def module_switch(
    *, by: User, organisation_id: UUID, module: str, is_on: bool, at: datetime
) -> None:
    """The owner's word. Raises Refused where the operator does not allow the module."""
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    row = _row(organisation_id, module, by, at)
    if is_on and not row.is_allowed:
        raise Refused("系统运营方没有为本单位开放这项功能。", "module")
    _set(row, by, at, is_on=is_on)
    _record(row, by, at, is_on, by_operator=False)


@transaction.atomic
def module_allow(
    *, by: User, organisation_id: UUID, module: str, is_allowed: bool, at: datetime
) -> None:
    """The operator's word: what is not allowed is off, whatever the owner chose."""
    require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    row = _row(organisation_id, module, by, at)
    _set(row, by, at, is_allowed=is_allowed)
    _record(row, by, at, is_allowed, by_operator=True)


def _row(organisation_id: UUID, module: str, by: User, at: datetime) -> ModuleSwitch:
    if module not in MODULES:
        raise Refused("没有这项功能。", "module")
    row, _ = ModuleSwitch.objects.select_for_update().get_or_create(
        organisation_id=organisation_id,
        module=module,
        defaults={"switched_at": at, "switched_by": by},
    )
    return row


def _set(row: ModuleSwitch, by: User, at: datetime, **change: bool) -> None:
    for name, value in change.items():
        setattr(row, name, value)
    row.switched_at, row.switched_by = at, by
    row.save(update_fields=[*change, "switched_at", "switched_by"])


def _record(row: ModuleSwitch, by: User, at: datetime, is_on: bool, *, by_operator: bool) -> None:
    append_one(
        Entry(
            type="module.switched",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=row.organisation_id,
            payload={"module": row.module, "is_on": is_on, "by_operator": by_operator},
        )
    )
