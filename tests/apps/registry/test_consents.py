"""Consent: nothing is read without, only what was agreed, and it ends at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.card_codes import code_of
from gongyue.apps.registry.consenting import MOVES, ConsentState
from gongyue.apps.registry.models import Consent, Event, Organisation, Person, PersonKey
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.consents import (
    consent_of_myself,
    consented_people,
    consented_records,
    consents_of_myself,
    consents_of_organisation,
    recipients,
)
from gongyue.apps.registry.services.cards import my_card, verify_card
from gongyue.apps.registry.services.consents import (
    Asked,
    cancel_request,
    decline_consent,
    give_consent,
    offer_consent,
    open_by_consent,
    request_consent,
    withdraw_consent,
)
from gongyue.apps.registry.services.erasure import request_erasure
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.tasks.models import Task
from tests.apps.people import LI, PAY_HEADER, People, grant, imported, linked, office
from tests.cast import AT

pytestmark = pytest.mark.django_db
ON = AT.date()
DAY = timedelta(days=1)
ASKED = Asked(purpose="services", kinds=("employment.recorded",), days=7, words="办理参保")


@pytest.fixture
def li(people: People) -> Person:
    imported(people.chen, people.factory)
    pay = [("李师傅", LI, "2026-01", "4800", "4300")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    linked(people.li)
    return Person.objects.get(links__user=people.li)


@pytest.fixture
def agency(people: People) -> Organisation:
    """孙外人 works at an agency in these tests."""
    made = office(people.operator, "星城人力服务", Kind.PROVIDER)
    grant(people.operator, made, people.sun, Role.AGENT)
    return made


def shown(people: People, agency: Organisation, at: Any = AT) -> UUID:
    code = code_of(my_card(by=people.li, at=at).handle, at)
    return verify_card(by=people.sun, organisation_id=agency.pk, code=code, at=at).person_id


def asked(people: People, agency: Organisation, what: Asked = ASKED, at: Any = AT) -> Consent:
    person_id = shown(people, agency, at)
    return request_consent(
        by=people.sun, organisation_id=agency.pk, person_id=person_id, asked=what, at=at
    )


def read(people: People, row: Consent, at: Any = AT) -> Any:
    open_by_consent(by=people.sun, consent_id=row.pk, at=at)
    return consented_records(people.sun, row.pk, on=at.date())


def test_asked_given_read_and_withdrawn(people: People, li: Person, agency: Organisation) -> None:
    row = asked(people, agency)
    with pytest.raises(Refused):
        read(people, row)
    mine = consents_of_myself(people.li, on=ON)[0]
    assert (mine.awaits, mine.words, mine.organisation) == (True, "办理参保", "星城人力服务")
    assert "用工登记" in mine.text and "2026年3月8日" in mine.text
    give_consent(by=people.li, consent_id=row.pk, at=AT)
    found = read(people, row)
    assert {r.type for r in found.records} == {"employment.recorded"}
    assert LI not in repr(found) and found.consent.who == "李**"
    withdraw_consent(by=people.li, consent_id=row.pk, at=AT)
    with pytest.raises(Refused, match="撤回"):
        read(people, row)
    with pytest.raises(NotFound):
        consented_records(people.sun, row.pk, on=ON)
    reads = [a for a in accesses_to_myself(people.li) if a.purpose == "受托办理人事社保事务"]
    assert [a.refused for a in reads] == [True, False, True]
    assert reads[1].parts == ("用工登记",)


def test_it_ends_with_its_last_day(people: People, li: Person, agency: Organisation) -> None:
    row = asked(people, agency)
    give_consent(by=people.li, consent_id=row.pk, at=AT)
    assert read(people, row, AT + 6 * DAY).records
    with pytest.raises(Refused):
        read(people, row, AT + 7 * DAY)
    late = consent_of_myself(people.li, row.pk, on=ON + 7 * DAY)
    assert (late.state_label, late.runs) == ("已到期", False)


def test_a_request_nobody_answers_lapses(people: People, li: Person, agency: Organisation) -> None:
    row = asked(people, agency)
    task = Task.objects.get(about=f"registry.consent:{row.pk}")
    assert (task.person, task.due_on) == (li, ON + 30 * DAY)
    with pytest.raises(Refused, match="失效"):
        give_consent(by=people.li, consent_id=row.pk, at=AT + 31 * DAY)
    give_consent(by=people.li, consent_id=row.pk, at=AT + 30 * DAY)
    task.refresh_from_db()
    assert task.state == "done"


def test_the_person_may_agree_to_less(people: People, li: Person, agency: Organisation) -> None:
    both = Asked(purpose="services", kinds=("employment.recorded", "pay.recorded"), days=7)
    row = asked(people, agency, both)
    with pytest.raises(Refused):
        give_consent(by=people.li, consent_id=row.pk, at=AT, kinds=["other.recorded"])
    give_consent(by=people.li, consent_id=row.pk, at=AT, kinds=["pay.recorded"])
    assert {r.type for r in read(people, row).records} == {"pay.recorded"}


def test_declining_and_cancelling_end_it(people: People, li: Person, agency: Organisation) -> None:
    row = asked(people, agency)
    decline_consent(by=people.li, consent_id=row.pk, at=AT)
    with pytest.raises(Refused):
        give_consent(by=people.li, consent_id=row.pk, at=AT)
    again = asked(people, agency)
    with pytest.raises(Refused, match="正在等"):
        asked(people, agency)
    cancel_request(by=people.sun, consent_id=again.pk, at=AT)
    with pytest.raises(Refused):
        give_consent(by=people.li, consent_id=again.pk, at=AT)
    with pytest.raises(NotFound):
        cancel_request(by=people.zhao, consent_id=again.pk, at=AT)


def test_nobody_asks_about_somebody_they_have_not_met(
    people: People, li: Person, agency: Organisation
) -> None:
    facts = {"by": people.sun, "organisation_id": agency.pk, "asked": ASKED}
    with pytest.raises(NotFound):
        request_consent(person_id=li.pk, at=AT, **facts)
    shown(people, agency)
    with pytest.raises(NotFound):
        request_consent(person_id=li.pk, at=AT + timedelta(minutes=16), **facts)
    with pytest.raises(NotFound):
        request_consent(person_id=agency.pk, at=AT, **facts)
    own = {"by": people.hr, "organisation_id": people.factory.pk, "person_id": li.pk, "at": AT}
    hiring = Asked(purpose="hiring", kinds=("pay.recorded",), days=1)
    assert request_consent(asked=hiring, **own)


def test_strangers_to_a_consent_see_nothing_of_it(
    people: People, li: Person, agency: Organisation
) -> None:
    row = asked(people, agency)
    give_consent(by=people.li, consent_id=row.pk, at=AT)
    for user in (people.chen, people.zhao, people.wang, people.zhou):
        with pytest.raises(NotFound):
            open_by_consent(by=user, consent_id=row.pk, at=AT)
        with pytest.raises(NotFound):
            consented_records(user, row.pk, on=ON)
        with pytest.raises(NotFound):
            consents_of_organisation(user, agency.pk, on=ON)
        with pytest.raises(NotFound):
            consent_of_myself(user, row.pk, on=ON)
        with pytest.raises((NotFound, Refused)):
            withdraw_consent(by=user, consent_id=row.pk, at=AT)
    with pytest.raises(NotAllowed):
        consents_of_organisation(people.finance, people.factory.pk, on=ON)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": "hiring"}, ""),
        ({"purpose": "inspection"}, "purpose"),
        ({"purpose": ""}, "purpose"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("access.opened",)}, "kinds"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"words": "长" * 201}, "words"),
    ],
)
def test_the_lists_are_closed(
    people: People, li: Person, agency: Organisation, changes: dict[str, Any], field: str
) -> None:
    facts = {"purpose": "services", "kinds": ("pay.recorded",), "days": 7} | changes
    if not field:
        assert asked(people, agency, Asked(**facts))
        return
    with pytest.raises(Refused) as refusal:
        asked(people, agency, Asked(**facts))
    assert refusal.value.field == field


def test_the_portable_record_is_given_unasked(
    people: People, li: Person, agency: Organisation
) -> None:
    found = recipients("星城")
    assert [each.name for each in found] == ["星城人力服务"]
    assert recipients("星") == []
    row = offer_consent(by=people.li, organisation_id=agency.pk, asked=ASKED, at=AT)
    assert read(people, row).records
    given = Event.objects.select_related("person__key").get(type="consent.given")
    assert payload_of(given)["text"].startswith("我同意星城人力服务")
    with pytest.raises(Refused):
        offer_consent(by=people.sun, organisation_id=agency.pk, asked=ASKED, at=AT)


def test_use_at_large_is_counted_by_purpose_and_kind(
    people: People, li: Person, agency: Organisation
) -> None:
    product = Asked(purpose="data_product", kinds=("pay.recorded",), days=30)
    offer_consent(by=people.li, organisation_id=agency.pk, asked=product, at=AT)
    wanted = {"purpose": "data_product", "on": ON}
    assert consented_people(agency.pk, kinds=["pay.recorded"], **wanted) == {li.pk}
    assert consented_people(agency.pk, kinds=["leave.recorded"], **wanted) == set()
    assert consented_people(agency.pk, kinds=["pay.recorded"], purpose="services", on=ON) == set()
    later = {"purpose": "data_product", "on": ON + 31 * DAY}
    assert consented_people(agency.pk, kinds=["pay.recorded"], **later) == set()


def test_restriction_and_erasure_stop_it(people: People, li: Person, agency: Organisation) -> None:
    row = asked(people, agency)
    give_consent(by=people.li, consent_id=row.pk, at=AT)
    request_erasure(by=people.li, person_id=li.pk, retain_until=ON + 3 * DAY, at=AT)
    with pytest.raises(Refused):
        read(people, row)
    request_erasure(by=people.li, person_id=li.pk, retain_until=ON, at=AT + 4 * DAY)
    with pytest.raises(NotFound):
        read(people, row)
    assert PersonKey.objects.get(person=li).wrapped is None
    seen = consents_of_organisation(people.sun, agency.pk, on=ON)[0]
    assert (seen.who, seen.words) == ("已删除的人", "")


def test_every_state_is_in_the_table() -> None:
    assert set(MOVES) == set(ConsentState)
