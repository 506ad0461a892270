"""确认与异议: one generic act by which anyone concerned answers a record."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.events import stance_taken
from gongyue.apps.registry.models import Event, ImportBatch, PersonLink
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can_answer
from gongyue.apps.registry.services.delegations import require_delegated
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.registry.visibility import require_not_hidden

KINDS = ("confirmed", "disputed")
WORDS_LIMIT = 1_000


@transaction.atomic
def take_stance(
    *,
    by: User,
    event_id: int,
    kind: str,
    words: str,
    at: datetime,
    on_behalf_of: User | None = None,
) -> Event:
    """Confirm or dispute a record. A later stance of the same side replaces the earlier in view;
    both stay. With `on_behalf_of` a delegate acts, and the act says so.

    Raises NotFound (stranger), Refused (no words for a dispute, record withdrawn).
    """
    words = words.strip()[:WORDS_LIMIT]
    if kind not in KINDS or (kind == "disputed" and not words):
        raise Refused("请写明哪里不对。", "words")
    speaker = by
    if on_behalf_of is not None:
        require_delegated(by=by, grantor=on_behalf_of, act="take_stance", on=localdate(at))
        speaker = on_behalf_of
    record = _answerable(event_id)
    side, link = require_can_answer(speaker, record)
    if side == "firm" and record.organisation_id:
        require_not_hidden(speaker, record.organisation_id, record.person_id)
    if Event.objects.filter(reverses=record).exists():
        raise Refused("这条记录已经撤回，无需再答复。")
    stance = append_one(
        Entry(
            type=f"stance.{kind}",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=record.person_id,
            organisation_id=record.organisation_id,
            employment_id=record.employment_id,
            about_id=record.pk,
            on_behalf_of=on_behalf_of,
            payload={"words": words, "proof": _proof(link), "side": side},
        )
    )
    stance_taken.send(Event, stance=stance, record=record)
    return stance


def _answerable(event_id: int) -> Event:
    """The record, its batch locked first: an undo and a stance must not cross."""
    record = Event.objects.filter(pk=event_id).first()
    kind = EVENT_TYPES.get(record.type) if record else None
    if record is None or kind is None or not kind.answerable:
        raise NotFound(NOT_FOR_YOU)
    if record.batch_id:
        ImportBatch.objects.select_for_update().get(pk=record.batch_id)
    return record


def _proof(link: PersonLink | None) -> str:
    """How the identity of whoever answers was proved when they did."""
    if link is None:
        return "membership"
    flagged = link.phone_is_a_firms or link.phone_differs
    return f"{link.proof}.flagged" if flagged else link.proof
