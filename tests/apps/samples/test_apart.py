"""A sample and reality never meet: each list, search, count and message of those outside."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.notifications.boards.audience import audiences_of
from gongyue.apps.notifications.endpoints import NewEndpoint, endpoint_add
from gongyue.apps.notifications.models import Delivery, Message
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.identity import id_hash_of, normal_id
from gongyue.apps.registry.models import DuplicatePair, Event, FirmPair, Person, QualityIssue
from gongyue.apps.registry.offices import office_over, regulator_of
from gongyue.apps.registry.roles import Kind
from gongyue.apps.registry.selectors.consents import recipients
from gongyue.apps.registry.selectors.engagements import find_other_side
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms, firm_for_office
from gongyue.apps.registry.selectors.logs import LogQuery, acts_everywhere
from gongyue.apps.registry.selectors.organisations import entered, organisations_of
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.selectors.quality import quality_by_firm
from gongyue.apps.registry.services.access import open_organisation, open_person
from gongyue.apps.registry.services.consents import Asked, request_consent
from gongyue.apps.registry.services.imports import import_at_once
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.quality import look_over
from gongyue.apps.registry.services.samples import World
from gongyue.apps.registry.services.searching import PersonQuery, search_people
from gongyue.apps.samples.books import invented
from gongyue.apps.samples.story import VISITOR
from gongyue.apps.tasks.escalation import office_above
from gongyue.apps.tasks.filings.replying import filing_claim
from gongyue.apps.tasks.filings.selectors import offices_for, sums_of_office
from gongyue.apps.tasks.filings.submitting import (
    NewFiling,
    NoticeTo,
    Visitor,
    filing_submit,
    filing_submit_at_counter,
    notice_send,
)
from gongyue.apps.tasks.models import Filing
from gongyue.apps.tasks.selectors import inbox
from gongyue.apps.tasks.services.clock import move_on
from tests.apps.people import DAY, HEADER, LI, People, imported, table
from tests.cast import AT, PLACE

pytestmark = pytest.mark.django_db
INSPECTION = "inspection"


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def test_the_regulator_finds_the_real_firm_alone(people: People, world: World) -> None:
    for query in (FirmQuery(), FirmQuery(words="样例"), FirmQuery(size="micro", sort="newest")):
        page = find_firms(people.zhou, people.bureau.pk, purpose=INSPECTION, query=query)
        assert "样例单位" not in names(page.rows)
    everything = find_firms(people.zhou, people.bureau.pk, purpose=INSPECTION, query=FirmQuery())
    assert everything.total == 2 and set(names(everything.rows)) == {"晨光工厂", "顺风平台"}
    with pytest.raises(NotFound):
        firm_for_office(people.zhou, people.bureau.pk, world.home.pk)
    assert "样例单位" not in names(quality_by_firm(people.zhou, people.bureau.pk))


def test_the_regulator_opens_nothing_of_it(people: People, world: World) -> None:
    person = people_of_organisation(people.chen, world.home.pk).rows[0].person_id
    facts = {"by": people.zhou, "purpose": INSPECTION, "at": AT}
    with pytest.raises(NotFound):
        open_organisation(organisation_id=world.home.pk, **facts)
    with pytest.raises(NotFound):
        open_person(person_id=person, **facts)
    # The sample sees that somebody tried, and not who; the bureau is not written into it.
    assert not Event.objects.filter(organisation=world.home, acting_as=people.bureau).exists()


def test_searches_for_people_pass_it_by(people: People, world: World) -> None:
    one = invented(AT.date())[0]
    for query in (
        PersonQuery(id_number=one.number),
        PersonQuery(name=one.name, firm_id=world.home.pk),
    ):
        found = search_people(
            by=people.zhou, office_id=people.bureau.pk, purpose=INSPECTION, query=query, at=AT
        )
        assert found == []
    assert not Event.objects.filter(type="access.refused", person__isnull=False).exists()


def test_the_office_of_a_sample_finds_nobody_real(people: People, office_world: World) -> None:
    imported(people.chen, people.factory)
    office = office_world.home.pk
    facts = {"by": people.zhou, "office_id": office, "purpose": INSPECTION, "at": AT}
    assert search_people(query=PersonQuery(id_number=LI), **facts) == []
    inside = search_people(query=PersonQuery(id_number=invented(AT.date())[0].number), **facts)
    assert [row.firms for row in inside] == [("样例单位",)]
    person = people_of_organisation(people.chen, people.factory.pk).rows[0].person_id
    asked = Asked(purpose="benefits", kinds=("pay.recorded",), days=30, words="")
    with pytest.raises((Refused, NotFound)):
        request_consent(
            by=people.zhou, organisation_id=office, person_id=person, asked=asked, at=AT
        )


def test_the_same_digits_are_another_person(people: People, world: World) -> None:
    """A learner tries a real table out: whoever is in it stays who they are."""
    rows = [("李师傅", LI, "13900001001", "装配车间", "钳工", "2023-05-04", "4200")]
    content = table(rows, HEADER)
    import_at_once(
        by=people.chen, organisation_id=world.home.pk, content=content, name="试.csv", at=AT
    )
    real = Person.objects.get(id_hash=id_hash_of(normal_id(LI)))
    assert not is_sample(real.pk)
    inside = people_of_organisation(people.chen, world.home.pk, search=LI).rows
    assert len(inside) == 1 and is_sample(inside[0].person_id)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert real.links.filter(user=people.li).exists()
    query = PersonQuery(phone="13900001001")
    found = search_people(
        by=people.zhou, office_id=people.bureau.pk, purpose=INSPECTION, query=query, at=AT
    )
    assert [row.firms for row in found] == [("晨光工厂",)]


def test_linkage_and_quality_of_the_city_leave_it_out(
    people: People, world: World, office_world: World
) -> None:
    before = look_over(organisation_id=None, at=AT)
    assert before.people == 2 and before.employments == 2
    assert not QualityIssue.objects.filter(organisation=world.home).exists()
    assert not any(
        is_sample(pair.left_id) or is_sample(pair.right_id) for pair in DuplicatePair.objects.all()
    )
    assert not FirmPair.objects.exists()  # two firms called 样例单位 are no pair
    assert look_over(organisation_id=world.home.pk, at=AT).people == 6  # its own look works


def test_no_list_of_organisations_shows_it(people: People, world: World) -> None:
    assert not [row for row in offices_for(PLACE) if "样例" in row.name]
    assert recipients("样例") == []
    assert not [row for row in entered(people.operator) if "样例" in row.name]
    assert find_other_side(people.chen, people.factory.pk, "样例服务机构") is None
    for place in ("大队", "单位"):
        assert not [row for row in recipients(place) if "样例" in row.name]


def test_the_operators_log_leaves_it_out(people: People, world: World) -> None:
    rows = acts_everywhere(people.operator, LogQuery(), per_page=500).rows
    assert rows and not [row for row in rows if "样例单位" in (row.about, row.name_of)]


def test_offices_above_and_below_stay_in_one_world(people: People, world: World) -> None:
    assert regulator_of(people.factory) == people.bureau
    assert regulator_of(world.home) == world.inside[Kind.REGULATOR]
    assert office_over(world.inside[Kind.REGULATOR]) is None
    assert office_above(world.inside[Kind.MEDIATION]) == world.inside[Kind.REGULATOR]


def test_nothing_is_handed_in_across(people: People, world: World) -> None:
    across = NewFiling(
        kind="opinion.question", office_id=world.inside[Kind.REGULATOR].pk, words="能收到吗"
    )
    with pytest.raises(Refused):
        filing_submit(by=people.sun, new=across, at=AT)
    visitor = Visitor(name="来访人", phone=VISITOR)
    with pytest.raises(NotFound):
        filing_submit_at_counter(by=people.clerk, new=across, visitor=visitor, at=AT)
    out = NewFiling(
        kind="opinion.question", office_id=people.bureau.pk, words="问一下",
        organisation_id=world.home.pk,
    )  # fmt: skip
    with pytest.raises(Refused):
        filing_submit(by=people.chen, new=out, at=AT)
    notice = NoticeTo(
        sender_id=people.bureau.pk, firm="样例单位", kind="notice.reply", words="请回复"
    )
    with pytest.raises(Refused):
        notice_send(by=people.zhou, notice=notice, at=AT)
    assert sums_of_office(people.zhou, people.bureau.pk, on=AT.date()).by_state == {}


def test_nobody_takes_a_filing_of_it_for_their_own(people: People, world: World) -> None:
    from gongyue.apps.accounts.services import register_user

    same_number = register_user(phone=VISITOR, name="同号", at=AT)
    for filing in Filing.objects.filter(office__sample_of=people.factory, filer=None):
        with pytest.raises(Refused):
            filing_claim(by=same_number, number=filing.number, at=AT)


def test_no_message_leaves(people: People, world: World, settings: Any) -> None:
    settings.DEMO = True  # every channel is open then
    move_on(at=AT + 40 * DAY)  # reminders, escalations
    inside = Message.objects.filter(organisation__sample_of=people.factory)
    assert inside.exists()
    assert not Delivery.objects.filter(message__in=inside).exists()
    loose = Message.objects.filter(organisation=None, sent_at__gte=AT)
    assert not [row for row in loose if "样例" in row.url]
    new = NewEndpoint(
        channel="dingtalk",
        label="群",
        address="https://oapi.dingtalk.com/robot/send?access_token=x",
        groups=("work",),
    )
    with pytest.raises(Refused, match="不发到外面"):
        endpoint_add(by=people.chen, organisation_id=world.home.pk, new=new, at=AT)


def test_an_office_of_it_speaks_to_its_own_people_only(people: People, office_world: World) -> None:
    assert audiences_of(office_world.home) == ["own"]


def test_the_stranger_sees_nothing_of_it(people: People, world: World) -> None:
    assert organisations_of(people.sun) == []
    assert inbox(people.sun, on=AT.date()) == []
    with pytest.raises(NotFound):
        people_of_organisation(people.sun, world.home.pk)


def test_two_samples_do_not_meet_either(people: People, world: World, office_world: World) -> None:
    page = find_firms(people.zhou, office_world.home.pk, purpose=INSPECTION, query=FirmQuery())
    assert [row.organisation_id for row in page.rows] == [office_world.inside[Kind.ENTERPRISE].pk]
    with pytest.raises(NotFound):
        open_organisation(by=people.zhou, organisation_id=world.home.pk, purpose=INSPECTION, at=AT)
    assert Person.objects.filter(employments__organisation__name="样例单位").count() == 12
