"""How every app says no. Screens need no try: Django answers 403 and 404 for the first two."""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class NotAllowed(PermissionDenied):
    """The viewer is known to be concerned, and still may not do this."""


class NotFound(Http404):
    """There is nothing here *for this viewer*: strangers cannot tell it from absence."""


class Refused(Exception):
    """The act is not possible now; `message_zh` says why and, where there is one, the way out."""

    def __init__(self, message_zh: str, field: str = "") -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh
        self.field = field


class TooSoon(Refused):
    """Throttled: `wait_seconds` until the next attempt."""

    def __init__(self, message_zh: str, wait_seconds: int) -> None:
        super().__init__(message_zh)
        self.wait_seconds = wait_seconds
