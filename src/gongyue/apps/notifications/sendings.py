"""The sender's view of what an organisation sent to people one by one: who has read it, who not.

Names only of whom the sender may name anyway: its own members, and the people it declared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.kinds import KINDS
from gongyue.apps.notifications.models import Message
from gongyue.apps.notifications.sealing import texts_of
from gongyue.apps.notifications.services import Letter, Recipients, send
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.apps.registry.stream import Entry, append_one

REMINDER = "board.reminder"
MOST_REMINDERS = 3
BETWEEN = timedelta(days=1)  # after the sending, and between two reminders
TOO_LATE = timedelta(days=30)
MOST_AT_ONCE = 20  # sendings of one batch
MOST_SHOWN = 1_000
SOMEBODY = "一位收件人"


@dataclass(frozen=True, kw_only=True)
class SendingView:
    """One sending: what, when, to how many, how many have read it. `why_not`: it cannot be
    reminded of now, and why."""

    sending: UUID
    title: str
    kind_label: str
    sent_at: datetime
    told: int
    read: int
    reminders: int
    why_not: str

    @property
    def unread(self) -> int:
        return self.told - self.read


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One recipient: by name where the sender may name them."""

    who: str
    read_at: datetime | None


def sendings_of(viewer: User, organisation_id: UUID) -> QuerySet[Message, dict[str, Any]]:
    """What the organisation sent, newest first; make views of a page by `sending_views`.

    Raises NotFound, NotAllowed.
    """
    require_can(viewer, Can.PUBLISH, organisation_id)
    return _counted(_sent_by(organisation_id)).order_by("-first_id")


def sending_views(rows: Iterable[dict[str, Any]], *, at: datetime) -> list[SendingView]:
    """A page of sendings_of; three queries however many."""
    page = list(rows)
    first = {m.pk: m for m in Message.objects.filter(pk__in=[row["first_id"] for row in page])}
    texts = texts_of(list(first.values()))
    known = _reminded(row["sending"] for row in page)
    return [_view(row, first[row["first_id"]], texts, known, at) for row in page]


def sending_page(
    viewer: User, organisation_id: UUID, sending: UUID, *, at: datetime
) -> tuple[SendingView, list[Receipt]]:
    """One sending and its recipients, unread first. Raises NotFound, NotAllowed."""
    found = sendings_of(viewer, organisation_id).filter(sending=sending)
    views = sending_views(found, at=at)
    if not views:
        raise NotFound(NOT_FOR_YOU)
    rows = _sent_by(organisation_id).filter(sending=sending).order_by("read_at", "pk")
    rows = rows.select_related("user")[:MOST_SHOWN]
    return views[0], _receipts(viewer, organisation_id, list(rows))


@transaction.atomic
def remind_unread(
    *, by: User, organisation_id: UUID, sendings: Sequence[UUID], at: datetime
) -> tuple[int, int]:
    """Tell whoever has not read these once more: (people told, sendings passed over).

    Passed over: what everybody has read, was reminded of within a day or three times, is older
    than thirty days. Raises NotFound, NotAllowed, Refused (none or too many at once).
    """
    office = require_can(by, Can.PUBLISH, organisation_id)
    wanted = list(dict.fromkeys(sendings))
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Refused(f"请勾选要提醒的消息，一次最多 {MOST_AT_ONCE} 条。")
    for sending in sorted(wanted):
        lock_word("remind", str(sending))
    rows = sendings_of(by, organisation_id).filter(sending__in=wanted)
    due = [view for view in sending_views(rows, at=at) if not view.why_not]
    told = sum(_remind(by, office, view, at) for view in due)
    return told, len(wanted) - len(due)


