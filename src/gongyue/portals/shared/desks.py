"""Whose desk: the organisation a member works for on one portal, and what they may do there."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.organisations import Belonging, organisations_of
from gongyue.apps.workspace.selectors.switches import off_routes

BE_MEMBER = "be_member"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One organisation of the signed-in user. `off`: routes of modules it has switched off."""

    portal: str
    here: Belonging
    off: frozenset[str] = frozenset()

    @property
    def pk(self) -> UUID:
        return self.here.organisation_id

    @property
    def role(self) -> str:
        return "、".join(self.here.role_labels)

    @property
    def may(self) -> dict[str, bool]:
        """For templates: {% if desk.may.check_up %}; `be_member`: not on behalf of a provider."""
        rights = {can.value: can in self.here.rights for can in Can}
        return rights | {BE_MEMBER: not self.here.acting_as}

    @property
    def search_url(self) -> str:
        """Where the box in the head of the page sends what was typed."""
        return reverse(f"{self.portal}:search")

    @property
    def choose_url(self) -> str:
        """Where another of one's organisations is chosen."""
        return reverse(f"{self.portal}:choose_desk")

    @property
    def sample_url(self) -> str:
        """Where the sample is left or removed."""
        return reverse(f"{self.portal}:sample")

    def address(self, name: str, *args: object) -> str:
        """The address of one of this desk's screens, by its route name."""
        return reverse(f"{self.portal}:{name}", args=args)

    def address_of(self, page: str, key: str) -> str:
        """The page that shows what a task is about (TaskView.page); empty where this desk has
        none."""
        if not page:
            return ""
        try:
            return reverse(f"{self.portal}:{page}", args=[key])
        except NoReverseMatch:
            return ""


def places_of(request: HttpRequest) -> list[Belonging]:
    """The organisations of whoever asks, read once a request: door, layout and view want them."""
    whose, known = getattr(request, "places", (None, []))
    if whose != request.user.pk:
        known = organisations_of(request.user)
        request.places = (request.user.pk, known)  # type: ignore[attr-defined]
    return list(known)


def desk_of(request: HttpRequest, portal: str, kinds: Collection[str]) -> Desk:
    """The desk chosen in this session, else the first. Raises NotFound for whoever has none."""
    held = [place for place in places_of(request) if place.kind in kinds]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    chosen = request.session.get("desk", "")
    here = next((place for place in held if str(place.organisation_id) == chosen), held[0])
    request.sample = here.is_sample  # type: ignore[attr-defined] # the layout and files say so
    return Desk(portal=portal, here=here, off=_off(request, here.organisation_id))


def _off(request: HttpRequest, organisation_id: UUID) -> frozenset[str]:
    known: dict[UUID, frozenset[str]] = getattr(request, "off_routes", {})
    if organisation_id not in known:
        known[organisation_id] = off_routes(organisation_id)
        request.off_routes = known  # type: ignore[attr-defined]
    return known[organisation_id]


def own(desk: Desk) -> Desk:
    """The desk, for its own members only: no provider acts here. Raises NotFound."""
    if desk.here.acting_as:
        raise NotFound(NOT_FOR_YOU)
    return desk


def choose(request: HttpRequest) -> None:
    """Remember which of several organisations the user works for; each page checks it anew."""
    work_for(request, request.POST.get("organisation", ""))


def work_for(request: HttpRequest, organisation_id: UUID | str) -> None:
    """As choose, for an organisation the view names."""
    request.session["desk"] = str(organisation_id)[:40]
