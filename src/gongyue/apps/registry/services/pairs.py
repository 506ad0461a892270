"""The operator opens two people who may be one: for a purpose, seen by both."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Person
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can_anywhere, require_purpose
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import Entry, append


def open_pair(*, by: User, people: tuple[UUID, UUID], purpose: str, at: datetime) -> None:
    """Record that `by` reads what both are called. Raises NotFound, NotAllowed, Refused.

    Call outside a transaction. selectors.duplicates.pair_for_operator follows.
    """
    office = require_can_anywhere(by, Can.MERGE_RECORDS)
    rows = list(Person.objects.filter(pk__in=people, erased_at=None))
    if len(rows) < 2:
        raise NotFound(NOT_FOR_YOU)
    restricted = any(row.restricted_until for row in rows)
    named = require_purpose(office.kind, purpose, restricted=restricted)
    append([
        Entry(type="access.opened", by=by, at=at, occurred_on=localdate(at), purpose=named,
              acting_as=office, person_id=row.pk, payload={"what": "person"})
        for row in rows
    ])  # fmt: skip
