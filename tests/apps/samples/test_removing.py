"""One act removes a sample to the last row of the last table; nothing else can be removed so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import SentForm, WrittenDraft
from gongyue.apps.documents.models import Document
from gongyue.apps.documents.sealed_files import parts_of
from gongyue.apps.documents.services.adding import Handed
from gongyue.apps.registry.models import Event, Organisation
from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.samples import World
from gongyue.apps.registry.services.undo import state_checksum
from gongyue.apps.samples.removing import Mixed
from gongyue.apps.samples.services import sample_make, sample_remove
from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings.handling import filing_answer
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.models import Filing, Task
from gongyue.apps.tasks.services.remarks import task_say
from tests.apps.documents.files import photograph
from tests.apps.people import People, imported
from tests.apps.samples.conftest import SITE
from tests.cast import AT

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours, in clear or sealed, as it stands in the database."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models()
        if model.__module__.startswith("gongyue.")
    }


def files() -> Iterator[Path]:
    yield from (path for path in Path(settings.UPLOADS).rglob("*") if path.is_file())


def test_every_table_is_as_before_but_for_the_log_of_the_act(
    people: People, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    imported(people.chen, people.factory)
    rows, kept = everything(), set(files())
    made = sample_make(by=people.chen, organisation_id=people.factory.pk, site=SITE, at=AT)
    person = people_of_organisation(people.hr, made.home.pk).rows[0].person_id
    open_person(by=people.hr, person_id=person, purpose="staff_management", at=AT)
    led_to = f"/enterprise/people/{person}/"
    SentForm.objects.create(user=people.hr, key="k", at=AT, location=led_to)
    WrittenDraft.objects.create(user=people.hr, key=f"answer:{person}", sealed=b"x", at=AT)
    assert set(files()) > kept
    with django_capture_on_commit_callbacks(execute=True):
        removed = sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    assert removed.people == 6 and removed.events > 50
    after = everything()
    log = Event.objects.filter(type__in=("sample.made", "sample.removed"))
    assert [row.type for row in log.order_by("pk")] == ["sample.made", "sample.removed"]
    assert {row.organisation_id for row in log} == {people.factory.pk}
    noted = {str(row) for row in Event.objects.filter(pk__in=log).values_list()}
    after["registry.Event"] = [row for row in after["registry.Event"] if row not in noted]
    assert {label: found for label, found in after.items() if found != rows[label]} == {}
    assert set(files()) == kept


def test_no_table_without_a_model_keeps_anything_either(people: People, world: World) -> None:
    documents = attached(people, world)
    things = [*world.inside.values(), *documents, *Task.objects.all(), *Filing.objects.all()]
    numbers = [row.pk.hex for row in things]
    sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            told = str(cursor.fetchall()).replace("-", "")
        assert not any(number in told for number in numbers), table


def attached(people: People, world: World) -> list[Document]:
    """A remark with a photograph on a task of the sample, and a letter answered with one."""
    handed = [Handed(name="照片.jpg", content=photograph())]
    task = Task.objects.filter(organisation=world.home).first()
    letter = Filing.objects.filter(office=world.home).first()
    with_files(does=task_say, handed=handed, by=people.chen, task_id=task.pk, words="看", at=AT)
    with_files(
        does=filing_answer, handed=handed, by=people.chen, filing_id=letter.pk, words="见附件。",
        at=AT,
    )  # fmt: skip
    return list(Document.objects.filter(about__in=(f"task:{task.pk}", f"filing:{letter.pk}")))


def test_what_is_attached_to_its_tasks_and_filings_goes_with_them(
    people: People, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    kept = set(files())
    world = sample_make(by=people.chen, organisation_id=people.factory.pk, site=SITE, at=AT)
    documents = attached(people, world)
    assert len(documents) == 2 and all(parts_of(one.pk) for one in documents)
    with django_capture_on_commit_callbacks(execute=True):
        sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    assert not Document.objects.exists()
    assert set(files()) == kept


def test_what_is_attached_to_real_things_stays(
    people: People, world: World, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words="帮帮我")
    handed = [Handed(name="工牌.jpg", content=photograph())]
    with_files(does=filing_submit, handed=handed, by=people.li, new=new, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    (document,) = Document.objects.all()
    assert parts_of(document.pk)


def test_foreign_keys_hold_afterwards(people: People, world: World) -> None:
    sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    connection.check_constraints()


def test_it_can_be_made_again(people: People, world: World) -> None:
    sample_remove(by=people.hr, organisation_id=people.factory.pk, at=AT)
    again = sample_make(by=people.hr, organisation_id=people.factory.pk, site=SITE, at=AT)
    assert people_of_organisation(people.chen, again.home.pk).total == 6
    assert not Organisation.objects.filter(pk=world.home.pk).exists()


def test_the_other_sample_and_reality_stay(
    people: People, world: World, office_world: World
) -> None:
    real = state_checksum(organisation_id=people.factory.pk)
    other = state_checksum(organisation_id=office_world.inside[Kind.ENTERPRISE].pk)
    sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    assert state_checksum(organisation_id=people.factory.pk) == real
    assert state_checksum(organisation_id=office_world.inside[Kind.ENTERPRISE].pk) == other


def test_who_may_remove_it(people: People, world: World) -> None:
    for user in (people.sun, people.zhou, people.operator):
        with pytest.raises(NotFound):
            sample_remove(by=user, organisation_id=people.factory.pk, at=AT)
    sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    with pytest.raises(Refused, match="没有样例"):
        sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)


def test_something_real_that_hangs_on_it_stops_everything(people: People, world: World) -> None:
    """Nothing allows this; if it were there all the same, nothing would be deleted."""
    filing = Filing.objects.filter(office__sample_of=people.factory).first()
    Filing.objects.filter(pk=filing.pk).update(organisation=people.platform)
    with pytest.raises(Mixed):
        sample_remove(by=people.chen, organisation_id=people.factory.pk, at=AT)
    assert Organisation.objects.filter(pk=world.home.pk).exists()


def test_the_database_lets_no_real_event_go(people: People, world: World) -> None:
    for rows in (
        Event.objects.filter(organisation=people.factory),
        Event.objects.filter(organisation=None, acting_as=None),
        Event.objects.filter(type="sample.made"),
    ):
        if rows.exists():
            with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
                rows._raw_delete("default")


def test_the_database_lets_no_event_of_a_sample_change(people: People, world: World) -> None:
    rows = Event.objects.filter(organisation=world.home)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        rows.update(type="pay.recorded")


def test_no_event_names_both_worlds(people: People, world: World) -> None:
    """So that an event of somebody real never becomes one that may go."""
    from django.utils.timezone import localdate

    from gongyue.apps.registry.stream import Entry, append_one

    person = people_of_organisation(people.chen, people.factory.pk).rows[0].person_id
    for facts in (
        {"organisation_id": world.home.pk, "person_id": person},
        {"organisation_id": world.home.pk, "acting_as": people.bureau},
        {"organisation_id": people.factory.pk, "acting_as": world.home},
    ):
        entry = Entry(
            type="person.restricted", by=people.chen, at=AT, occurred_on=localdate(AT), **facts
        )
        with pytest.raises(Refused, match="样例"):
            append_one(entry)
