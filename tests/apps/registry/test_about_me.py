"""关于我的一切: everything, in files others can read; for the person, and gone after its days."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.registry import tasks
from gongyue.apps.registry.about_me import NOT_PERSONAL, PARTS, schema
from gongyue.apps.registry.models import Event, Person, Takeout
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.takeouts import (
    ask_takeout,
    build_takeout,
    forget_takeouts,
    read_takeout,
    subject_of,
    takeout_hand,
)
from tests.apps.people import LI, PAY_HEADER, People, imported, let, linked
from tests.cast import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _points_at_somebody(model: type[Model]) -> bool:
    people = {apps.get_model("registry", "Person"), get_user_model()}
    return model in people or any(
        field.related_model in people for field in model._meta.fields if field.related_model
    )


OURS = [model for model in apps.get_models() if model.__module__.startswith("gongyue.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_about_somebody_is_in_a_part_or_named_with_a_reason(model: type[Model]) -> None:
    """In the app of the model: about_me.declare_part, or declare_not_personal with the reason."""
    label = model._meta.label
    covered = {covers for part in PARTS.values() for covers in part.covers}
    assert not (label in covered and label in NOT_PERSONAL)
    if _points_at_somebody(model):
        assert label in covered or len(NOT_PERSONAL.get(label, "")) > 5, label


def test_the_lists_name_no_model_that_is_gone() -> None:
    known = {model._meta.label for model in OURS}
    named = {covers for part in PARTS.values() for covers in part.covers} | set(NOT_PERSONAL)
    assert named <= known | {"registry.CounterSession"}


@pytest.fixture
def li(people: People) -> Person:
    imported(people.chen, people.factory)
    pay = [("李师傅", LI, "2026-01", "=4800+1", "4300")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    linked(people.li)
    found = Person.objects.get(links__user=people.li)
    open_person(by=people.zhou, person_id=found.pk, purpose="complaint", at=AT, words="<b>核对")
    return found


def taken(people: People, at: Any = AT) -> zipfile.ZipFile:
    hand = takeout_hand(by=people.li, on_behalf_of=None, at=at)
    row = ask_takeout(hand=hand, at=at)
    content = read_takeout(by=people.li, takeout_id=row.pk, at=at)
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_zip_has_every_part_as_json_table_and_page(people: People, li: Person) -> None:
    archive = taken(people)
    told = json.loads(archive.read("about-me.json"))
    assert json.loads(archive.read("about-me.schema.json")) == schema()
    assert set(told) == {"format", "made_at", "person", *PARTS}
    for name, part in PARTS.items():
        assert all(set(row) == set(part.columns) for row in told[name])
        table = list(
            csv.reader(io.StringIO(archive.read(f"表格/{part.label}.csv").decode("utf-8-sig")))
        )
        assert table[0] == list(part.columns.values()) and len(table) == len(told[name]) + 1
    assert told["who"][0]["id_number"] == LI
    assert {row["what"] for row in told["records"]} == {"用工登记", "工资"}
    assert any("核对" in row["content"] for row in told["accesses"])
    page = archive.read("打开看看.html").decode()
    assert "李师傅" in page and "<b>核对" not in page and "&lt;b&gt;核对" in page
    assert "http" not in page.replace("http-equiv", "")


def test_nobody_elses_data_is_in_it(people: People, li: Person) -> None:
    archive = taken(people)
    everything = "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    for word in ("何大姐", "13900001007", "周监察员", "郑窗口"):
        assert word not in everything


def test_it_rests_sealed_and_only_the_person_opens_it(
    people: People, li: Person, settings: Any
) -> None:
    hand = takeout_hand(by=people.li, on_behalf_of=None, at=AT)
    row = ask_takeout(hand=hand, at=AT)
    files = [path for path in settings.UPLOADS.rglob("*") if path.is_file()]
    assert files and not any(b"PK\x03\x04" in path.read_bytes() for path in files)
    for user in (people.sun, people.chen, people.zhou, people.clerk, people.operator):
        with pytest.raises(NotFound):
            read_takeout(by=user, takeout_id=row.pk, at=AT)
    read_takeout(by=people.li, takeout_id=row.pk, at=AT)
    types = list(Event.objects.filter(type__startswith="takeout.").values_list("type", flat=True))
    assert types == ["takeout.asked", "takeout.fetched"]


def test_it_is_deleted_after_its_days(people: People, li: Person, settings: Any) -> None:
    hand = takeout_hand(by=people.li, on_behalf_of=None, at=AT)
    row = ask_takeout(hand=hand, at=AT)
    last = AT.date() + settings.TAKEOUT_DAYS * DAY
    assert forget_takeouts(on=last - DAY) == 0 and forget_takeouts(on=last) == 1
    with pytest.raises(Refused):
        read_takeout(by=people.li, takeout_id=row.pk, at=AT)
    assert not list((settings.UPLOADS / "takeouts").glob("*"))
    assert forget_takeouts(on=last) == 0


def test_a_large_one_is_built_in_the_background_once(
    people: People, li: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TAKEOUT_AT_ONCE = 1
    handed: list[str] = []
    monkeypatch.setattr(tasks, "build_takeout_later", SimpleNamespace(enqueue=handed.append))
    hand = takeout_hand(by=people.li, on_behalf_of=None, at=AT)
    row = ask_takeout(hand=hand, at=AT)
    assert (row.state, handed) == ("queued", [str(row.pk)])
    with pytest.raises(Refused, match="还在准备"):
        ask_takeout(hand=hand, at=AT)
    with pytest.raises(Refused):
        read_takeout(by=people.li, takeout_id=row.pk, at=AT)
    for _ in range(2):
        build_takeout(takeout_id=row.pk, at=AT)
    assert Takeout.objects.get().state == "ready"


def test_a_delegate_exports_if_that_was_delegated(people: People, li: Person) -> None:
    with pytest.raises(NotFound):
        takeout_hand(by=people.wang, on_behalf_of=people.li, at=AT)
    let(people.li, people.wang, "export")
    hand = takeout_hand(by=people.wang, on_behalf_of=people.li, at=AT)
    row = ask_takeout(hand=hand, at=AT)
    assert read_takeout(by=people.wang, takeout_id=row.pk, at=AT)[:2] == b"PK"
    with pytest.raises(NotFound):
        read_takeout(by=people.wang, takeout_id=row.pk, at=AT + 30 * DAY)


def test_the_subject_is_the_person_with_their_accounts(people: People, li: Person) -> None:
    subject = subject_of(li.pk)
    assert subject.user_ids == {people.li.pk} and subject.person_ids == {li.pk}
