"""What people ask about their own data, as examples of pages."""

from __future__ import annotations

from tests.cast import Cast
from tests.portals.worker.examples import opening_of_li


def question_of_li(cast: Cast) -> int:
    """李师傅 asks the regulator why his file was opened."""
    from django.utils.timezone import now

    from gongyue.apps.registry.services.questions import question_access

    opening = opening_of_li(cast)
    return question_access(by=cast.worker, event_id=opening, words="为什么看我", at=now()).pk
