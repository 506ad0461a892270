"""Telling somebody something: each once, sealed, in the caller's transaction."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.notifications.kinds import BadNotice
from gongyue.apps.notifications.models import Message
from gongyue.apps.notifications.selectors import (
    message_page,
    messages_of,
    unread_count,
    views_of,
)
from gongyue.apps.notifications.services import (
    Letter,
    Recipients,
    mark_all_read,
    mark_read,
    notify,
    send,
)
from gongyue.apps.registry.identity import id_hash_of
from gongyue.apps.registry.models import Person
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself, unlink_myself
from tests.apps.people import DAY, LI, People, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db
ROLE = {"firm": "晨光工厂", "role": "人事"}
OPENED = {"office": "示例区劳动监察大队", "purpose": "劳动保障监察"}


def tell(to: Recipients, kind: str = "registry.role_granted", **more: Any) -> Any:
    facts = OPENED if kind == "registry.file_opened" else ROLE
    return notify(to=to, kind=kind, facts=facts, at=AT, **more)


def link(people: People) -> Person:
    imported(people.chen, people.factory)
    return link_myself(by=people.li, name="李师傅", id_number=LI, at=AT).person


def titles(user: Any) -> list[str]:
    return [view.title for view in views_of(list(messages_of(user)))]


def test_a_message_lands_in_the_inbox_of_its_recipient_only(people: People) -> None:
    before = unread_count(people.hr)
    tell(Recipients(user_ids=(people.hr.pk,)), url="/enterprise/", about="registry.role:1")
    view = message_page(people.hr, messages_of(people.hr)[0].pk)
    assert (view.title, view.url, view.read_at) == ("您成为 晨光工厂 的人事", "/enterprise/", None)
    assert unread_count(people.hr) == before + 1
    assert unread_count(people.sun) == 0
    with pytest.raises(NotFound):
        message_page(people.sun, view.message_id)


def test_members_are_told_by_role_and_each_of_them_once(people: People) -> None:
    before = Message.objects.count()
    tell(Recipients(organisation_id=people.factory.pk, roles=("owner", "hr")))
    assert titles(people.finance) == [] or "人事" not in titles(people.finance)[0]
    assert Message.objects.count() == before + 2
    tell(Recipients(user_ids=(people.hr.pk, people.hr.pk), organisation_id=people.factory.pk))
    assert Message.objects.count() == before + 5


def test_a_person_is_told_through_whichever_account_speaks_for_them(people: People) -> None:
    person = link(people)
    tell(Recipients(person_ids=(person.pk,)), "registry.file_opened")
    assert titles(people.li)[0] == "示例区劳动监察大队 查阅了您的档案"
    unlink_myself(by=people.li, at=AT)
    assert "示例区劳动监察大队 查阅了您的档案" not in titles(people.li)


def test_a_person_without_an_account_finds_it_when_they_come(people: People) -> None:
    imported(people.chen, people.factory)
    person = Person.objects.get(id_hash=id_hash_of(LI))
    tell(Recipients(person_ids=(person.pk,)), "registry.file_opened")
    assert titles(people.li) == []
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert "示例区劳动监察大队 查阅了您的档案" in titles(people.li)


def test_erasure_makes_the_text_unreadable(people: People) -> None:
    person = link(people)
    tell(Recipients(user_ids=(people.hr.pk,), concerns_id=person.pk))
    tell(Recipients(person_ids=(person.pk,)), "registry.file_opened")
    destroy_key(person=person, by=None, at=AT + DAY)
    assert titles(people.hr)[0] == "内容已随个人信息一并删除"
    assert tell(Recipients(person_ids=(person.pk,)), "registry.file_opened")
    assert not Message.objects.filter(person=person, sent_at__gt=AT).exists()


def test_nothing_said_rests_in_clear(people: People) -> None:
    tell(Recipients(user_ids=(people.hr.pk,)))
    row = Message.objects.latest("pk")
    assert "晨光".encode() not in bytes(row.text_sealed)


def test_a_message_falls_with_the_transaction_that_sent_it(people: People) -> None:
    before = Message.objects.count()
    with transaction.atomic():
        tell(Recipients(user_ids=(people.hr.pk,)))
        transaction.set_rollback(True)
    assert Message.objects.count() == before


def test_the_same_word_is_told_once_to_each(people: People) -> None:
    letter = Letter(
        to=Recipients(user_ids=(people.hr.pk,)),
        kind="registry.role_granted",
        facts=ROLE,
        at=AT,
        once="word:1",
    )
    before = Message.objects.count()
    send(letter)
    send(letter)
    assert Message.objects.count() == before + 1


@pytest.mark.parametrize(
    ("kind", "facts", "url"),
    [
        ("nobody.declared", ROLE, ""),
        ("registry.role_granted", {"firm": "x"}, ""),
        ("registry.role_granted", {**ROLE, "wage": "9000"}, ""),
        ("registry.role_granted", ROLE, "https://elsewhere.example/"),
        ("registry.role_granted", ROLE, "//elsewhere.example/"),
    ],
)
def test_a_mistaken_call_is_refused(people: People, kind: str, facts: Any, url: str) -> None:
    with pytest.raises(BadNotice):
        notify(to=Recipients(user_ids=(people.hr.pk,)), kind=kind, facts=facts, at=AT, url=url)


def test_the_database_refuses_a_message_to_two_or_to_nobody(people: People) -> None:
    facts: dict[str, Any] = {"kind": "x", "text_sealed": b"", "sent_at": AT}
    person = link(people)
    for bad in ({}, {"user": people.hr, "person": person}, {"user": people.hr, "url": "//x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.create(**facts, **bad)


def test_facts_are_one_bounded_line_that_hides_nothing(people: People) -> None:
    firm = "晨光\u202e工厂\r\nBcc: x\x00" + "长" * 10_000 + "😀"
    notify(
        to=Recipients(user_ids=(people.hr.pk,)),
        kind="registry.role_granted",
        facts={"firm": firm, "role": "<b>{role}</b>"},
        at=AT,
    )
    title = titles(people.hr)[0]
    assert "\u202e" not in title and "\n" not in title and "\x00" not in title
    assert "<b>{role}</b>" in title and len(title) < 400


def test_reading_one_or_all_touches_only_the_own(people: People) -> None:
    for user in (people.hr, people.sun):
        tell(Recipients(user_ids=(user.pk,)))
    theirs = messages_of(people.sun)[0].pk
    assert mark_read(by=people.hr, message_ids=[theirs], at=AT) == 0
    assert mark_read(by=people.sun, message_ids=[theirs, theirs], at=AT) == 1
    assert mark_read(by=people.sun, message_ids=[theirs], at=AT) == 0
    unread = unread_count(people.hr)
    assert mark_all_read(by=people.hr, at=AT) == unread > 0
    assert unread_count(people.hr) == 0


def test_lists_filter_by_unread_and_group(people: People) -> None:
    person = link(people)
    tell(Recipients(person_ids=(person.pk,)), "registry.file_opened")
    opened = messages_of(people.li, group="access")
    assert [view.group_label for view in views_of(list(opened))] == ["谁看过我"]
    mark_read(by=people.li, message_ids=[opened[0].pk], at=AT)
    assert not messages_of(people.li, unread=True, group="access").exists()
    assert not messages_of(people.li, group="nonsense").exists()


def test_many_are_told_in_few_queries(people: People) -> None:
    link(people)
    everybody = tuple(user.pk for user in vars(people).values() if hasattr(user, "phone_hash"))
    with CaptureQueriesContext(connection) as few:
        tell(Recipients(user_ids=everybody[:1]))
    with CaptureQueriesContext(connection) as many:
        tell(Recipients(user_ids=everybody))
    assert len(many) <= len(few) + 1


def test_nobody_to_tell_is_no_error(people: People) -> None:
    before = Message.objects.count()
    assert tell(Recipients())
    assert tell(Recipients(person_ids=(uuid4(),)), "registry.file_opened")
    assert Message.objects.count() == before
