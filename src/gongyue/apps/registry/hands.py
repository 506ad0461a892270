"""Whose hand an act is: one's own, a delegate's, or a clerk's at a counter."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event, Organisation


@dataclass(frozen=True, kw_only=True)
class Hand:
    """`by` acts; the act is about `person_id`. Made by services that checked that it may."""

    by: User
    person_id: UUID
    on_behalf_of: User | None = None
    acting_as: Organisation | None = None
    source: str = field(default=Event.Source.PORTAL)

    def columns(self) -> dict[str, Any]:
        """The columns of an event that say so."""
        return {
            "by": self.by,
            "person_id": self.person_id,
            "on_behalf_of": self.on_behalf_of,
            "acting_as": self.acting_as,
            "source": self.source,
        }
