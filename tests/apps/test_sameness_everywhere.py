"""After a merge everything of the merged-away registration is read under the one that stays; after
undoing it no longer is. Every model that points at a person is in one of the two lists here.

A case makes a row under the merged-away registration and says how its owner reads it. A new model
with a person link fails here until it has a case, or a reason why nobody reads it by person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from gongyue.apps.registry.about_me import PARTS
from gongyue.apps.registry.models import (
    Card,
    Consent,
    CounterSession,
    Employment,
    ErasureRequest,
    Event,
    Person,
    PersonKey,
    Sameness,
    Takeout,
)
from gongyue.apps.registry.permissions import person_of
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.merging import Two
from gongyue.apps.registry.services.takeouts import subject_of
from tests.apps.people import DAY, HOUR, LI, ROSTER, People, imported
from tests.cast import AT
from tests.replay import replayed

pytestmark = pytest.mark.django_db
WRONG = LI[:-1] + ("1" if LI[-1] != "1" else "2")
DOUBLE = ("李师付", WRONG, "13900001001", "装配车间", "钳工", "2023-05-04", "4200")
A_PIN = {"pin_hash": "x", "pin_set_at": AT}
Made = Callable[["World"], Any]
Seen = Callable[["World"], bool]


@dataclass(kw_only=True)
class World:
    """李师傅 (`kept`, whose account it is) and 李师付 (`other`), both on the factory's books."""

    people: People
    kept: UUID
    other: UUID
    made: Any = None

    @property
    def li(self) -> Any:
        return self.people.li

    def merge(self) -> Sameness:
        two = Two(kind="person", one=self.kept, other=self.other, reason="证件号码录错一位")
        saying = merging.propose_same(by=self.people.operator, two=two, at=AT)
        return merging.confirm_same(by=self.li, saying_id=saying.pk, at=AT)


@pytest.fixture
def world(people: People) -> World:
    return replayed(_world, people)


def _world(people: People) -> World:
    from gongyue.apps.registry.identity import id_hash_of
    from gongyue.apps.registry.services.links import link_myself

    imported(people.chen, people.factory, [*ROSTER, DOUBLE])
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return World(
        people=people,
        kept=Person.objects.get(id_hash=id_hash_of(LI)).pk,
        other=Person.objects.get(id_hash=None).pk,
    )


# ---------------------------------------------------------------- how each is made and read


def a_consent(world: World) -> Any:
    return Consent.objects.create(
        person_id=world.other, organisation=world.people.factory, purpose="staff_management",
        kinds=["employment.recorded"], state="requested", days=9, text_version="1",
        requested_by=world.people.hr, requested_at=AT,
    )  # fmt: skip


def reads_consent(world: World) -> bool:
    from gongyue.apps.registry.selectors.consents import consents_of_myself

    return bool(consents_of_myself(world.li, on=AT.date()))


def a_correction(world: World) -> Any:
    from gongyue.apps.registry.hands import Hand
    from gongyue.apps.registry.services.corrections import Wrong, request_correction

    record = Event.objects.get(person=world.other, type="employment.recorded")
    hand = Hand(by=world.people.operator, person_id=world.other)
    wrong = Wrong(field="", right="", words="不是这个岗位")
    return request_correction(hand=hand, event_id=record.pk, wrong=wrong, at=AT)


def reads_correction(world: World) -> bool:
    from gongyue.apps.registry.selectors.corrections import corrections_of_myself

    return bool(corrections_of_myself(world.li))


def a_document(world: World) -> Any:
    from gongyue.apps.documents.permissions import Owner
    from gongyue.apps.documents.services.adding import document_add
    from tests.apps.documents.files import png
    from tests.apps.documents.test_documents import Handed

    return document_add(
        by=world.people.chen,
        owner=Owner(person_id=world.other, organisation_id=world.people.factory.pk),
        kind="other", handed=Handed(name="照片.png", content=png()), at=AT,
    )  # fmt: skip


def reads_document(world: World) -> bool:
    from gongyue.apps.documents.selectors.documents import documents_of_myself

    return bool(documents_of_myself(world.li))


def a_paper(world: World) -> Any:
    from tests.apps.documents.test_issuing import certificate

    return certificate(world.people, world.other)


def reads_paper(world: World) -> bool:
    from gongyue.apps.documents.selectors.papers import paper_page, papers_of_myself

    found = papers_of_myself(world.li)
    return bool(found) and bool(paper_page(world.li, found[0].paper_id))


def a_message(world: World) -> Any:
    from gongyue.apps.notifications.services import Recipients, notify

    facts = {"office": "示例大队", "purpose": "监督检查"}
    to = Recipients(person_ids=(world.other,))
    return notify(to=to, kind="registry.file_opened", facts=facts, at=AT, about="a:b")


def reads_message(world: World) -> bool:
    from gongyue.apps.notifications.visible import of_viewer

    return of_viewer(world.li).filter(about="a:b").exists()


