"""Who has read what was sent one by one, and reminding whoever has not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.notifications.models import Message
from gongyue.apps.notifications.sendings import (
    MOST_REMINDERS,
    REMINDER,
    SOMEBODY,
    remind_unread,
    sending_page,
    sending_views,
    sendings_of,
)
from gongyue.apps.notifications.services import Letter, Recipients, mark_read, send
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.links import link_myself
from tests.apps.people import DAY, LI, People, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(people: People) -> Any:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    Message.objects.all().delete()
    return myself(people.li).person_id  # type: ignore[union-attr]


def told(people: People, to: Recipients, at: Any = AT) -> Any:
    letter = Letter(
        to=to, kind="board.replied", facts={"office": "晨光工厂"}, at=at, sender=people.chen,
        sender_organisation_id=people.factory.pk,
    )  # fmt: skip
    return send(letter)


def everybody(people: People, li: Any) -> Recipients:
    return Recipients(user_ids=(people.hr.pk, people.sun.pk), person_ids=(li,))


def views(people: People, at: Any = AT) -> list[Any]:
    return sending_views(sendings_of(people.chen, people.factory.pk), at=at)


def remind(people: People, *sendings: Any, at: Any) -> tuple[int, int]:
    return remind_unread(
        by=people.chen, organisation_id=people.factory.pk, sendings=sendings, at=at
    )


def test_the_sender_sees_who_has_read_and_names_only_their_own(people: People, li: Any) -> None:
    sending = told(people, everybody(people, li))
    mine = Message.objects.get(user=people.hr)
    mark_read(by=people.hr, message_ids=[mine.pk], at=AT + DAY)
    (view,) = views(people)
    assert (view.told, view.read, view.unread) == (3, 1, 2)
    _, rows = sending_page(people.chen, people.factory.pk, sending, at=AT)
    found = [(row.who, row.read_at is not None) for row in rows]
    assert found[-1] == ("钱人事", True)
    assert set(found[:2]) == {("李师傅", False), (SOMEBODY, False)}


def test_nobody_else_sees_it(people: People, li: Any) -> None:
    sending = told(people, everybody(people, li))
    for user in (people.sun, people.zhou, people.li, people.wang):
        with pytest.raises(NotFound):
            sendings_of(user, people.factory.pk)
        with pytest.raises(NotFound):
            sending_page(user, people.factory.pk, sending, at=AT)
    with pytest.raises(NotAllowed):
        sendings_of(people.finance, people.factory.pk)
    with pytest.raises(NotFound):
        sending_page(people.chen, people.factory.pk, uuid4(), at=AT)
    assert list(sendings_of(people.wang, people.platform.pk)) == []
    with pytest.raises(NotFound):
        remind_unread(by=people.sun, organisation_id=people.factory.pk, sendings=[sending], at=AT)


def test_only_the_unread_are_reminded_once_a_day_and_three_times(people: People, li: Any) -> None:
    sending = told(people, everybody(people, li))
    mine = Message.objects.get(user=people.hr)
    mark_read(by=people.hr, message_ids=[mine.pk], at=AT)
    assert remind(people, sending, at=AT + timedelta(hours=1)) == (0, 1)
    for number in range(1, MOST_REMINDERS + 1):
        at = AT + number * DAY
        assert remind(people, sending, at=at) == (2, 0)
        assert remind(people, sending, at=at + timedelta(hours=23)) == (0, 1)
    assert remind(people, sending, at=AT + 9 * DAY) == (0, 1)
    assert not Message.objects.filter(kind=REMINDER, user=people.hr).exists()
    assert Message.objects.filter(kind=REMINDER, user=people.sun).count() == 3
    assert Event.objects.filter(type="message.reminded", actor=people.chen).count() == 3
    (view,) = views(people, at=AT + 9 * DAY)  # the reminders themselves are no sendings
    assert view.reminders == 3 and "3 次" in view.why_not


def test_what_is_old_or_read_or_too_much_is_not_reminded_of(people: People, li: Any) -> None:
    old = told(people, Recipients(user_ids=(people.sun.pk,)))
    read = told(people, Recipients(user_ids=(people.hr.pk,)))
    Message.objects.filter(user=people.hr).update(read_at=AT)
    assert remind(people, read, at=AT + 2 * DAY) == (0, 1)
    assert remind(people, old, uuid4(), at=AT + 31 * DAY) == (0, 2)
    with pytest.raises(Refused, match="勾选"):
        remind(people, at=AT)
    with pytest.raises(Refused, match="最多 20 条"):
        remind(people, *[uuid4() for _ in range(21)], at=AT)
