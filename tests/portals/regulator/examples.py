"""Example arguments of the regulator's pages."""

from __future__ import annotations

from tests.cast import Examples
from tests.portals.enterprise.examples import person_number
from tests.portals.pairs import pair_of_firms
from tests.portals.regulator.impacts import run_of
from tests.portals.rights import (
    consent_of_li,
    correction_of_li,
    person_of_li,
    question_of_li,
)
from tests.portals.tasks import desk_examples, member_of

EXAMPLES: Examples = {
    **desk_examples("regulator"),
    "regulator:firm_pair": lambda cast: {"pair_id": pair_of_firms(cast)},
    "regulator:end_membership": lambda cast: {"membership_id": member_of(cast.regulator)},
    "regulator:scope": lambda cast: {"membership_id": member_of(cast.regulator)},
    "regulator:firm": lambda cast: {"organisation_id": cast.factory.pk},
    "regulator:firm_rows": lambda cast: {"organisation_id": cast.factory.pk},
    "regulator:person": lambda cast: {"person_id": person_number(cast)},
    "regulator:impact": lambda cast: {"run_id": run_of(cast)},
    "regulator:impact_again": lambda cast: {"run_id": run_of(cast)},
    "regulator:impact_issue": lambda cast: {"run_id": run_of(cast)},
    "regulator:question": lambda cast: {"question_id": question_of_li(cast)},
    "regulator:consent_new": lambda cast: {"person_id": person_of_li(cast)},
    "regulator:consent": lambda cast: {"consent_id": consent_of_li(cast)},
    "regulator:correction": lambda cast: {"correction_id": correction_of_li(cast)},
    "regulator:station_record": lambda cast: {"event_id": 1},
    "regulator:station_correct": lambda cast: {"event_id": 1},
    "regulator:station_receipt": lambda cast: {"session_id": cast.factory.pk},
}