def a_task(world: World) -> Any:
    from gongyue.apps.tasks.services import NewTask, task_open

    new = NewTask(title="补交一张照片", person_id=world.other)
    return task_open(by=None, new=new, at=AT)


def reads_task(world: World) -> bool:
    from gongyue.apps.tasks.selectors import inbox

    return any(row.title == "补交一张照片" for row in inbox(world.li, on=AT.date()))


def a_finding(world: World) -> Any:
    from gongyue.apps.checkup.services import checkup_organisation

    day = AT.date() - timedelta(days=20)
    return checkup_organisation(
        by=world.people.chen, organisation_id=world.people.factory.pk, on=day, at=AT
    )


def reads_finding(world: World) -> bool:
    from gongyue.apps.checkup.selectors import findings_about_me

    return any(row.person_id == world.other for row in findings_about_me(world.li))


def a_takeout(world: World) -> Any:
    return Takeout.objects.create(
        person_id=world.other, asked_by=world.people.operator, asked_at=AT, state="gone",
        delete_on=AT.date(),
    )  # fmt: skip


def reads_takeout(world: World) -> bool:
    from gongyue.apps.registry.selectors.takeouts import takeouts_for

    return bool(takeouts_for(world.li, None, on=AT.date()))


def an_erasure(world: World) -> Any:
    return ErasureRequest.objects.create(
        number="S1", person_id=world.other, asked_at=AT, state="waiting",
        retain_until=AT.date() + 9 * DAY,
    )  # fmt: skip


def reads_erasure(world: World) -> bool:
    from gongyue.apps.registry.selectors.takeouts import erasure_of_myself

    return erasure_of_myself(world.li) is not None


def an_access(world: World) -> Any:
    from gongyue.apps.registry.services.access import open_person

    return open_person(
        by=world.people.chen, person_id=world.other, purpose="staff_management", at=AT
    )


def reads_access(world: World) -> bool:
    from gongyue.apps.registry.selectors.accesses import accesses_to_myself
    from gongyue.apps.registry.selectors.records import records_of_myself

    records = {row.person_id for row in records_of_myself(world.li)}
    return world.other in records and bool(accesses_to_myself(world.li))


def a_card(world: World) -> Any:
    return Card.objects.create(person_id=world.other, handle="0" * 16, issued_at=AT, **A_PIN)


def clears_pin(world: World) -> bool:
    """The clerk who resets the PIN of the one resets that of the other."""
    from gongyue.apps.registry.services.cards import clear_pin

    Card.objects.update(**A_PIN)
    clear_pin(by=world.people.clerk, person_id=world.kept, office_id=world.people.bureau.pk, at=AT)
    return not Card.objects.get().pin_hash


def a_filing(world: World) -> Any:
    filing = apps.get_model("tasks", "Filing")
    return filing.objects.create(
        number="202603020000116", kind="x", office=world.people.bureau, person_id=world.other,
        filer=world.people.operator, made_at=AT, promised_on=AT.date(),
    )  # fmt: skip


def takes_filing_out(world: World) -> bool:
    return bool(PARTS["filings"].plain(subject_of(world.kept)))


def an_employment(world: World) -> Any:
    row = Employment.objects.get(person=world.other)
    Employment.objects.filter(pk=row.pk).update(organisation=world.people.platform)
    return row


def reads_employment(world: World) -> bool:
    from gongyue.apps.registry.selectors.people import myself

    me = myself(world.li)
    return me is not None and "顺风平台" in me.employers


def concerns(world: World) -> Any:
    from gongyue.apps.registry.models import Membership
    from gongyue.apps.tasks.services import NewTask, task_open

    member = Membership.objects.get(user=world.people.chen)
    new = NewTask(title="谈一次", organisation_id=world.people.factory.pk, concerns_id=world.other,
                  assignee_id=member.pk)  # fmt: skip
    return task_open(by=world.people.chen, new=new, at=AT)


def has_in_hand(world: World) -> bool:
    from gongyue.apps.tasks.selectors.firms import tasks_in_hand

    chen, firm = world.people.chen, world.people.factory.pk
    return bool(tasks_in_hand(chen, firm, world.kept, on=AT.date()))


