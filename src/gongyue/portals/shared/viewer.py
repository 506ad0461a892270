"""Who looks at the page: name, role, organisation, and which other roles they may take."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

LARGE_TEXT_COOKIE = "large_text"


@dataclass(frozen=True, kw_only=True)
class Role:
    """One hat the user may put on: a POST to `url` with `fields`."""

    label: str
    organisation: str = ""
    url: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Viewer:
    name: str
    role: str = ""
    organisation: str = ""
    roles: tuple[Role, ...] = ()
    sign_out_url: str = ""


def reads_large_text(request: HttpRequest | None) -> bool:
    """长辈版: this browser's choice, else what the account asks for."""
    if request is None:
        return False
    chosen = request.COOKIES.get(LARGE_TEXT_COOKIE)
    if chosen in ("yes", "no"):
        return chosen == "yes"
    return bool(getattr(getattr(request, "user", None), "large_text", False))


def address_or_nothing(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def viewer_of(request: HttpRequest) -> Viewer | None:
    """None for anybody not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Viewer(name=user.display_name, sign_out_url=address_or_nothing("public:sign_out"))
