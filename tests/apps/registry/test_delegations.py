"""代办: both sides agree, for stated acts and days; the acts show whose hand it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.services import register_user
from gongyue.apps.registry.delegating import (
    ACTS_OF_REASON,
    MOST_RELATIVES,
    MOVES,
    NEVER,
    Act,
    DelegationState,
)
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.selectors.delegations import (
    delegation_of,
    delegations_of,
    done_for_me,
    running_for,
)
from gongyue.apps.registry.services.delegations import (
    Offer,
    accept_delegation,
    decline_delegation,
    offer_delegation,
    require_delegated,
    revoke_delegation,
)
from gongyue.apps.registry.services.links import link_myself
from tests.apps.people import DAY, People, let, linked
from tests.cast import AT, identity_number

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 3, 2), date(2026, 3, 31))


def offer(people: People, **changes: Any) -> Offer:
    plain = Offer(
        phone=people.wang.phone,
        name="王骑手",
        reason="family",
        relation="sibling",
        acts=("take_stance",),
        first_on=DAYS[0],
        last_on=DAYS[1],
    )
    return replace(plain, **changes)


def asked(people: People, **changes: Any) -> Any:
    linked(people.li)
    return offer_delegation(by=people.li, offer=offer(people, **changes), at=AT)


def test_it_is_dated_and_for_stated_acts(people: People) -> None:
    given = let(people.li, people.wang, "take_stance", days=DAYS)
    require = {"by": people.wang, "grantor": people.li, "act": "take_stance"}
    for day in DAYS:
        assert require_delegated(**require, on=day) == given
    for day in (DAYS[0] - DAY, DAYS[1] + DAY):
        with pytest.raises(NotFound):
            require_delegated(**require, on=day)
    for change in ({"act": "read_records"}, {"by": people.sun}, {"grantor": people.wang}):
        with pytest.raises(NotFound):
            require_delegated(**{**require, **change}, on=DAYS[0])


def test_nothing_runs_before_the_other_side_accepted(people: People) -> None:
    linked(people.wang)
    row = asked(people)
    with pytest.raises(NotFound):
        running_for(people.wang, row.pk, on=DAYS[0])
    seen = delegation_of(people.wang, row.pk, on=DAYS[0])
    assert (seen.awaits_me, seen.runs, seen.other) == (True, False, "李**")
    mine = delegation_of(people.li, row.pk, on=DAYS[0])
    assert (mine.awaits_me, mine.other) == (False, "139****1002")
    accept_delegation(by=people.wang, delegation_id=row.pk, at=AT)
    assert running_for(people.wang, row.pk, on=DAYS[0]).name == "李师傅"
    assert delegation_of(people.li, row.pk, on=DAYS[0]).other == "王骑手"


def test_whoever_has_the_phone_but_another_name_cannot_accept(people: People) -> None:
    row = asked(people)
    with pytest.raises(Refused):  # bound to nobody
        accept_delegation(by=people.wang, delegation_id=row.pk, at=AT)
    link_myself(by=people.wang, name="张三", id_number=identity_number(sequence=778), at=AT)
    with pytest.raises(Refused, match="姓名"):
        accept_delegation(by=people.wang, delegation_id=row.pk, at=AT)
    with pytest.raises(NotFound):
        accept_delegation(by=people.sun, delegation_id=row.pk, at=AT)


def test_an_unknown_number_gets_the_same_answer(people: People) -> None:
    row = asked(people, phone="13911112222", name="谁")
    assert row.state == "offered"


def test_a_number_copied_from_a_phone_book_is_the_same_delegate(people: People) -> None:
    row = asked(people, phone=f"\u202d+86 {people.wang.phone}\u202c")
    assert row.delegate == people.wang


def test_either_side_ends_it_at_once_and_nobody_else(people: People) -> None:
    given = let(people.li, people.wang, "take_stance", days=DAYS)
    for user in (people.sun, people.clerk, people.operator):
        with pytest.raises(NotFound):
            revoke_delegation(by=user, delegation_id=given.pk, at=AT)
        with pytest.raises(NotFound):
            delegation_of(user, given.pk, on=DAYS[0])
    revoke_delegation(by=people.wang, delegation_id=given.pk, at=AT)
    assert not [row for row in delegations_of(people.li, on=DAYS[0]) if row.runs]
    with pytest.raises(NotFound):
        require_delegated(by=people.wang, grantor=people.li, act="take_stance", on=DAYS[0])
    with pytest.raises(Refused):
        revoke_delegation(by=people.li, delegation_id=given.pk, at=AT)


def test_a_declined_one_is_over(people: People) -> None:
    row = asked(people)
    decline_delegation(by=people.wang, delegation_id=row.pk, at=AT)
    linked(people.wang)
    with pytest.raises(Refused):
        accept_delegation(by=people.wang, delegation_id=row.pk, at=AT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_on": date(2026, 3, 1)}, "last_on"),
        ({"first_on": date(2025, 1, 1), "last_on": date(2025, 2, 1)}, "last_on"),
        ({"last_on": date(2027, 3, 3)}, "last_on"),
        ({"reason": "colleague", "relation": "colleague", "last_on": date(2026, 4, 2)}, "last_on"),
        ({"acts": ()}, "acts"),
        ({"acts": ("sign_contract",)}, "acts"),
        ({"acts": ("link",)}, "acts"),
        ({"reason": "colleague", "relation": "colleague", "acts": ("export",)}, "acts"),
        ({"reason": "whim"}, "reason"),
        ({"reason": "counter"}, "reason"),
        ({"relation": "colleague"}, "relation"),
        ({"name": " "}, "name"),
        ({"phone": "123"}, "phone"),
        ({"phone": "13900001001"}, "phone"),
    ],
)
def test_one_without_sense_is_refused_naming_the_field(
    people: People, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        asked(people, **changes)
    assert refusal.value.field == field


def test_nobody_bound_to_nobody_delegates(people: People) -> None:
    with pytest.raises(Refused, match="绑定"):
        offer_delegation(by=people.li, offer=offer(people), at=AT)


def test_at_most_eight_relatives_and_one_each(people: People) -> None:
    linked(people.li)
    for number in range(MOST_RELATIVES):
        asked(people, phone=f"1391111000{number}", name=f"亲戚{number}")
    with pytest.raises(Refused, match="8 位"):
        asked(people)
    rows = delegations_of(people.li, on=DAYS[0])
    revoke_delegation(by=people.li, delegation_id=rows[0].delegation_id, at=AT)
    asked(people)
    with pytest.raises(Refused, match="已经委托过"):
        asked(people)


def test_children_neither_give_nor_hold(people: People) -> None:
    child = register_user(phone="13933330001", name="小孩", at=AT)
    link_myself(by=child, name="小孩", id_number=identity_number(born="20120501"), at=AT)
    with pytest.raises(Refused, match="监护人"):
        offer_delegation(by=child, offer=offer(people), at=AT)
    row = asked(people, phone=child.phone, name="小孩", relation="child")
    with pytest.raises(Refused, match="十八"):
        accept_delegation(by=child, delegation_id=row.pk, at=AT)


def test_there_are_no_chains(people: People) -> None:
    """王骑手 may act for 李师傅, 孙外人 for 王骑手: 孙外人 is nothing to 李师傅."""
    let(people.li, people.wang, "take_stance", days=DAYS)
    link_myself(by=people.sun, name="孙外人", id_number=identity_number(sequence=555), at=AT)
    onward = offer(people, phone=people.sun.phone, name="孙外人")
    row = offer_delegation(by=people.wang, offer=onward, at=AT)
    accept_delegation(by=people.sun, delegation_id=row.pk, at=AT)
    with pytest.raises(NotFound):
        require_delegated(by=people.sun, grantor=people.li, act="take_stance", on=DAYS[0])


def test_every_side_of_it_is_an_event_of_the_grantor(people: People) -> None:
    given = let(people.li, people.wang, "take_stance", days=DAYS)
    revoke_delegation(by=people.li, delegation_id=given.pk, at=AT)
    rows = Event.objects.filter(type__startswith="delegation.").order_by("pk")
    assert [row.type for row in rows] == [
        "delegation.granted",
        "delegation.accepted",
        "delegation.revoked",
    ]
    assert {row.person_id for row in rows} == {people.li.person_links.get().person_id}
    assert done_for_me(people.li) == []


def test_the_closed_lists_agree() -> None:
    assert all(acts <= set(Act) for acts in ACTS_OF_REASON.values())
    assert not set(NEVER) & set(Act)
    assert set(MOVES) == set(DelegationState)


def test_an_ended_day_is_said(people: People) -> None:
    given = let(people.li, people.wang, "take_stance", days=DAYS)
    late = DAYS[1] + timedelta(days=1)
    seen = delegation_of(people.wang, given.pk, on=late)
    assert (seen.state_label, seen.runs) == ("已到期", False)
