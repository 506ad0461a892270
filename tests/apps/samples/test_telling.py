"""What a sample holds, who may make one, and who is let in."""

from __future__ import annotations

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.selectors import checkup_page, checkups_of
from gongyue.apps.documents.keys import facts_of
from gongyue.apps.documents.models import Paper
from gongyue.apps.documents.selectors.checking import check_paper
from gongyue.apps.registry.models import Employment, Membership, Person, PersonLink
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.registry.services.samples import World
from gongyue.apps.samples.selectors import sample_of
from gongyue.apps.samples.services import sample_make
from gongyue.apps.tasks.models import Filing
from gongyue.apps.tasks.selectors import inbox
from tests.apps.people import People, grant
from tests.apps.samples.conftest import SITE
from tests.cast import AT

pytestmark = pytest.mark.django_db


def test_a_firm_finds_people_findings_tasks_and_papers(people: People, world: World) -> None:
    firm = world.home.pk
    assert people_of_organisation(people.chen, firm).total == 6
    latest = checkups_of(people.chen, firm)[0]
    codes = {row.code for row in checkup_page(people.chen, latest.checkup_id).findings}
    assert len(codes) >= 5
    tasks = inbox(people.chen, on=AT.date(), organisation_id=firm)
    assert len(tasks) >= 3  # two findings and a letter to answer
    paper = Paper.objects.get(organisation=firm)
    answer = check_paper(number=paper.number, code=facts_of(paper)["code"])
    assert answer is not None and answer.is_sample


def test_an_office_sees_the_firm_of_its_sample_and_what_came_in(
    people: People, office_world: World
) -> None:
    office = office_world.home.pk
    query = FirmQuery()
    page = find_firms(people.zhou, office, purpose="inspection", query=query)
    assert [row.name for row in page.rows] == ["样例单位"]
    assert Filing.objects.filter(office=office).count() == 3
    assert inbox(people.zhou, on=AT.date(), organisation_id=office)


def test_members_have_the_roles_they_have_in_reality_and_no_longer(
    people: People, world: World
) -> None:
    inside = Membership.objects.filter(organisation=world.home, ended_at=None)
    assert {(row.user, row.role) for row in inside} == {
        (people.chen, Role.OWNER),
        (people.hr, Role.HR),
        (people.finance, Role.FINANCE),
    }
    grant(people.chen, people.factory, people.wang, Role.HR)
    assert world.home.name in [place.name for place in organisations_of(people.wang)]
    row = Membership.objects.get(organisation=people.factory, user=people.wang)
    end_role(by=people.chen, membership_id=row.pk, at=AT)
    assert world.home.name not in [place.name for place in organisations_of(people.wang)]


def test_whoever_told_it_is_nobody_there_afterwards(people: People, office_world: World) -> None:
    everywhere = Membership.objects.filter(organisation__sample_of=people.bureau)
    assert people.operator not in [row.user for row in everywhere]


def test_who_may_make_one(people: People) -> None:
    for user in (people.sun, people.zhou, people.li, people.operator):
        with pytest.raises(NotFound):
            sample_make(by=user, organisation_id=people.factory.pk, site=SITE, at=AT)
    with pytest.raises(NotAllowed):
        sample_make(by=people.finance, organisation_id=people.factory.pk, site=SITE, at=AT)
    with pytest.raises(NotAllowed):  # an inspector is not the owner of the office
        sample_make(by=people.zhou, organisation_id=people.bureau.pk, site=SITE, at=AT)
    assert sample_make(by=people.hr, organisation_id=people.factory.pk, site=SITE, at=AT)


def test_one_at_a_time_and_none_of_a_sample(people: People, world: World) -> None:
    with pytest.raises(Refused, match="已经有样例"):
        sample_make(by=people.chen, organisation_id=people.factory.pk, site=SITE, at=AT)
    with pytest.raises(Refused):
        sample_make(by=people.chen, organisation_id=world.home.pk, site=SITE, at=AT)
    seen = sample_of(people.chen, world.home.pk)
    assert (seen.organisation, seen.home) == ("晨光工厂", "样例单位")


@pytest.mark.parametrize("kind", [Kind.MEDIATION, Kind.REGULATOR])
def test_every_kind_of_desk_has_something_to_do(people: People, kind: str) -> None:
    root = people.committee if kind == Kind.MEDIATION else people.bureau
    made = sample_make(by=people.operator, organisation_id=root.pk, site=SITE, at=AT)
    learner: User = people.zhao if kind == Kind.MEDIATION else people.zhou
    assert inbox(learner, on=AT.date(), organisation_id=made.home.pk)


def test_its_people_have_no_account_and_numbers_nobody_has(people: People, world: World) -> None:
    staff = Person.objects.filter(employments__organisation=world.home)
    assert staff.count() == 6
    assert not PersonLink.objects.filter(person__in=staff).exists()
    assert set(Employment.objects.filter(organisation=world.home).values_list("phone_hash")) == {
        ("",)
    }
