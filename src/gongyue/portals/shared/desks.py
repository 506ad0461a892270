"""Whose desk: the organisation a member works for on one portal, and what they may do there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.roles import Can


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One organisation of the signed-in user. `rights` are those of all their roles in it."""

    organisation: Any
    roles: tuple[str, ...]
    rights: frozenset[Can]
    others: tuple[Any, ...] = ()

    @property
    def role(self) -> str:
        return "、".join(self.roles)

    @property
    def may(self) -> dict[str, bool]:
        """For templates: {% if desk.may.check_up %}."""
        return {can.value: can in self.rights for can in Can}


def desk_of(request: HttpRequest, kinds: Collection[str]) -> Desk:
    """The desk chosen in this session, else the first. Raises NotFound for whoever has none."""
    held = [m for m in live_memberships(request.user) if m.organisation.kind in kinds]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    places = {m.organisation_id: m.organisation for m in held}
    chosen = request.session.get("desk", "")
    here = next((place for key, place in places.items() if str(key) == chosen), held[0].organisation)
    mine = [m for m in held if m.organisation_id == here.pk]
    return Desk(
        organisation=here,
        roles=tuple(m.get_role_display() for m in mine),
        rights=frozenset().union(*(rights_of(m) for m in mine)),
        others=tuple(place for place in places.values() if place.pk != here.pk),
    )


def choose_desk(request: HttpRequest, organisation_id: str) -> None:
    """Remember which of several organisations the user works for now; checked on each page."""
    request.session["desk"] = organisation_id
