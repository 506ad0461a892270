"""The provider of the cast, engaged by the factory or about to be."""

from __future__ import annotations

from typing import Any

from gongyue.apps.registry.engaging import EngagementAct
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.services.engagements import Terms, answer_engagement, ask_engagement
from gongyue.apps.registry.services.organisations import grant_role
from tests.cast import AT, Cast


def provider_id(cast: Cast) -> Any:
    """示例人力资源服务部."""
    return organisations_of(cast.provider)[0].organisation_id


def owner_of_provider(cast: Cast) -> Any:
    """The agent of the cast becomes the owner as well."""
    facts = {"organisation_id": provider_id(cast), "user": cast.provider, "at": AT}
    grant_role(by=cast.operator, role="owner", **facts)
    return cast.provider


def asked(cast: Cast, acts: tuple[str, ...] = tuple(EngagementAct.values), **days: Any) -> Any:
    """The factory has asked; nobody has answered."""
    terms = Terms(acts=acts, first_on=days.get("first_on", AT.date()), last_on=days.get("last_on"))
    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    return ask_engagement(other_id=provider_id(cast), terms=terms, **facts)


def engaged(cast: Cast, acts: tuple[str, ...] = tuple(EngagementAct.values), **days: Any) -> Any:
    """Both have agreed."""
    row = asked(cast, acts, **days)
    owner_of_provider(cast)
    return answer_engagement(by=cast.provider, engagement_id=row.pk, accept=True, at=AT)
