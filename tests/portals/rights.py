"""What people ask about their own data, as examples of pages."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.portals.worker.examples import consent_of, correction_of, opening_of_li


def question_of_li(cast: Cast) -> int:
    """李师傅 asks the regulator why his file was opened."""
    from django.utils.timezone import now

    from gongyue.apps.registry.services.questions import question_access

    opening = opening_of_li(cast)
    return question_access(by=cast.worker, event_id=opening, words="为什么看我", at=now()).pk


def person_of_li(cast: Cast) -> Any:
    """The person 李师傅 is."""
    from gongyue.apps.registry.selectors.people import myself

    return myself(cast.worker).person_id


def consent_of_li(cast: Cast) -> Any:
    """李师傅 lets the agency read."""
    return consent_of(cast)


def correction_of_li(cast: Cast) -> Any:
    """李师傅 asks the factory to correct a record."""
    return correction_of(cast)
