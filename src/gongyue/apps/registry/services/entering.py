"""An administrator enters an office, a service body or a firm, and says who answers for it."""

from datetime import datetime

from django.db import transaction

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.registry.services.members import add_member
from gongyue.apps.registry.services.organisations import register_organisation


@transaction.atomic
def enter_organisation(  # noqa: PLR0913 - one form
    *, by: User, name: str, kind: str, credit_code: str, place: str, owner: str, phone: str,
    at: datetime,
) -> Organisation:  # fmt: skip
    """The organisation with its first owner, who signs in by this number.

    Raises NotAllowed or NotFound for whoever does not run the system, Refused.
    """
    require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    facts = {"name": name, "kind": kind, "credit_code": credit_code, "place": place}
    made = register_organisation(by=by, at=at, **facts)
    add_member(by=by, organisation_id=made.pk, phone=phone, name=owner, role=Role.OWNER, at=at)
    return made