def _remind(by: User, office: Organisation, view: SendingView, at: datetime) -> int:
    waiting = Message.objects.filter(
        sending=view.sending, sender_organisation=office.pk, read_at=None
    ).filter(Q(user__isnull=False) | Q(person__isnull=False))
    found = list(waiting.values_list("user_id", "person_id"))
    letter = Letter(
        to=Recipients(
            user_ids=tuple(user for user, _ in found if user),
            person_ids=tuple(person for _, person in found if person),
        ),
        kind=REMINDER,
        facts={"office": office.name, "what": view.title, "on": localdate(view.sent_at)},
        at=at,
        url="/messages/?show=unread",
        about=_about(view.sending),
        sender=by,
        sender_organisation_id=office.pk,
    )
    send(letter)
    payload = {"sending": str(view.sending), "count": len(found)}
    append_one(
        Entry(
            type="message.reminded", by=by, at=at, occurred_on=localdate(at),
            organisation_id=office.pk, acting_as=office, payload=payload,
        )
    )  # fmt: skip
    return len(found)


def _about(sending: UUID) -> str:
    return f"sending:{sending}"


def _sent_by(organisation_id: UUID) -> QuerySet[Message]:
    """To people, not to group chats; and not the reminders themselves."""
    rows = Message.objects.filter(sender_organisation=organisation_id).exclude(kind=REMINDER)
    return rows.filter(Q(user__isnull=False) | Q(person__isnull=False))


def _counted(rows: QuerySet[Message]) -> QuerySet[Message, dict[str, Any]]:
    return rows.values("sending").annotate(
        first_id=Min("pk"), told=Count("pk"), read=Count("read_at"), when=Max("sent_at")
    )


def _reminded(sendings: Iterable[UUID]) -> dict[str, tuple[int, datetime]]:
    """about → (how often, when last)."""
    abouts = [_about(sending) for sending in sendings]
    rows = Message.objects.filter(kind=REMINDER, about__in=abouts).values_list("about")
    found = rows.annotate(n=Count("sending", distinct=True), last=Max("sent_at")).order_by()
    return {about: (n, last) for about, n, last in found}


def _view(
    row: dict[str, Any], first: Message, texts: dict[int, Any],
    known: dict[str, tuple[int, datetime]], at: datetime,
) -> SendingView:  # fmt: skip
    often, last = known.get(_about(row["sending"]), (0, row["when"]))
    kind, text = KINDS.get(first.kind), texts[first.pk]
    label = kind.label if kind else "消息"
    return SendingView(
        sending=row["sending"],
        title=text.title if text else label,
        kind_label=label,
        sent_at=row["when"],
        told=row["told"],
        read=row["read"],
        reminders=often,
        why_not=_why_not(row, often, last, at),
    )


def _why_not(row: dict[str, Any], often: int, last: datetime, at: datetime) -> str:
    if row["told"] == row["read"]:
        return "都看过了"
    if at - row["when"] > TOO_LATE:
        return "过了三十天，不再提醒"
    if often >= MOST_REMINDERS:
        return f"已经提醒 {MOST_REMINDERS} 次"
    if at - last < BETWEEN:
        return "一天只提醒一次，发出后隔一天再提醒"
    return ""


def _receipts(viewer: User, organisation_id: UUID, rows: list[Message]) -> list[Receipt]:
    members = set(
        Membership.objects.filter(organisation=organisation_id, ended_at=None).values_list(
            "user_id", flat=True
        )
    )
    people = _named(viewer, organisation_id, {row.person_id for row in rows if row.person_id})
    told = []
    for row in sorted(rows, key=lambda row: row.read_at is not None):
        name = people.get(row.person_id, "") if row.person_id else ""
        if row.user is not None and row.user_id in members:
            name = row.user.display_name
        told.append(Receipt(who=name or SOMEBODY, read_at=row.read_at))
    return told


def _named(viewer: User, organisation_id: UUID, people: set[UUID]) -> dict[UUID, str]:
    kind = Organisation.objects.filter(pk=organisation_id).values_list("kind", flat=True).first()
    if kind not in EMPLOYERS or not people:
        return {}
    try:
        return names_of_people(viewer, organisation_id, people)
    except (NotAllowed, NotFound):
        return {}
