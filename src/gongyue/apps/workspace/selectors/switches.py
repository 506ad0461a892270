"""Which modules an organisation uses."""

from dataclasses import dataclass
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import require_can, require_can_anywhere
from gongyue.apps.registry.roles import Can
from gongyue.apps.workspace.models import ModuleSwitch
from gongyue.apps.workspace.modules import MODULE_OF_ROUTE, MODULES


@dataclass(frozen=True, kw_only=True)
class ModuleView:
    """One line of the page of modules."""

    name: str
    label: str
    words: str
    is_allowed: bool
    is_on: bool


def off_routes(organisation_id: UUID) -> frozenset[str]:
    """Routes that do not exist for this organisation today; one query."""
    rows = ModuleSwitch.objects.filter(organisation=organisation_id)
    off = [row.module for row in rows if not (row.is_on and row.is_allowed)]
    return frozenset(route for name in off if name in MODULES for route in MODULES[name].routes)


def is_switchable(route: str) -> bool:
    """Whether the route belongs to a module at all."""
    return route in MODULE_OF_ROUTE


def modules_of(viewer: User, organisation_id: UUID) -> list[ModuleView]:
    """For the owner. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    return _views(organisation_id)


def modules_for_operator(viewer: User, organisation_id: UUID) -> list[ModuleView]:
    """For whoever runs the system. Raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    return _views(organisation_id)


def _views(organisation_id: UUID) -> list[ModuleView]:
    rows = {row.module: row for row in ModuleSwitch.objects.filter(organisation=organisation_id)}
    return [
        ModuleView(
            name=module.name,
            label=module.label,
            words=module.words,
            is_allowed=rows[module.name].is_allowed if module.name in rows else True,
            is_on=rows[module.name].is_on if module.name in rows else True,
        )
        for module in MODULES.values()
    ]


def organisation_by_code(viewer: User, code: str) -> Organisation | None:
    """For whoever runs the system. Raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    return Organisation.objects.filter(credit_code=code).first()
