"""Password sign-in: by the keyed hash of the phone number."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from gongyue.apps.accounts.models import User


class PhonePassword(BaseBackend):
    """Knows users by `phone_hash`; axes counts the failures before this is asked."""

    def authenticate(
        self, request: HttpRequest | None, phone_hash: str = "", password: str = "", **_: Any
    ) -> User | None:
        """The user, or None: an unknown number costs the same time as a wrong password."""
        user = User.objects.filter(phone_hash=phone_hash).first() if phone_hash else None
        if user is None:
            make_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The signed-in user of a session; a closed account is signed out at once."""
        return User.objects.filter(pk=user_id, is_active=True).first()
