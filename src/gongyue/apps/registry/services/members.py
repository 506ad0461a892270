"""Members by telephone number: how an owner lets colleagues in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import mobile_number, register_user
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import require_can_manage_members
from gongyue.apps.registry.services.organisations import grant_role


@transaction.atomic
def add_member(
    *, by: User, organisation_id: UUID, phone: str, name: str, role: str, at: datetime
) -> Membership:
    """Give a role to whoever signs in with this number, now or later.

    The answer is the same whether the number had an account. Raises NotFound, NotAllowed,
    Refused (not a number, not a role of this organisation, has it already).
    """
    require_can_manage_members(by, organisation_id)
    user = _user_of(phone, name, at)
    return grant_role(by=by, organisation_id=organisation_id, user=user, role=role, at=at)


def _user_of(phone: str, name: str, at: datetime) -> User:
    number = mobile_number(phone)
    known = User.objects.filter(phone_hash=keyed_hash("phone", number)).first()
    return known or register_user(phone=number, name=name, at=at)
