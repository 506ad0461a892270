"""Organisations, roles and delegation."""

from __future__ import annotations

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Membership, Organisation
from gongyue.apps.registry.permissions import covers, live_memberships, reach_prefix
from gongyue.apps.registry.roles import PERMISSIONS, ROLES_OF_KIND, Can, Kind, Role
from gongyue.apps.registry.selectors.organisations import (
    entered,
    members_of,
    organisation_of,
    organisations_of,
)
from gongyue.apps.registry.services.entering import enter_organisation
from gongyue.apps.registry.services.organisations import (
    create_first_administrator,
    end_role,
    grant_role,
    register_organisation,
)
from tests.apps.people import DAY, People, firm, grant
from tests.cast import AT, PASSWORD, PLACE, credit_code

pytestmark = pytest.mark.django_db


def test_there_is_one_first_administrator(people: People) -> None:
    with pytest.raises(Refused):
        create_first_administrator(
            phone="13900008888",
            name="乙",
            password=PASSWORD,
            operator_name="另一个",
            place=PLACE,
            at=AT,
        )


def test_whoever_registers_a_firm_owns_it(people: People) -> None:
    found = organisations_of(people.chen)
    assert [(row.name, row.roles) for row in found] == [("晨光工厂", ("owner",))]
    assert Event.objects.filter(type="organisation.registered", actor=people.chen).exists()


def test_only_the_operator_registers_offices(people: People) -> None:
    for user in (people.chen, people.zhou):
        with pytest.raises(NotAllowed):
            _office(user)
    with pytest.raises(NotFound):
        _office(people.sun)
    assert _office(people.operator).kind == Kind.REGULATOR


def test_an_office_enters_with_somebody_who_answers_for_it(people: People) -> None:
    made = _entered(people.operator)
    (owner,) = members_of(people.operator, made.pk)
    assert (owner.name, owner.role) == ("秦主任", Role.OWNER)
    assert "望城区调解中心" in {row.name for row in entered(people.operator)}
    assert {row.kind_label for row in entered(people.operator)}.isdisjoint(
        {Kind.ENTERPRISE.label, Kind.PLATFORM.label, Kind.OPERATOR.label}
    )


def test_nobody_else_enters_or_lists_offices(people: People) -> None:
    for user, refusal in (
        (people.chen, NotAllowed),
        (people.zhou, NotAllowed),
        (people.sun, NotFound),
    ):
        with pytest.raises(refusal):
            _entered(user)
        with pytest.raises(refusal):
            entered(user)


def test_an_office_whose_owner_has_no_number_is_not_half_entered(people: People) -> None:
    before = Organisation.objects.count()
    with pytest.raises(Refused):
        _entered(people.operator, phone="123")
    assert Organisation.objects.count() == before


def _entered(by: object, phone: str = "13900007777") -> Organisation:
    return enter_organisation(
        by=by, name="望城区调解中心", kind=Kind.MEDIATION, credit_code="", place=PLACE,
        owner="秦主任", phone=phone, at=AT,
    )  # fmt: skip


def _office(by: object) -> Organisation:
    return register_organisation(
        by=by, name="假监察", kind=Kind.REGULATOR, credit_code="", place=PLACE, at=AT
    )


def test_a_credit_code_belongs_to_one_firm(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        firm(people.sun, "冒名工厂", "91430102MA4L1ABC5")
    assert refusal.value.field == "credit_code"
    assert organisations_of(people.sun) == []


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("place", "43010"), ("credit_code", "91430102MA4L1ABC59")]
)
def test_a_firm_is_registered_whole_or_not_at_all(people: People, field: str, value: str) -> None:
    facts = {"name": "新厂", "place": PLACE, "credit_code": credit_code("91430102MA4L1QQQ7")}
    before = Organisation.objects.count()
    with pytest.raises(Refused) as refusal:
        register_organisation(by=people.li, kind=Kind.ENTERPRISE, at=AT, **{**facts, field: value})
    assert refusal.value.field == field
    assert Organisation.objects.count() == before


def test_roles_are_given_by_the_owner_only(people: People) -> None:
    for user, error in ((people.hr, NotAllowed), (people.zhou, NotFound), (people.sun, NotFound)):
        with pytest.raises(error):
            grant(user, people.factory, people.sun, Role.HR)
    grant(people.chen, people.factory, people.sun, Role.HR)
    assert Can.IMPORT_RECORDS in organisation_of(people.sun, people.factory.pk).rights


def test_a_firm_has_no_inspectors(people: People) -> None:
    with pytest.raises(Refused):
        grant(people.chen, people.factory, people.sun, Role.INSPECTOR)


def test_a_role_is_given_once(people: People) -> None:
    with pytest.raises(Refused):
        grant(people.chen, people.factory, people.hr, Role.HR)


def test_a_role_taken_back_is_gone_at_once_and_stays_in_the_stream(people: People) -> None:
    membership = Membership.objects.get(user=people.hr)
    end_role(by=people.chen, membership_id=membership.pk, at=AT + DAY)
    assert live_memberships(people.hr) == []
    types = Event.objects.filter(organisation=people.factory).values_list("type", flat=True)
    assert "membership.ended" in set(types)
    with pytest.raises(NotFound):
        end_role(by=people.chen, membership_id=membership.pk, at=AT + DAY)


def test_the_last_owner_stays(people: People) -> None:
    membership = Membership.objects.get(user=people.chen)
    with pytest.raises(Refused):
        end_role(by=people.chen, membership_id=membership.pk, at=AT)
    grant(people.chen, people.factory, people.hr, Role.OWNER)
    end_role(by=people.chen, membership_id=membership.pk, at=AT)
    assert organisations_of(people.chen) == []


def test_a_closed_account_has_no_roles(people: People) -> None:
    people.hr.is_active = False
    assert live_memberships(people.hr) == []


def test_members_are_seen_by_members_and_the_operator(people: People) -> None:
    names = [row.name for row in members_of(people.hr, people.factory.pk)]
    assert names == ["陈经理", "钱人事", "吴财务"]
    assert len(members_of(people.operator, people.factory.pk)) == 3
    for user in (people.sun, people.wang, people.zhou):
        with pytest.raises(NotFound):
            members_of(user, people.factory.pk)


def test_every_kind_has_its_roles_and_no_role_lacks_a_row() -> None:
    assert set(ROLES_OF_KIND) == set(PERMISSIONS) == set(Kind)
    for kind, roles in ROLES_OF_KIND.items():
        assert set(PERMISSIONS[kind]) == set(roles)


@pytest.mark.parametrize(
    ("reach", "place", "yes"),
    [
        ("430100", "430102", True),
        ("430000", "431300", True),
        ("430102", "430102", True),
        ("430102", "430103", False),
        ("430100", "430200", False),
        ("999900", "999900", True),
        ("100000", "430102", False),
    ],
)
def test_an_office_reaches_the_places_inside_its_own(reach: str, place: str, yes: bool) -> None:
    assert covers(reach, place) is yes


def test_the_country_reaches_everywhere() -> None:
    assert reach_prefix("000000") == ""


def test_organisations_take_one_query(people: People, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        organisations_of(people.chen)


def test_a_granted_role_shows_who_granted_it(people: People) -> None:
    assert (
        grant_role(
            by=people.chen, organisation_id=people.factory.pk, user=people.sun, role=Role.HR, at=AT
        ).granted_by
        == people.chen
    )
