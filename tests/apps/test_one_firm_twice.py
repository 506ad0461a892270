"""Two registrations of one firm: after a merge its members read both as one, after undoing it no
longer. Every model that points at an organisation has a case or a reason here; a new one fails.
"""

from __future__ import annotations

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.models import (
    Department,
    Event,
    FirmPair,
    Organisation,
)
from gongyue.apps.registry.permissions import live_memberships, require_can
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.registry.selectors.firm_pairs import firm_pair, firm_pairs, firm_sayings
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.quality import look_over
from tests.apps.one_firm import (
    CASES,
    NOT_CASES,
    World,
    make_world,
)
from tests.apps.people import People, grant
from tests.apps.test_sameness_everywhere import links_to
from tests.cast import AT
from tests.replay import replayed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(people: People) -> World:
    return replayed(make_world, people)


def test_every_link_to_an_organisation_has_a_case_or_a_reason() -> None:
    assert not set(CASES) & set(NOT_CASES)
    assert links_to(Organisation) == set(CASES) | set(NOT_CASES)


@pytest.mark.parametrize("link", sorted(CASES))
def test_what_is_of_the_one_is_read_under_the_other(world: World, link: str) -> None:
    make, seen = CASES[link]
    make(world)
    assert not seen(world), "before"
    saying = world.merge()
    assert saying.kept_organisation_id == world.kept.pk
    assert seen(world), "merged"
    world.undo(saying)
    assert not seen(world), "undone"


# ---------------------------------------------------------------- who may, and what follows


def test_members_of_both_may_do_for_both_in_their_own_role(world: World) -> None:
    grant(world.chen, world.kept, world.people.sun, Role.FINANCE)
    saying = world.merge()
    assert require_can(world.chen, Can.MANAGE_MEMBERS, world.other.pk) == world.other
    assert require_can(world.xu, Can.IMPORT_RECORDS, world.kept.pk) == world.kept
    with pytest.raises(NotAllowed):
        require_can(world.people.sun, Can.MANAGE_MEMBERS, world.other.pk)
    assert [row.name for row in organisations_of(world.chen)] == ["晨光工厂"]
    world.undo(saying)
    with pytest.raises(NotFound):
        require_can(world.chen, Can.MANAGE_MEMBERS, world.other.pk)
    assert len(live_memberships(world.xu)) == 1


def test_somebody_chooses_which_one_stays_but_the_one_with_a_code_does(world: World) -> None:
    with pytest.raises(Refused, match="信用代码") as refused:
        world.merge(stays=world.other.pk)
    assert refused.value.field == "stays"
    Organisation.objects.filter(pk=world.kept.pk).update(credit_code=None)
    saying = world.merge(stays=world.other.pk)
    assert saying.kept_organisation_id == world.other.pk


def test_both_firms_are_told_and_told_again_when_it_is_undone(world: World) -> None:
    saying = world.merge()
    told = Message.objects.filter(about=f"registry.sameness:{saying.pk}")
    assert {row.user for row in told} >= {world.chen, world.xu} and told.count() == 3
    world.undo(saying)
    assert told.filter(user=world.xu).count() == 2 == told.filter(user=world.chen).count()
    types = Event.objects.filter(type__startswith="organisation.same_")
    assert set(types.values_list("organisation__name", flat=True)) == {
        "晨光工厂",
        "晨光工厂有限公司",
    }


def test_a_regulator_proposes_within_its_reach_and_the_operator_decides(world: World) -> None:
    people = world.people
    saying = merging.propose_same(by=people.zhou, two=world.two(), at=AT)
    assert saying.state == "proposed" and saying.proposed_for == people.bureau
    for by in (people.zhou, world.chen, world.xu, people.sun):
        with pytest.raises(NotFound):
            merging.confirm_same(by=by, saying_id=saying.pk, at=AT)
    merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)
    for by in (world.chen, world.xu, people.sun, people.zhao):
        with pytest.raises(NotFound):
            merging.propose_same(by=by, two=world.two(), at=AT)
        with pytest.raises(NotFound):
            merging.undo_same(by=by, saying_id=saying.pk, at=AT)


def test_a_regulator_elsewhere_neither_sees_nor_proposes(world: World) -> None:
    Organisation.objects.filter(pk=world.people.bureau.pk).update(place="510104")
    look_over(organisation_id=None, at=AT)
    assert firm_pairs(world.people.zhou, world.people.bureau.pk) == []
    with pytest.raises(NotFound):
        merging.propose_same(by=world.people.zhou, two=world.two(), at=AT)


def test_the_look_over_everybody_finds_the_two(world: World) -> None:
    look_over(organisation_id=None, at=AT)
    row = FirmPair.objects.get()
    operator = world.people.operator
    office = organisations_of(operator)[0].organisation_id
    (pair,) = firm_pairs(operator, office)
    assert {pair.left.name, pair.right.name} == {"晨光工厂", "晨光工厂有限公司"} and pair.why
    whole = firm_pair(operator, office, row.pk)
    assert {label: max(a, b) for label, a, b in whole.holds}["登记的用工"] == 1
    world.merge()
    assert firm_pairs(operator, office) == []
    (said,) = firm_sayings(operator, office)
    assert (said.kept, said.merged) == ("晨光工厂", "晨光工厂有限公司")
    for by in (world.chen, world.people.sun):
        with pytest.raises(NotFound):
            firm_pairs(by, office)


def test_an_office_lists_one_firm_and_finds_it_by_either_name(world: World) -> None:
    asked = {"purpose": "inspection"}
    bureau, zhou = world.people.bureau.pk, world.people.zhou
    world.merge()
    for words in ("晨光", "晨光工厂有限"):
        (row,) = find_firms(zhou, bureau, query=FirmQuery(words=words), **asked).rows
        assert (row.name, row.people) == ("晨光工厂", 2)
    names = [row.name for row in find_firms(zhou, bureau, query=FirmQuery(), **asked).rows]
    assert "晨光工厂有限公司" not in names
    assert Department.objects.count() == 2
