"""Telephones of accounts: proved at a counter, moved, or none at all."""

import secrets
from datetime import datetime

from gongyue.apps.accounts.delivery import require_gateway
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import WRONG_CODE, code_fits, mobile_number
from gongyue.apps.accounts.vault import keyed_hash


def phone_is_proved(*, phone: str, code: str, at: datetime) -> None:
    """Raises Refused unless the code sent to the telephone is right; where no code can be sent,
    the clerk has called it."""
    number = mobile_number(phone)
    try:
        require_gateway()
    except Refused:
        return
    if not code_fits(number, code, at):
        raise Refused(WRONG_CODE, "code")


def move_phone(*, user: User, to: User) -> None:
    """The account takes the number of another one that nobody ever used, which is then empty."""
    number, phone_hash = to.phone, to.phone_hash
    to.phone_hash = keyed_hash("closed account", secrets.token_hex(16))
    to.set_phone_sealed("")
    to.is_active = False
    to.save(update_fields=["phone_hash", "phone_sealed", "is_active"])
    user.phone_hash = phone_hash
    user.set_phone_sealed(number)
    user.is_active = True
    user.save(update_fields=["phone_hash", "phone_sealed", "is_active"])


def user_without_phone(*, name: str, at: datetime) -> User:
    """An account nobody can sign in to, so that somebody without a telephone can delegate."""
    user = User(phone_hash=keyed_hash("no telephone", secrets.token_hex(16)), joined_at=at)
    user.set_phone_sealed("")
    user.set_display_name(name.strip())
    user.set_unusable_password()
    user.save()
    return user
