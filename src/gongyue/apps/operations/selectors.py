"""The report as a page or a program asks for it."""

from datetime import datetime

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.operations.checks import CHECKS, Finding, Level, examine, worst
from gongyue.apps.registry.permissions import NOT_FOR_YOU, can_administer


def health_of_system(viewer: User, *, at: datetime) -> list[Finding]:
    """Everything, for whoever runs the system. Raises NotFound for anybody else."""
    if not can_administer(viewer):
        raise NotFound(NOT_FOR_YOU)
    return examine(at)


def is_serving(at: datetime) -> bool:
    """Whether what is vital works: all that a load balancer may know."""
    return worst(examine(at, [c for c in CHECKS.values() if c.vital])) != Level.BAD.value
