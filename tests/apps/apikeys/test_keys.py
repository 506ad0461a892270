"""Keys: shown once, hashed, counted sparingly, read by who issued them, gone with their owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.apikeys import counting, using
from gongyue.apps.apikeys.issuing import MOST, NewKey, key_issue, key_of, key_revoke, keys_of
from gongyue.apps.apikeys.models import ApiKey, KeyUse
from gongyue.apps.apikeys.using import keep_keys_in_order, key_known, key_used, uses_of
from gongyue.apps.registry.events import person_erased
from gongyue.apps.registry.models import Event
from tests.apps.people import People
from tests.cast import AT

pytestmark = pytest.mark.django_db
NEW = NewKey(label="工资系统", purpose="核对最低工资", days=90)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def issued(people: People, **more: Any) -> tuple[ApiKey, str]:
    new = replace(NEW, **more)
    return key_issue(by=people.chen, organisation_id=people.factory.pk, new=new, at=AT)


def known(text: str, at: Any = AT) -> using.Known:
    return key_known(text, scope="law:read", at=at)


def test_only_a_hash_is_kept_and_the_act_is_on_record(people: People) -> None:
    key, text = issued(people)
    row = ApiKey.objects.filter(pk=key.pk).values().get()
    secret = text.removeprefix(key.prefix)
    assert len(secret) > 40 and not any(secret in str(value) for value in row.values())
    assert known(text).key_id == key.pk
    event = Event.objects.get(type="api_key.issued")
    assert event.organisation_id == people.factory.pk and event.actor == people.chen
    (view,) = keys_of(people.chen, people.factory.pk, at=AT)
    assert (view.state, view.made_by, view.used_at) == ("live", "陈经理", None)


def test_a_key_counts_until_it_is_revoked_or_over(people: People) -> None:
    key, text = issued(people)
    for wrong in ("", "x", text[:-1] + ("a" if text[-1] != "a" else "b"), f"{text} "):
        with pytest.raises(Refused, match="不对"):
            known(wrong)
    assert known(text, AT + 90 * DAY - SECOND)
    with pytest.raises(Refused, match="过期"):
        known(text, AT + 90 * DAY)
    with pytest.raises(Refused, match="不能用于"):
        key_known(text, scope="people:read", at=AT)
    key_revoke(by=people.chen, key_id=key.pk, at=AT)
    with pytest.raises(Refused, match="作废"):
        known(text)
    key_revoke(by=people.chen, key_id=key.pk, at=AT + DAY)
    assert Event.objects.filter(type="api_key.revoked").count() == 1
    assert key_of(people.chen, key.pk, at=AT).revoked_at == AT


def test_a_closed_owner_closes_their_keys(people: People) -> None:
    _, text = issued(people)
    own, mine = key_issue(by=people.li, organisation_id=None, new=NEW, at=AT)
    people.factory.is_active = False
    people.factory.save()
    type(people.li).objects.filter(pk=people.li.pk).update(is_active=False)
    for each in (text, mine):
        with pytest.raises(Refused, match="不对"):
            known(each)
    assert own.organisation_id is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"label": " "}, "label"),
        ({"purpose": "查"}, "purpose"),
        ({"days": 3650}, "days"),
        ({"scope": "people:read"}, "scope"),
    ],
)
def test_what_is_wrong_is_named(people: People, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as why:
        issued(people, **wrong)
    assert why.value.field == field and not ApiKey.objects.exists()


def test_there_are_only_so_many(people: People) -> None:
    keys = [issued(people)[0] for _ in range(MOST)]
    with pytest.raises(Refused, match=str(MOST)):
        issued(people)
    key_revoke(by=people.chen, key_id=keys[0].pk, at=AT)
    assert issued(people)


def test_nobody_else_issues_sees_or_revokes(people: People) -> None:
    key, _ = issued(people)
    own, _ = key_issue(by=people.li, organisation_id=None, new=NEW, at=AT)
    firm = people.factory.pk
    for user, error in ((people.hr, NotAllowed), (people.sun, NotFound), (people.li, NotFound)):
        for act in (
            lambda u=user: key_issue(by=u, organisation_id=firm, new=NEW, at=AT),
            lambda u=user: keys_of(u, firm, at=AT),
            lambda u=user: key_of(u, key.pk, at=AT),
            lambda u=user: uses_of(u, key.pk, on=AT.date()),
            lambda u=user: key_revoke(by=u, key_id=key.pk, at=AT),
        ):
            with pytest.raises(error):
                act()
    for user in (people.chen, people.sun):
        with pytest.raises(NotFound):
            key_of(user, own.pk, at=AT)
    assert keys_of(people.sun, None, at=AT) == []
    assert [row.key_id for row in keys_of(people.li, None, at=AT)] == [own.pk]


def test_uses_cost_a_write_a_minute_and_none_is_lost(
    people: People, django_assert_num_queries: Any
) -> None:
    key, text = issued(people)
    key_used(known(text), "rules", at=AT)
    later = known(text)
    with django_assert_num_queries(0):
        for second in range(1, 50):
            key_used(later, "answer", at=AT + second * SECOND)
    assert KeyUse.objects.get().times == 1
    assert {(u.route, u.times) for u in uses_of(people.chen, key.pk, on=AT.date())} == {
        ("rules", 1),
        ("answer", 49),
    }
    key_used(known(text), "answer", at=AT + 60 * SECOND)
    key.refresh_from_db()
    assert key.used_at == AT + 60 * SECOND
    written = dict(KeyUse.objects.values_list("route", "times"))
    assert written == {"rules": 1, "answer": 50}
    seen = {u.route: u.times for u in uses_of(people.chen, key.pk, on=AT.date())}
    assert seen == written, "what was written no longer waits"


def test_two_processes_write_once(people: People) -> None:
    _, text = issued(people)
    both = known(text), known(text)
    for one in both:
        key_used(one, "rules", at=AT)
    assert KeyUse.objects.get().times == 1


def test_what_waits_is_written_daily_and_old_counts_go(people: People) -> None:
    key, text = issued(people)
    key_used(known(text), "rules", at=AT)
    key_used(known(text), "rules", at=AT + SECOND)
    old = AT.date() - timedelta(days=using.KEPT_DAYS + 1)
    KeyUse.objects.create(key=key, on=old, route="rules", times=7)
    assert keep_keys_in_order(at=AT + DAY) == 1
    assert KeyUse.objects.get().times == 2


def test_what_cannot_be_counted_is_answered(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, text = issued(people)

    def full(*args: Any, **more: Any) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(counting.cache, "add", full)
    key_used(known(text), "rules", at=AT)
    assert not KeyUse.objects.exists()


def test_a_count_that_goes_between_two_questions_begins_anew(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full cache throws out what it likes: the question is answered, and counted."""
    key, text = issued(people)
    counting.cache.set(f"apikey:{key.pk}:{AT.date()}:rules", 0)

    def thrown_out(slot: str, *args: Any, **more: Any) -> None:
        counting.cache.delete(slot)
        raise ValueError(slot)

    with monkeypatch.context() as while_full:
        while_full.setattr(counting.cache, "incr", thrown_out)
        key_used(known(text), "rules", at=AT)
    assert total(people, key) == 1


