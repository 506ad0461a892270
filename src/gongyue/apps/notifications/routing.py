"""The channels of messages just written: rows of Delivery, not yet saved."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from gongyue.apps.notifications.addressing import Addressee
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.kinds import Kind
from gongyue.apps.notifications.models import Delivery, DeliveryState, Endpoint, Message
from gongyue.apps.notifications.planning import Plan, Wishes, due_for, plans_for
from gongyue.apps.notifications.wishes import wishes_of
from gongyue.apps.registry.sameness import ids_of_organisation

Written = Sequence[tuple[Message, Addressee]]


def endpoints_for(kind: Kind, organisation_id: UUID | None) -> list[Endpoint]:
    """Group chats and systems of the organisation that want this group of kinds."""
    if organisation_id is None or not kind.leaves:
        return []
    same = ids_of_organisation(organisation_id)
    rows = Endpoint.objects.filter(organisation__in=same, ended_at=None).order_by("pk")
    return [row for row in rows if kind.group in row.groups and kind.text_for(row.channel)]


def deliveries_of(
    kind: Kind, written: Written, endpoints: Sequence[Endpoint], at: datetime
) -> Iterator[Delivery]:
    """For people the channels they want; for the organisation as such its group chats."""
    if not kind.leaves:
        return
    has = open_channels()
    wishes = wishes_of((to.account_id for _, to in written if to.account_id), kind.group)
    usual = plans_for(kind, Wishes(chosen={}), open_channels=has, at=at)
    for message, to in written:
        if to.account_id is not None:
            own = wishes.get(to.account_id)
            plans = plans_for(kind, own, open_channels=has, at=at) if own else usual
            yield from (_personal(message, plan) for plan in plans)
        elif to.user_id is None and to.person_id is None:
            yield from _to_chats(kind, message, endpoints, at)


def _personal(message: Message, plan: Plan) -> Delivery:
    return Delivery(
        message=message,
        channel=plan.channel,
        state=plan.state,
        why=plan.why,
        in_digest=plan.in_digest,
        due_at=plan.due_at,
        ended_at=plan.due_at if plan.state != DeliveryState.WAITING else None,
    )


def _to_chats(
    kind: Kind, message: Message, endpoints: Sequence[Endpoint], at: datetime
) -> Iterator[Delivery]:
    due = due_for(kind.importance, None, at)
    for row in endpoints:
        yield Delivery(message=message, channel=row.channel, endpoint=row, due_at=due)
