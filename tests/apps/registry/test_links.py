"""Whose hand: a person is bound by what they enter or show, never by a firm's data."""

from __future__ import annotations

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused, TooSoon
from gongyue.apps.registry.models import Event, Person, PersonLink
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.selectors.people import myself, people_of_organisation
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.links import (
    GO_TO_A_COUNTER,
    link_at_counter,
    link_myself,
    unlink_myself,
)
from tests.apps.people import DAY, HE, LI, ROSTER, WANG, People, grant, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db


def link(user: object, name: str = "李师傅", number: str = LI, at: object = AT) -> PersonLink:
    return link_myself(by=user, name=name, id_number=number, at=at)  # type: ignore[arg-type]


def test_an_import_binds_nobody_though_the_phone_agrees(people: People) -> None:
    imported(people.chen, people.factory)
    assert myself(people.li) is None
    assert records_of_myself(people.li) == []


def test_a_worker_binds_themself_and_sees_their_own_records_only(people: People) -> None:
    imported(people.chen, people.factory)
    found = link(people.li)
    assert (found.proof, found.phone_differs, found.phone_is_a_firms) == (
        "self_entered",
        False,
        False,
    )
    records = records_of_myself(people.li)
    assert [(r.label, r.organisation, r.reading) for r in records] == [
        ("用工登记", "晨光工厂", "declared")
    ]
    assert ("月工资" in dict(records[0].lines)) or ("约定月工资" in dict(records[0].lines))
    me = myself(people.li)
    assert me is not None
    assert (me.name, me.employers, me.flagged) == ("李师傅", ("晨光工厂",), False)
    assert LI not in me.id_number_masked
    people_page = people_of_organisation(people.chen, people.factory.pk, search="李师傅")
    assert people_page.rows[0].is_linked


def test_a_worker_nobody_knows_yet_becomes_a_person(people: People) -> None:
    link(people.wang, "王骑手", WANG)
    assert Person.objects.count() == 1
    imported(people.chen, people.factory, [("王骑手", WANG, *ROSTER[0][2:])])
    assert Person.objects.count() == 1
    assert len(records_of_myself(people.wang)) == 1


def test_spaces_in_a_name_do_not_matter_but_another_name_does(people: People) -> None:
    imported(people.chen, people.factory)
    with pytest.raises(Refused, match=GO_TO_A_COUNTER[:6]):
        link(people.li, "李师父")
    assert link(people.li, " 李 师傅")


def test_another_account_cannot_take_a_bound_person_and_hears_nothing_of_it(
    people: People,
) -> None:
    imported(people.chen, people.factory)
    link(people.li)
    said = set()
    for name, number in (("李师傅", LI), ("孙外人", HE)):
        with pytest.raises(Refused) as refusal:
            link(people.sun, name, number)
        said.add(refusal.value.message_zh)
    assert said == {GO_TO_A_COUNTER}
    assert records_of_myself(people.sun) == []


def test_five_tries_a_day(people: People) -> None:
    imported(people.chen, people.factory)
    for _ in range(5):
        with pytest.raises(Refused):
            link(people.sun, "孙外人")
    with pytest.raises(TooSoon):
        link(people.sun)
    assert Event.objects.filter(type="link.tried", actor=people.sun).count() == 5
    assert link(people.sun, at=AT + DAY + DAY)


@pytest.mark.parametrize("number", ["", "123", LI[:-1] + "A", LI[:6] + "20990101" + LI[14:]])
def test_a_number_that_cannot_be_right_is_refused_with_the_part(
    people: People, number: str
) -> None:
    with pytest.raises(Refused) as refusal:
        link(people.li, number=number)
    assert refusal.value.field == "id_number"
    assert not Event.objects.filter(type="link.tried").exists()


def test_an_account_speaks_for_one_person(people: People) -> None:
    link(people.li)
    with pytest.raises(Refused):
        link(people.li, "何大姐", HE)


def test_a_phone_that_belongs_to_the_firm_is_flagged(people: People) -> None:
    imported(people.chen, people.factory)
    found = link(people.chen)
    assert (found.phone_is_a_firms, found.phone_differs) == (True, True)
    me = myself(people.chen)
    assert me is not None
    assert me.flagged


def test_a_clerk_binds_at_the_counter_and_moves_a_stolen_link(people: People) -> None:
    imported(people.chen, people.factory)
    stolen = link(people.sun)
    found = link_at_counter(by=people.clerk, user=people.li, name="李师傅", id_number=LI, at=AT)
    assert (found.proof, found.proven_by) == ("counter", people.clerk)
    stolen.refresh_from_db()
    assert stolen.ended_at is not None
    assert records_of_myself(people.sun) == []
    assert len(records_of_myself(people.li)) == 1


def test_nobody_but_a_clerk_binds_others(people: People) -> None:
    for user, error in (
        (people.sun, NotFound),
        (people.chen, NotAllowed),
        (people.zhou, NotAllowed),
        (people.zhao, NotAllowed),
    ):
        with pytest.raises(error):
            link_at_counter(by=user, user=people.li, name="李师傅", id_number=LI, at=AT)


def test_a_link_is_ended_by_its_owner_and_can_be_made_again(people: People) -> None:
    link(people.li)
    unlink_myself(by=people.li, at=AT)
    assert myself(people.li) is None
    unlink_myself(by=people.li, at=AT)
    assert link(people.li)
    types = list(
        Event.objects.filter(person__isnull=False).order_by("pk").values_list("type", flat=True)
    )
    assert types == ["person.registered", "person.linked", "person.unlinked", "person.linked"]


def test_a_colleague_in_the_office_is_no_flag_for_another_firm(people: People) -> None:
    grant(people.chen, people.factory, people.li, Role.HR)
    imported(people.wang, people.platform, ROSTER[:1])
    assert link(people.li).phone_is_a_firms is False