def test_a_table_that_cannot_be_written_loses_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, text = issued(people)

    def locked(*args: Any, **more: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as while_locked:
        while_locked.setattr(KeyUse.objects, "get_or_create", locked)
        key_used(known(text), "rules", at=AT)
    assert not KeyUse.objects.exists() and total(people, key) == 1
    key_used(known(text), "rules", at=AT + DAY)
    assert KeyUse.objects.count() == 2 and total(people, key) == 2


def test_two_that_write_at_once_are_right_together(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, text = issued(people)
    for _ in range(3):
        key_used(known(text), "rules", at=AT)  # the first is written, two wait
    day = AT.date()
    waiting = counting.pending(key.pk, day)
    counting.write_down(key.pk, day)
    with monkeypatch.context() as as_before:
        as_before.setattr(counting, "pending", lambda key_id, today: waiting)
        counting.write_down(key.pk, day)
    assert total(people, key) == 3
    counting.write_down(key.pk, day)
    assert total(people, key) == KeyUse.objects.get().times == 3


def test_routes_that_begin_at_once_are_all_written(people: People) -> None:
    key, _ = issued(people)
    for route in (*counting.ROUTES, "hidden/way"):
        counting.gather(key.pk, AT.date(), route)
    counting.write_down(key.pk, AT.date())
    written = dict(KeyUse.objects.values_list("route", "times"))
    assert written == {**dict.fromkeys(counting.ROUTES, 1), counting.OTHER: 2}


def total(people: People, key: ApiKey) -> int:
    """Table and cache together, as the screen shows them."""
    return sum(use.times for use in uses_of(people.chen, key.pk, on=AT.date()))


def test_ones_own_keys_go_with_the_person(people: People) -> None:
    issued(people)
    key_issue(by=people.li, organisation_id=None, new=NEW, at=AT)
    gone = {"person_id": uuid4(), "user_ids": frozenset({people.li.pk}), "at": AT}
    person_erased.send(sender=None, **gone)
    assert [key.user_id for key in ApiKey.objects.all()] == [None]
