"""Example arguments of the mediator's pages."""

from __future__ import annotations

from tests.cast import Examples
from tests.portals.rights import consent_of_li, person_of_li, question_of_li
from tests.portals.tasks import desk_examples

EXAMPLES: Examples = {
    **desk_examples("mediator"),
    "mediator:question": lambda cast: {"question_id": question_of_li(cast)},
    "mediator:consent_new": lambda cast: {"person_id": person_of_li(cast)},
    "mediator:consent": lambda cast: {"consent_id": consent_of_li(cast)},
    "mediator:station_record": lambda cast: {"event_id": 1},
    "mediator:station_correct": lambda cast: {"event_id": 1},
    "mediator:station_receipt": lambda cast: {"session_id": cast.factory.pk},
}
