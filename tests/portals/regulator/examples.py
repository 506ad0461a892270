"""Example arguments of the regulator's pages."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, Examples
from tests.portals.enterprise.examples import person_number
from tests.portals.rights import consent_of_li, person_of_li, question_of_li
from tests.portals.tasks import task_of_office

EXAMPLES: Examples = {
    "regulator:firm": lambda cast: {"organisation_id": cast.factory.pk},
    "regulator:firm_rows": lambda cast: {"organisation_id": cast.factory.pk},
    "regulator:person": lambda cast: {"person_id": person_number(cast)},
    "regulator:task": lambda cast: _task(cast),
    "regulator:question": lambda cast: {"question_id": question_of_li(cast)},
    "regulator:consent_new": lambda cast: {"person_id": person_of_li(cast)},
    "regulator:consent": lambda cast: {"consent_id": consent_of_li(cast)},
}


def _task(cast: Cast) -> dict[str, Any]:
    return {"task_id": task_of_office(cast.regulator).pk}
