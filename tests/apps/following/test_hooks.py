"""Changes delivered to other systems: signed, again with growing pauses, stopped when hopeless."""

from __future__ import annotations

import hmac
import json
import re
import socket
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.following.hooks.delivering import TRIES, deliver_hooks, is_a_hook_due
from gongyue.apps.following.hooks.log import deliveries_of, hooks_of, redeliver
from gongyue.apps.following.hooks.payload import as_body
from gongyue.apps.following.hooks.registering import (
    NewHook,
    hook_end,
    hook_register,
    hook_resume,
    hook_rotate,
)
from gongyue.apps.following.models import Hook, HookDelivery, LawChange
from gongyue.apps.following.services import tell_changes
from gongyue.apps.notifications.models import Message
from tests.apps.following.books import noticed
from tests.apps.notifications.stand_in import stand_in
from tests.apps.people import People
from tests.cast import AT

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
DAY = timedelta(days=1)
PURPOSE = "更新工资系统里的最低工资"


@pytest.fixture(autouse=True)
def quick(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OUTGOING_LOOPBACK = True
    kept = {"trusted": False, "seconds": 1}
    monkeypatch.setattr("gongyue.apps.accounts.outgoing.post.__kwdefaults__", kept)


def registered(people: People, url: str, **narrow: str) -> tuple[Hook, str]:
    new = NewHook(label="工资系统", purpose=PURPOSE, address=f"{url}/in?key=k", **narrow)
    return hook_register(by=people.chen, organisation_id=people.factory.pk, new=new, at=AT)


def sent(people: People, url: str, **narrow: str) -> tuple[Hook, str]:
    """A hook, and one change on its way to it."""
    hook, secret = registered(people, url, **narrow)
    noticed()
    tell_changes(at=AT)
    return hook, secret


def state(hook: Hook) -> tuple[str, int]:
    row = HookDelivery.objects.get(hook=hook)
    return row.state, row.tries


def test_a_change_arrives_signed_and_in_canonical_json(people: People) -> None:
    with stand_in((200, {})) as other:
        hook, secret = sent(people, other.url)
        assert is_a_hook_due(AT) and deliver_hooks(at=AT) == 1
        (seen,) = other.seen
    assert seen.body == as_body(LawChange.objects.get())
    assert (seen.said["kind"], seen.said["name"]) == ("added", "minimum_wage.monthly")
    stamp = seen.headers["X-Gongyue-Timestamp"].encode()
    proof = hmac.digest(secret.encode(), stamp + b"." + seen.body, "sha256").hex()
    assert seen.headers["X-Gongyue-Signature"] == f"sha256={proof}"
    assert seen.headers["Idempotency-Key"] == str(HookDelivery.objects.get().number)
    assert state(hook) == ("delivered", 1) and not is_a_hook_due(AT)


def test_the_example_of_the_page_verifies_what_is_sent(people: People) -> None:
    page = (ROOT / "docs" / "reference" / "webhooks.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(compile(code, "webhooks.md", "exec"), names)
    with stand_in((200, {})) as other:
        _, secret = sent(people, other.url)
        deliver_hooks(at=AT)
        (seen,) = other.seen
    found = names["verified"](secret, seen.headers, seen.body)
    assert found["label"] and found == json.loads(seen.body)
    for headers, body in (
        (seen.headers, seen.body + b" "),
        ({**seen.headers, "X-Gongyue-Timestamp": "1"}, seen.body),
        ({}, seen.body),
    ):
        with pytest.raises(ValueError, match=r"old|signed"):
            names["verified"](secret, headers, body)
    with pytest.raises(ValueError, match="signed"):
        names["verified"]("another secret", seen.headers, seen.body)


@pytest.mark.parametrize("trouble", ["slow", "drip", "cut", "garbage", "long", (503, {})])
def test_whatever_the_other_side_does_it_is_tried_again_later(people: People, trouble: Any) -> None:
    with stand_in(trouble, (200, {})) as other:
        hook, _ = sent(people, other.url)
        assert deliver_hooks(at=AT) == 0
        assert state(hook) == ("waiting", 1)
        row = HookDelivery.objects.get()
        assert row.why and row.due_at > AT and row.held_until is None
        assert deliver_hooks(at=AT) == 0 and state(hook) == ("waiting", 1)
        assert deliver_hooks(at=AT + DAY) == 1
    assert state(hook) == ("delivered", 2)


def test_nobody_there_is_tried_with_growing_pauses_then_given_up(people: People) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    hook, _ = sent(people, url)
    at, waits = AT, []
    for _ in range(TRIES):
        deliver_hooks(at=at)
        row = HookDelivery.objects.get()
        waits.append(row.due_at - at)
        at = max(row.due_at, at)
    assert state(hook) == ("given_up", TRIES)
    assert all(a < b for a, b in pairwise(waits[:-1]))
    hook.refresh_from_db()
    assert (hook.failures, hook.stopped_at) == (1, None)


def test_three_changes_in_a_row_that_fail_stop_it_and_its_owners_are_told(people: People) -> None:
    with stand_in((410, {}), (410, {}), (410, {}), (200, {})) as other:
        hook, _ = registered(people, other.url)
        (first,) = noticed()
        for number in range(1, 4):
            first.pk, first.told_at = None, None
            first.save()
            tell_changes(at=AT)
            deliver_hooks(at=AT)
            hook.refresh_from_db()
            assert bool(hook.stopped_at) == (number >= 2)  # the change itself was told as well
        told = Message.objects.filter(kind="following.hook_stopped")
        assert {m.user_id for m in told if m.user_id} == {people.chen.pk}
        row = HookDelivery.objects.filter(hook=hook).first()
        assert row is not None
        with pytest.raises(Refused, match="恢复"):
            redeliver(by=people.chen, delivery_id=row.pk, at=AT)
        hook_resume(by=people.chen, hook_id=hook.pk)
        redeliver(by=people.chen, delivery_id=row.pk, at=AT)
        deliver_hooks(at=AT)
        hook.refresh_from_db()
        assert hook.failures <= 1


def test_redelivery_goes_under_the_same_number(people: People) -> None:
    with stand_in((200, {})) as other:
        sent(people, other.url)
        deliver_hooks(at=AT)
        redeliver(by=people.chen, delivery_id=HookDelivery.objects.get().pk, at=AT)
        deliver_hooks(at=AT)
        numbers = [seen.headers["Idempotency-Key"] for seen in other.seen]
    assert len(numbers) == 2 and len(set(numbers)) == 1


def test_a_rotated_secret_signs_from_then_on(people: People) -> None:
    with stand_in((200, {})) as other:
        hook, old = sent(people, other.url)
        _, new = hook_rotate(by=people.chen, hook_id=hook.pk, at=AT)
        deliver_hooks(at=AT)
        (seen,) = other.seen
    assert new != old
    stamp = seen.headers["X-Gongyue-Timestamp"].encode()
    proof = hmac.digest(new.encode(), stamp + b"." + seen.body, "sha256").hex()
    assert seen.headers["X-Gongyue-Signature"] == f"sha256={proof}"


def test_only_what_was_asked_for_is_sent(people: People) -> None:
    registered(people, "https://a.example.org", place="110000")
    registered(people, "https://b.example.org", rule="void_clauses")
    wanted, _ = registered(people, "https://c.example.org", rule="minimum_wage", place="430102")
    noticed()
    tell_changes(at=AT)
    assert [row.hook_id for row in HookDelivery.objects.all()] == [wanted.pk]


def test_no_inner_address_is_taken_and_none_behind_a_name_is_reached(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTGOING_LOOPBACK = False
    for url in ("http://example.org", "https://127.0.0.1", "https://10.0.0.8", "https://[::1]"):
        with pytest.raises(Refused) as refused:
            registered(people, url)
        assert refused.value.field == "address"
    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.1.2.3", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    hook, _ = sent(people, "https://inside.example.org")
    deliver_hooks(at=AT)
    assert state(hook) == ("failed", 1)
    assert "内部网络" in HookDelivery.objects.get().why


def test_what_rests_in_the_tables_is_sealed_and_forgotten_at_the_end(people: People) -> None:
    hook, secret = registered(people, "https://a.example.org")
    for sealed in (hook.address_sealed, hook.secret_sealed):
        assert secret.encode() not in bytes(sealed) and b"key=k" not in bytes(sealed)
    ended = hook_end(by=people.chen, hook_id=hook.pk, at=AT)
    assert not bytes(ended.address_sealed) and not bytes(ended.secret_sealed)
    assert hooks_of(people.chen, people.factory.pk) == []


def test_only_owners_see_and_change_them(people: People) -> None:
    hook, _ = sent(people, "https://a.example.org")
    number = HookDelivery.objects.get().pk
    acts: list[Callable[[User], object]] = [
        lambda user: hooks_of(user, people.factory.pk),
        lambda user: deliveries_of(user, hook.pk),
        lambda user: hook_rotate(by=user, hook_id=hook.pk, at=AT),
        lambda user: hook_end(by=user, hook_id=hook.pk, at=AT),
        lambda user: redeliver(by=user, delivery_id=number, at=AT),
    ]
    for user, error in ((people.hr, NotAllowed), (people.sun, NotFound), (people.li, NotFound)):
        for act in acts:
            with pytest.raises(error):
                act(user)


def test_label_purpose_and_narrowing_are_checked(people: People) -> None:
    good = {"label": "a", "purpose": PURPOSE, "address": "https://a.example.org"}
    for field, value in (
        ("label", " "), ("purpose", "用"), ("address", "ftp://x"), ("rule", "no"), ("place", "1"),
    ):  # fmt: skip
        new = NewHook(**{**good, field: value})
        with pytest.raises(Refused) as refused:
            hook_register(by=people.chen, organisation_id=people.factory.pk, new=new, at=AT)
        assert refused.value.field == field
