"""Who looks at the page: name, role, organisation, and which other roles they may take."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.selectors.organisations import Belonging, organisations_of
from gongyue.portals.shared.desks import places_of
from gongyue.portals.shared.navigation import portal_of

LARGE_TEXT_COOKIE = "large_text"
SIZES = ((18, "大"), (20, "较大"), (24, "很大"), (30, "最大"))
# What the form and the cookie say → pixels; "yes" is 长辈版 at its usual size.
CHOICES = {"no": 0, "yes": 20, **{str(pixels): pixels for pixels, _ in SIZES}}
WORKER = "worker"
PORTAL_OF_KIND = {
    Kind.ENTERPRISE: "enterprise",
    Kind.PLATFORM: "enterprise",
    Kind.REGULATOR: "regulator",
    Kind.MEDIATION: "mediator",
    Kind.PROVIDER: "provider",
    Kind.OPERATOR: "operator",
}


@dataclass(frozen=True, kw_only=True)
class Role:
    """One hat the user may put on: a POST to `url` with `fields`, or a link without fields."""

    label: str
    url: str
    organisation: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Viewer:
    name: str
    role: str = ""
    organisation: str = ""
    roles: tuple[Role, ...] = ()
    sign_out_url: str = ""


def text_size(request: HttpRequest | None) -> int:
    """长辈版: the pixels of its main text, 0 for the standard edition.

    This browser's choice counts first, then what the account asks for.
    """
    if request is None:
        return 0
    chosen = request.COOKIES.get(LARGE_TEXT_COOKIE)
    if chosen in CHOICES:
        return CHOICES[chosen]
    user = getattr(request, "user", None)
    return user.text_size if getattr(user, "large_text", False) else 0


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
    roles = tuple(_roles(request, places_of(request)))
    current = next((role for role in roles if role.current), None)
    return Viewer(
        name=user.display_name or "未填称呼",
        role=current.label if current else "",
        organisation=current.organisation if current else "",
        roles=roles,
        sign_out_url=address_or_nothing("public:sign_out"),
    )


def start_page(user: Any) -> str:
    """Where somebody begins after signing in: their organisation's desk, else their own page."""
    for place in organisations_of(user):
        if url := address_or_nothing(f"{PORTAL_OF_KIND.get(place.kind, '')}:home"):
            return url
    return address_or_nothing("worker:home") or "/"


def files_page(user: Any) -> str:
    """Where their files and papers are listed, else where they begin."""
    start = start_page(user)
    for home, files in (("worker:home", "worker:files"), ("enterprise:home", "enterprise:papers")):
        if start == address_or_nothing(home):
            return address_or_nothing(files) or start
    return start


def _roles(request: HttpRequest, held: list[Belonging]) -> Iterator[Role]:
    """The own records, and one role an organisation whose portal has screens."""
    portal = portal_of(request)
    if mine := address_or_nothing("worker:home"):
        yield Role(label="劳动者本人", url=mine, current=portal == WORKER)
    here = _chosen(request, [place for place in held if PORTAL_OF_KIND.get(place.kind) == portal])
    for place in held:
        if place.acting_as and place is not here:
            continue  # an agency's clients are in its list of clients
        if url := address_or_nothing(f"{PORTAL_OF_KIND.get(place.kind, '')}:choose_desk"):
            yield Role(
                label="、".join(place.role_labels),
                organisation=place.name,
                url=url,
                fields=(("organisation", str(place.organisation_id)),),
                current=place is here,
            )


def _chosen(request: HttpRequest, held: list[Belonging]) -> Belonging | None:
    """The same choice as desks.desk_of makes."""
    chosen = request.session.get("desk", "")
    return next((p for p in held if str(p.organisation_id) == chosen), held[0] if held else None)
