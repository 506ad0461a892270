"""Example arguments of the provider's pages."""

from __future__ import annotations

from tests.cast import Examples
from tests.portals.engagements import asked, engaged
from tests.portals.rights import consent_of_li, person_of_li, question_of_li
from tests.portals.tasks import desk_examples, member_of

EXAMPLES: Examples = {
    "provider:end_membership": lambda cast: {"membership_id": member_of(cast.provider)},
    "provider:scope": lambda cast: {"membership_id": member_of(cast.provider)},
    "provider:engagement": lambda cast: {"engagement_id": engaged(cast).pk},
    "provider:answer_client": lambda cast: {"engagement_id": asked(cast).pk},
    "provider:end_client": lambda cast: {"engagement_id": asked(cast).pk},
    "provider:assign": lambda cast: {"engagement_id": asked(cast).pk},
    "provider:enter": lambda cast: {"engagement_id": engaged(cast).pk},
    **desk_examples("provider", filings=False),
    "provider:question": lambda cast: {"question_id": question_of_li(cast)},
    "provider:consent_new": lambda cast: {"person_id": person_of_li(cast)},
    "provider:consent": lambda cast: {"consent_id": consent_of_li(cast)},
}
