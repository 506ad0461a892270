"""The event stream: append-only in the database itself, sealed, and true to its schema."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongyue.apps.accounts.vault import Unreadable, new_key
from gongyue.apps.registry.event_types import EVENT_TYPES, BadEvent, EventType, declare
from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.identity import Card, identity_of, new_person
from gongyue.apps.registry.keys import Erased, keys_of
from gongyue.apps.registry.models import Event, Person, PersonKey
from gongyue.apps.registry.stream import Entry, append, append_one, digest_of, payload_of
from tests.apps.people import People, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)
PAY = {"values": {"gross": "4200.00"}, "types": {"gross": "decimal"}}


@pytest.fixture
def person(db: None) -> Person:
    made, key, _ = new_person(Card(name="李师傅"), None, AT)
    made.save(force_insert=True)
    key.save(force_insert=True)
    return made


def entry(person: Person, **changes: Any) -> Entry:
    plain = {"type": "pay.recorded", "by": None, "at": AT, "occurred_on": ON, "payload": PAY}
    return Entry(**{**plain, "person_id": person.pk, **changes})


def refused(*statements: str) -> None:
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_refuses_to_change_or_remove_an_event(person: Person) -> None:
    append_one(entry(person))
    before = list(Event.objects.values())
    refused(
        "UPDATE registry_event SET type = 'pay.invented'",
        "UPDATE registry_event SET payload = ''",
        "DELETE FROM registry_event",
    )
    if connection.vendor == "postgresql":
        refused("TRUNCATE registry_event CASCADE")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()
    assert list(Event.objects.values()) == before


def test_a_payload_rests_sealed_and_opens_for_its_person_only(person: Person) -> None:
    event = append_one(entry(person))
    event = Event.objects.select_related("person__key").get(pk=event.pk)
    assert payload_of(event) == PAY
    assert b"4200" not in bytes(event.payload)
    other, key, _ = new_person(Card(name="王骑手"), None, AT)
    other.save(force_insert=True)
    key.save(force_insert=True)
    event.person = other
    with pytest.raises(Unreadable):
        payload_of(event)


def test_without_the_key_nothing_opens_and_nothing_is_written(person: Person) -> None:
    event = append_one(entry(person))
    PersonKey.objects.update(wrapped=None, destroyed_at=AT)
    with pytest.raises(Erased):
        payload_of(Event.objects.select_related("person__key").get(pk=event.pk))
    with pytest.raises(Erased):
        append_one(entry(person))
    assert keys_of([person.pk]) == {}


def test_an_event_about_nobody_in_particular_is_sealed_too(people: People) -> None:
    event = Event.objects.filter(type="organisation.registered").first()
    assert event is not None
    assert "晨光工厂".encode() not in bytes(event.payload)
    assert payload_of(event)["kind"] in {"enterprise", "operator"}


def test_the_same_key_writes_once(person: Person) -> None:
    append_one(entry(person, idempotency_key="batch:0:2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        append_one(entry(person, idempotency_key="batch:0:2"))


def test_a_digest_is_of_the_person(person: Person) -> None:
    other, key, _ = new_person(Card(name="王骑手"), None, AT)
    other.save(force_insert=True)
    key.save(force_insert=True)
    first, second, third = append([entry(person), entry(person), entry(other)])
    assert first.digest == second.digest != third.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "access.opened", "payload": {}},
        {"type": "stance.confirmed", "payload": {"proof": "x", "side": "worker"}},
        {"type": "record.reversed", "payload": {}},
        {"row": 7},
        {"person_id": None, "organisation_id": None, "payload": PAY},
    ],
)
def test_the_database_holds_what_must_never_be_false(person: Person, changes: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        append_one(entry(person, **changes))


def test_a_record_is_reversed_once(person: Person) -> None:
    record = append_one(entry(person))
    reversal = {"type": "record.reversed", "payload": {}, "reverses_id": record.pk}
    append_one(entry(person, **reversal))
    with pytest.raises(IntegrityError), transaction.atomic():
        append_one(entry(person, **reversal))


BAD = [
    {},
    {"values": []},
    {"values": {"shoe_size": 42}},
    {"values": {}, "note": "x"},
    {"values": {}, "hidden": "yes"},
    {"values": {}, "doubts": {}},
]


@pytest.mark.parametrize("payload", BAD)
def test_the_quick_check_and_the_published_schema_agree(payload: dict) -> None:
    kind = EVENT_TYPES["pay.recorded"]
    with pytest.raises(BadEvent):
        kind.check(payload)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(payload, kind.schema())
    kind.check(PAY)
    jsonschema.validate(PAY, kind.schema())


def test_every_published_schema_is_a_schema() -> None:
    for kind in EVENT_TYPES.values():
        jsonschema.Draft202012Validator.check_schema(kind.schema())
        assert kind.label
        assert kind.required <= kind.fields.keys()


def test_a_type_is_declared_once() -> None:
    with pytest.raises(BadEvent):
        declare(EventType(name="pay.recorded", label="别的意思"))


def test_an_integer_is_not_a_truth() -> None:
    with pytest.raises(BadEvent):
        EVENT_TYPES["import.undone"].check({"records": True})


def test_identifiers_rise_with_time_and_are_of_version_seven() -> None:
    made = [time_ordered_uuid() for _ in range(50)]
    assert {found.version for found in made} == {7}
    assert len(set(made)) == 50
    assert made[0].int >> 80 <= made[-1].int >> 80


def test_an_identity_is_sealed_in_its_place(person: Person) -> None:
    assert identity_of(Person.objects.select_related("key").get()) == Card(name="李师傅")
    person.key.wrapped = new_key()
    with pytest.raises(Unreadable):
        identity_of(person)


@pytest.mark.parametrize(
    "broken",
    [
        {"id_hash": ""},
        {"erased_at": AT},
    ],
)
def test_a_person_is_whole_or_erased(person: Person, broken: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**broken)


def test_a_key_is_there_or_destroyed(person: Person) -> None:
    for broken in ({"wrapped": None}, {"destroyed_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonKey.objects.filter(person=person).update(**broken)


def test_the_triggers_outlive_every_migration() -> None:
    name = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {name} WHERE {column} LIKE 'registry_event_no_%%'")
        assert len(cursor.fetchall()) == 2


def test_nothing_is_known_of_a_stranger_id() -> None:
    assert keys_of([uuid4()]) == {}


def test_a_row_is_sealed_in_the_same_canonical_form_as_everything_else(people: People) -> None:
    imported(people.chen, people.factory)
    for event in Event.objects.filter(type="employment.recorded").select_related("person__key"):
        key = keys_of([event.person_id])[event.person_id]
        assert event.digest == digest_of(payload_of(event), key)
