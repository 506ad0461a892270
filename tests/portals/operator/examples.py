"""Example arguments of the operator's pages."""

from __future__ import annotations

from typing import Any

from tests.cast import Examples
from tests.portals.pairs import pair_of_firms, pair_of_li
from tests.portals.rights import correction_of_li
from tests.portals.tasks import desk_examples, member_of


def office_of(user: Any) -> Any:
    """The organisation a member of the cast works for."""
    from gongyue.apps.registry.selectors.organisations import organisations_of

    return organisations_of(user)[0].organisation_id


EXAMPLES: Examples = {
    "operator:duplicate": lambda cast: {"pair_id": pair_of_li(cast).city},
    "operator:firm_pair": lambda cast: {"pair_id": pair_of_firms(cast)},
    "operator:sameness": lambda cast: {"saying_id": pair_of_li(cast).saying},
    **desk_examples("operator"),
    "operator:end_membership": lambda cast: {"membership_id": member_of(cast.operator)},
    "operator:sample": lambda cast: {"organisation_id": office_of(cast.mediator)},
    "operator:allow_module": lambda cast: {"organisation_id": cast.factory.pk},
    "operator:law_data": lambda cast: {"until": "2026-02-28"},
    "operator:correction": lambda cast: {"correction_id": correction_of_li(cast)},
}
