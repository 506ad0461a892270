"""Closing an account for good: who erased themself leaves no number behind."""

import secrets

from gongyue.apps.accounts.models import DemoMessage, SignIn, SignInCode, User, WrittenDraft
from gongyue.apps.accounts.vault import keyed_hash


def close_account(*, user: User) -> None:
    """Number and name are overwritten, sign-ins deleted, every session ends at once."""
    old = user.phone_hash
    user.phone_hash = keyed_hash("closed account", secrets.token_hex(16))
    user.set_phone_sealed("")
    user.set_display_name("")
    user.is_active, user.is_demo = False, False
    user.set_unusable_password()
    user.save()
    SignIn.objects.filter(user=user).delete()
    SignIn.objects.filter(phone_hash=old).delete()
    SignInCode.objects.filter(phone_hash=old).delete()
    DemoMessage.objects.filter(phone_hash=old).delete()
    WrittenDraft.objects.filter(user=user).delete()


def sign_out_everywhere(*, user: User) -> None:
    """Every session of the account ends; a password has to be set anew."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
