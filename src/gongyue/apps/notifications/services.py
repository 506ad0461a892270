"""What can be done: tell somebody something, and mark it read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.addressing import Addressee, Recipients, addressees_of
from gongyue.apps.notifications.kinds import BadNotice, Kind, kind_of
from gongyue.apps.notifications.models import Delivery, DeliveryState, Endpoint, Message
from gongyue.apps.notifications.routing import deliveries_of, endpoints_for
from gongyue.apps.notifications.sealing import SealedText, sealed
from gongyue.apps.notifications.tasks import deliver_sending
from gongyue.apps.notifications.visible import of_viewer
from gongyue.apps.notifications.wording import facts_as_text, filled
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import keys_of

__all__ = ["Letter", "Recipients", "mark_all_read", "mark_read", "notify", "send"]
BATCH_ROWS = 500


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message about to be sent. `url`: a path inside this site. `about`: "app.thing:id".

    `sender`, `sender_organisation_id`: who sent it, who may then see whether it was read.
    `within`: the organisation it happened in, where `to` names none; nothing of a sample leaves.
    `once`: the same recipient is told only once under this word (where a signal may repeat).
    """

    to: Recipients
    kind: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    about: str = ""
    sender: User | None = None
    sender_organisation_id: UUID | None = None
    once: str = ""
    within: UUID | None = None


def notify(  # noqa: PLR0913 - the facts of one message
    *,
    to: Recipients,
    kind: str,
    facts: Mapping[str, Any],
    at: datetime,
    url: str = "",
    about: str = "",
    within: UUID | None = None,
) -> UUID:
    """Tell somebody something: into their inbox in this transaction, by other channels after it.

    Answers with the number of the sending. `send` takes a Letter, which can say more.
    Raises BadNotice (undeclared kind, wrong facts, an address outside): a programming error.
    """
    letter = Letter(to=to, kind=kind, facts=facts, at=at, url=url, about=about, within=within)
    return send(letter)


@transaction.atomic
def send(letter: Letter) -> UUID:
    """As notify. Erased people are passed over; nobody to tell is no error."""
    kind = kind_of(letter.kind)
    kind.check_facts(frozenset(letter.facts))
    if letter.url and (not letter.url.startswith("/") or letter.url.startswith("//")):
        raise BadNotice(f"{letter.kind}: {letter.url} leads outside")
    endpoints = endpoints_for(kind, letter.to.organisation_id)
    sending = uuid4()
    messages = _write_messages(letter, kind, endpoints, sending)
    deliveries = list(() if _stays(letter) else deliveries_of(kind, messages, endpoints, letter.at))
    Delivery.objects.bulk_create(deliveries, batch_size=BATCH_ROWS)
    if any(row.state == DeliveryState.WAITING and row.due_at <= letter.at for row in deliveries):
        transaction.on_commit(partial(_hand_over, sending), robust=True)
    return sending


@transaction.atomic
def mark_read(*, by: User, message_ids: Sequence[int], at: datetime) -> int:
    """Mark messages of the user as read; how many were not. Others' are passed over."""
    rows = of_viewer(by).filter(pk__in=list(message_ids)[:BATCH_ROWS], read_at=None)
    return rows.update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: User, at: datetime) -> int:
    """Everything sent to the user so far."""
    return of_viewer(by).filter(read_at=None, sent_at__lte=at).update(read_at=at)


def _write_messages(
    letter: Letter, kind: Kind, endpoints: Sequence[Endpoint], sending: UUID
) -> list[tuple[Message, Addressee]]:
    """One row for each recipient with a key, each with its addressee."""
    told = addressees_of(letter.to)
    if endpoints:
        told.append(
            Addressee(organisation_id=letter.to.organisation_id, sealer_id=letter.to.concerns_id)
        )
    if letter.once:
        told = _not_told_yet(told, letter.once)
    keys = keys_of(one.sealer_id for one in told if one.sealer_id)
    told = [one for one in told if one.sealer_id is None or one.sealer_id in keys]
    facts = facts_as_text(letter.facts)
    text = SealedText(facts=facts, title=filled(kind.title, facts), body=filled(kind.body, facts))
    rows = [_message(letter, one, sealed(text, keys.get(one.sealer_id)), sending) for one in told]
    return list(zip(Message.objects.bulk_create(rows, batch_size=BATCH_ROWS), told, strict=True))


def _stays(letter: Letter) -> bool:
    """Whether it comes out of a sample: then it is read in the inbox and nowhere else."""
    told = (letter.within, letter.to.organisation_id, letter.sender_organisation_id)
    return any(is_sample(found) for found in (*told, letter.to.concerns_id, *letter.to.person_ids))


def _not_told_yet(told: Sequence[Addressee], once: str) -> list[Addressee]:
    lock_word("notice", once)
    known = set(Message.objects.filter(once=once).values_list("user_id", "person_id"))
    return [one for one in told if (one.user_id, one.person_id) not in known]


def _message(letter: Letter, to: Addressee, text_sealed: bytes, sending: UUID) -> Message:
    return Message(
        user_id=to.user_id,
        person_id=to.person_id,
        # A message of a sample belongs to it, whomever it tells, and goes with it.
        organisation_id=to.organisation_id or (letter.within if _stays(letter) else None),
        kind=letter.kind,
        sealed_for_id=to.sealer_id,
        text_sealed=text_sealed,
        url=letter.url[:300],
        about=letter.about[:80],
        sender=letter.sender,
        sender_organisation_id=letter.sender_organisation_id,
        sending=sending,
        once=letter.once or None,
        sent_at=letter.at,
    )


def _hand_over(sending: UUID) -> None:
    deliver_sending.enqueue(str(sending))
