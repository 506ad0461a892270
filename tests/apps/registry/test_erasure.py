"""Erasure: what the law keeps, then the proof over all tables that nothing of the person opens."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.about_me import FORMAT
from gongyue.apps.registry.identity import id_hash_of, name_hash_of
from gongyue.apps.registry.models import ErasureRequest, Event, Person
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.consents import Asked, offer_consent
from gongyue.apps.registry.services.corrections import Wrong, own_hand, request_correction
from gongyue.apps.registry.services.erasing import (
    ask_erasure,
    erase_what_is_due,
    what_is_kept,
    withdraw_erasure,
)
from gongyue.apps.registry.services.imports import delete_expired_files
from gongyue.apps.registry.services.questions import question_access
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.takeouts import ask_takeout, takeout_hand
from tests.apps.people import HE, HEADER, LI, PAY_HEADER, ROSTER, People, imported, let, linked
from tests.apps.registry.sealing_watch import Watch, files, stored, stored_bytes
from tests.cast import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LEFT = "2026-03-01"
SECRET = "只有本人知道的话"
TRACES = ("李师傅", LI, "13900001001", SECRET, "4811", "焊装")
GONE = (*HEADER, "离职日期")


def leave(people: People, left: str = LEFT) -> None:
    rows = [(*ROSTER[0][:3], "焊装车间", *ROSTER[0][4:], left), (*ROSTER[1], "")]
    imported(people.chen, people.factory, rows, header=GONE)


@pytest.fixture
def li(people: People) -> Person:
    leave(people)
    linked(people.li)
    return Person.objects.get(links__user=people.li)


def late(at: datetime = AT, years: int = 4) -> datetime:
    return at + years * 366 * DAY


def test_who_still_works_is_told_so(people: People) -> None:
    imported(people.chen, people.factory)
    linked(people.li)
    assert what_is_kept(by=people.li, at=AT)[0].until is None
    with pytest.raises(Refused, match="晨光工厂"):
        ask_erasure(by=people.li, at=AT)
    assert not ErasureRequest.objects.exists()


def test_the_law_keeps_contracts_two_years_and_pay_the_longer_three(
    people: People, li: Person
) -> None:
    pay = [("李师傅", LI, "2026-01", "4811", "4300")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    kept = {(one.what, one.until): one.citation for one in what_is_kept(by=people.li, at=AT)}
    assert kept == {
        ("晨光工厂的用工和合同记录", date(2028, 3, 1)): "cn/labour-contract-law#50.3",
        ("工资记录", date(2028, 1, 31)): "cn/wage-payment-provisions#6",
        ("工资记录（农民工）", date(2029, 1, 31)): "cn/migrant-wage-regulation#15",
    }
    row = ask_erasure(by=people.li, at=AT)
    assert (row.state, row.retain_until) == ("waiting", date(2029, 1, 31))
    li.refresh_from_db()
    assert li.restricted_until == date(2029, 1, 31)
    with pytest.raises(Refused, match="要求删除"):
        open_person(by=people.hr, person_id=li.pk, purpose="staff_management", at=AT)
    with pytest.raises(Refused, match="已经提出"):
        ask_erasure(by=people.li, at=AT)
    assert erase_what_is_due(at=datetime(2029, 1, 31, 12, tzinfo=AT.tzinfo)) == 0
    assert erase_what_is_due(at=datetime(2029, 2, 1, 12, tzinfo=AT.tzinfo)) == 1
    assert erase_what_is_due(at=datetime(2029, 2, 1, 12, tzinfo=AT.tzinfo)) == 0
    row.refresh_from_db()
    assert row.state == "erased" and Event.objects.filter(type="person.erased").count() == 1


def test_the_person_may_think_better_of_it(people: People, li: Person) -> None:
    ask_erasure(by=people.li, at=AT)
    withdraw_erasure(by=people.li, at=AT)
    li.refresh_from_db()
    assert li.restricted_until is None
    assert open_person(by=people.hr, person_id=li.pk, purpose="staff_management", at=AT)
    assert erase_what_is_due(at=late()) == 0
    with pytest.raises(Refused):
        withdraw_erasure(by=people.li, at=AT)


def test_what_was_declared_since_is_kept_its_own_time(people: People, li: Person) -> None:
    ask_erasure(by=people.li, at=AT)
    pay = [("李师傅", LI, "2026-02", "4811", "4300")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    assert erase_what_is_due(at=datetime(2028, 3, 2, 12, tzinfo=AT.tzinfo)) == 0
    row = ErasureRequest.objects.get()
    assert (row.state, row.retain_until) == ("waiting", date(2029, 2, 28))
    assert erase_what_is_due(at=datetime(2029, 3, 1, 12, tzinfo=AT.tzinfo)) == 1


def test_nobody_asks_for_somebody_else(people: People, li: Person) -> None:
    for user in (people.sun, people.chen, people.clerk):
        with pytest.raises(Refused, match="绑定"):
            ask_erasure(by=user, at=AT)


# The proof ----------------------------------------------------------------------------------------


def story(people: People) -> None:
    """Everything this app and those above keep of somebody, said of 李师傅 and of 何大姐 alike."""
    from gongyue.apps.accounts.services import Caller, send_code

    leave(people)
    pay = [("李师傅", LI, "2026-01", "4811", "4300"), ("何大姐", HE, "2026-01", "3922", "3500")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    linked(people.li)
    person = Person.objects.get(links__user=people.li)
    let(people.li, people.wang, "read_records")
    open_person(by=people.zhou, person_id=person.pk, purpose="complaint", at=AT, words=SECRET)
    opening = Event.objects.get(type="access.opened")
    question_access(by=people.li, event_id=opening.pk, words=SECRET, at=AT)
    record = Event.objects.filter(type="pay.recorded", person=person).get()
    take_stance(by=people.li, event_id=record.pk, kind="disputed", words=SECRET, at=AT)
    hand = own_hand(by=people.li, on_behalf_of=None, at=AT)
    request_correction(hand=hand, event_id=record.pk, wrong=Wrong(words=SECRET), at=AT)
    asked = Asked(purpose="hiring", kinds=("pay.recorded",), days=30, words=SECRET)
    offer_consent(by=people.li, organisation_id=people.factory.pk, asked=asked, at=AT)
    ask_takeout(hand=takeout_hand(by=people.li, on_behalf_of=None, at=AT), at=AT)
    send_code(phone="13900001001", caller=Caller(), at=AT)
    others(people, person)


def others(people: People, person: Person) -> None:
    """What the apps above keep: a check-up, a filing, a message, a document."""
    from gongyue.apps.checkup.services import checkup_organisation
    from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit

    checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=AT.date(), at=AT)
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words=SECRET)
    filing_submit(by=people.li, new=new, at=AT)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Watch:
    settings.DEMO = True  # codes go to the demo's inbox, which is a table too
    found = Watch()
    found.install(monkeypatch)
    return found


@pytest.fixture
def erased(watch: Watch, people: People) -> Watch:
    """The story told, years passed, uploads deleted, 李师傅 erased."""
    story(people)
    delete_expired_files(on=AT.date() + 60 * DAY)
    ask_erasure(by=people.li, at=AT)
    assert erase_what_is_due(at=late()) == 1
    return watch


# Models with sealed values that the story does not fill, and why.
NOT_IN_THE_STORY = {
    "notifications.AnnouncementAnswer": "deleted with the account: see below",
    "accounts.WrittenDraft": "what somebody is typing, deleted with the account",
    "notifications.Contact": "an address of an account, deleted with it: tests/apps/notifications",
    "notifications.Endpoint": "a group chat of an organisation",
    "following.Hook": "the secret of another system of an organisation, ended with it",
    "registry.Sameness": "the reason of a merge, under the person's key",
    "documents.CalculationLink": "of nobody named, sealed under its address, ends after 90 days",
    "documents.Document": "sealed under a key wrapped by the person's: tests/apps/documents",
    "documents.Paper": "sealed under a key wrapped by the person's: tests/apps/documents",
}


def test_every_model_with_sealed_values_is_in_the_story(watch: Watch, people: People) -> None:
    """A new one is told in `story`, or named above with the reason."""
    story(people)
    sealed = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("gongyue.")
        and any(each.get_internal_type() == "BinaryField" for each in model._meta.fields)
    }
    told = {label for label in sealed if stored_bytes(label)}
    assert sealed - told == set(NOT_IN_THE_STORY)


def test_before_it_everything_opens(watch: Watch, people: People) -> None:
    """Proof that the watch can see: the same look finds every trace before the erasure."""
    story(people)
    opened = b"\n".join(watch.readable([*stored_bytes(), *files()]))
    assert FORMAT.encode() in opened  # the export, inside its file, inside its zip
    for trace in TRACES:
        assert trace.encode() in opened, trace


def test_no_sealed_value_of_theirs_opens_and_everybody_elses_does(erased: Watch) -> None:
    opened = b"\n".join(erased.readable([*stored_bytes(), *files()]))
    assert FORMAT.encode() not in opened
    for trace in TRACES:
        assert trace.encode() not in opened, trace
    for other in ("何大姐", HE, "3922", "王骑手"):
        assert other.encode() in opened, other


def test_no_table_says_it_in_clear_or_keeps_what_finds_them(erased: Watch) -> None:
    """Every field of every model of ours, so a new one is looked at by being there."""
    finds = {id_hash_of(LI), name_hash_of("李师傅"), keyed_hash("phone", "13900001001")}
    said = [
        place
        for place, value in stored()
        if any(word in str(value) for word in (*TRACES[:4], *finds))
    ]
    assert said == []


def test_the_search_indexes_of_the_database_are_clean_too(erased: Watch) -> None:
    """Tables that no model stands for: full-text indexes, caches, queues."""
    known = {model._meta.db_table for model in apps.get_models()}
    for table in connection.introspection.table_names():
        if table in known:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
        assert not any(trace in rows for trace in TRACES[:4]), table


def test_names_and_numbers_find_nothing(erased: Watch, people: People) -> None:
    for search in ("李师傅", LI):
        page = people_of_organisation(people.chen, people.factory.pk, search=search, state="all")
        assert page.total == 0
    everybody = people_of_organisation(people.chen, people.factory.pk, state="all").rows
    assert sorted(row.name for row in everybody) == sorted(["已删除", "何大姐"])


def test_addresses_and_answers_go_with_it(watch: Watch, people: People) -> None:
    from gongyue.apps.notifications.models import Contact

    linked(people.li)
    Contact.objects.create(user=people.li)
    Contact.objects.create(user=people.wang)
    ask_erasure(by=people.li, at=AT)
    assert [row.user for row in Contact.objects.all()] == [people.wang]


def test_the_account_is_closed_and_a_new_one_is_a_stranger(erased: Watch, people: People) -> None:
    people.li.refresh_from_db()
    assert (people.li.is_active, people.li.phone, people.li.display_name) == (False, "", "")
    assert not User.objects.filter(phone_hash=keyed_hash("phone", "13900001001")).exists()
    assert Event.objects.filter(type="person.erased").count() == 1