CASES: dict[str, tuple[Made, Seen]] = {
    "checkup.CheckupFinding.person": (a_finding, reads_finding),
    "documents.Document.person": (a_document, reads_document),
    "documents.Paper.person": (a_paper, reads_paper),
    "notifications.Message.person": (a_message, reads_message),
    "registry.Card.person": (a_card, clears_pin),
    "registry.Consent.person": (a_consent, reads_consent),
    "registry.Correction.person": (a_correction, reads_correction),
    "registry.Employment.person": (an_employment, reads_employment),
    "registry.ErasureRequest.person": (an_erasure, reads_erasure),
    "registry.Event.person": (an_access, reads_access),
    "registry.Takeout.person": (a_takeout, reads_takeout),
    "tasks.Filing.person": (a_filing, takes_filing_out),
    "tasks.Task.concerns": (concerns, has_in_hand),
    "tasks.Task.person": (a_task, reads_task),
}
NOT_READ_BY_PERSON = {
    "notifications.AnnouncementAnswer.sealed_for": "the account that answered owns it",
    "notifications.Message.sealed_for": "whose key seals the text; who reads it is `person`",
    "registry.CounterSession.person": "one visit; what was done in it are events",
    "registry.DuplicatePair.left": "what a look over everybody found; nobody's to read",
    "registry.DuplicatePair.right": "likewise",
    "registry.PersonKey.person": "each registration keeps its own key; erasure destroys all",
    "registry.PersonLink.person": "one account speaks for all: test_merging",
    "registry.Sameness.kept_person": "the merge itself",
    "registry.Sameness.merged_person": "the merge itself",
}


def links_to(model: type) -> set[str]:
    """ "app.Model.field" of every link to the model, in the order of nothing."""
    return {
        f"{one._meta.label}.{field.name}"
        for one in apps.get_models()
        for field in one._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is model
    }


def test_every_link_to_a_person_has_a_case_or_a_reason() -> None:
    assert not set(CASES) & set(NOT_READ_BY_PERSON)
    assert links_to(Person) == set(CASES) | set(NOT_READ_BY_PERSON)


@pytest.mark.parametrize("link", sorted(CASES))
def test_the_merged_away_is_read_under_the_one_that_stays(world: World, link: str) -> None:
    make, seen = CASES[link]
    world.made = make(world)
    assert not seen(world), "before anybody said that they are one"
    saying = world.merge()
    assert saying.kept_person_id == world.kept
    assert seen(world), "after the merge"
    merging.undo_same(by=world.people.operator, saying_id=saying.pk, at=AT + HOUR)
    assert not seen(world), "after undoing it"


@pytest.mark.parametrize("part", ["consents", "corrections", "employments", "filings", "tasks"])
def test_everything_about_me_takes_both_out(world: World, part: str) -> None:
    for make, _ in (CASES[link] for link in sorted(CASES) if link.split(".")[1] in MADE_FOR[part]):
        make(world)
    alone = len(PARTS[part].plain(subject_of(world.kept)))
    saying = world.merge()
    assert len(PARTS[part].plain(subject_of(world.kept))) > alone
    merging.undo_same(by=world.people.operator, saying_id=saying.pk, at=AT + HOUR)
    assert len(PARTS[part].plain(subject_of(world.kept))) == alone


MADE_FOR = {
    "consents": {"Consent"},
    "corrections": {"Correction"},
    "employments": set[str](),
    "filings": {"Filing"},
    "tasks": {"Task"},
}


def test_erasing_the_one_erases_the_other(world: World) -> None:
    from gongyue.apps.notifications.models import Message
    from gongyue.apps.registry.services.erasing import ask_erasure

    a_message(world)
    a_card(world)
    world.merge()
    Employment.objects.update(is_withdrawn=True)
    row = ask_erasure(by=world.li, at=AT)
    assert row.state == "erased", row.reasons
    assert not PersonKey.objects.filter(person__in=(world.kept, world.other)).exclude(wrapped=None)
    assert not Message.objects.filter(person=world.other).exists()
    assert Card.objects.get(person=world.other).pin_hash == ""
    assert not Employment.objects.filter(person=world.other).exclude(name_hash="").exists()


def test_erasing_at_the_request_of_an_office_takes_both(world: World) -> None:
    from gongyue.apps.registry.services.erasure import request_erasure

    world.merge()
    past = AT.date() - DAY
    request_erasure(by=world.people.operator, person_id=world.kept, retain_until=past, at=AT)
    assert Person.objects.exclude(erased_at=None).count() == 2


def test_an_office_finds_one_person_and_all_firms(world: World) -> None:
    from gongyue.apps.registry.services.searching import PersonQuery, search_people

    an_employment(world)
    world.merge()
    asked = {"office_id": world.people.bureau.pk, "purpose": "inspection", "at": AT}
    (found,) = search_people(by=world.people.zhou, query=PersonQuery(id_number=LI), **asked)
    assert found.person_id == world.kept and set(found.firms) == {"晨光工厂", "顺风平台"}


def test_a_message_to_both_is_one_message_to_one_account(world: World) -> None:
    from gongyue.apps.notifications.addressing import account_of

    world.merge()
    assert account_of(world.other) == world.li.pk


def test_the_visitor_at_a_counter_is_the_owner_of_the_account(world: World) -> None:
    from gongyue.apps.registry.services.stations import hand_of_visit

    world.merge()
    session = CounterSession(clerk=world.people.clerk, office=world.people.bureau,
                             person_id=world.other, number=str(uuid4())[:20])  # fmt: skip
    assert hand_of_visit(session).on_behalf_of == world.li
    assert person_of(world.li) is not None
