"""What a member may do about the sample of their organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.samples import in_reality
from gongyue.apps.registry.services.samples import (
    home_of,
    require_can_sample,
)


@dataclass(frozen=True, kw_only=True)
class SampleView:
    """`home_id`: the sample's organisation one learns in, None before there is one."""

    organisation_id: UUID
    organisation: str
    home_id: UUID | None = None
    home: str = ""
    made_at: datetime | None = None


def sample_of(viewer: User, organisation_id: UUID) -> SampleView:
    """Of a real organisation, or of the sample one stands in; for who may make and remove it.

    Raises NotFound, NotAllowed, Refused.
    """
    root = require_can_sample(viewer, root_of(organisation_id))
    home = home_of(root)
    facts = {"home_id": home.pk, "home": home.name, "made_at": home.registered_at} if home else {}
    return SampleView(organisation_id=root.pk, organisation=root.name, **facts)


def may_sample(viewer: User, organisation_id: UUID) -> bool:
    """Whether sample_of would answer."""
    try:
        require_can_sample(viewer, organisation_id)
    except (NotFound, NotAllowed, Refused):
        return False
    return True


def root_of(organisation_id: UUID) -> UUID:
    """The real organisation a sample hangs on; of a real one itself."""
    rows = Organisation.objects.filter(pk=organisation_id).values_list("sample_of", flat=True)
    return rows.first() or organisation_id


def sampled(viewer: User, organisation_ids: list[UUID]) -> set[UUID]:
    """Which of these real organisations have a sample now."""
    rows = Organisation.objects.filter(in_reality(), pk__in=organisation_ids)
    return set(rows.filter(samples__isnull=False).values_list("pk", flat=True))
