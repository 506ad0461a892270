"""Two registrations said to be one: who may say so, what follows, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event, Person, PersonLink, Sameness
from gongyue.apps.registry.sameness import (
    canonical_people,
    canonical_person,
    ids_of_organisation,
    ids_of_person,
)
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import myself, people_of_organisation
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.merging import Two
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.undo import state_checksum
from tests.apps.people import DAY, HOUR, LI, ROSTER, People, firm, imported, office
from tests.cast import AT
from tests.depth import examples

pytestmark = pytest.mark.django_db
WRONG = LI[:-1] + ("1" if LI[-1] != "1" else "2")
DOUBLE = ("李师付", WRONG, "13900001001", "装配车间", "钳工", "2023-05-04", "4200")
THIRD = ("李十傅", "", "13900001001", "仓库", "搬运工", "2022-05-04", "4200")
WHY = "同一手机号，同一岗位，证件号码录错一位。"


@pytest.fixture
def two(people: People) -> Two:
    """李师傅, and the same man written with a slip: two people to the registry."""
    imported(people.chen, people.factory, [*ROSTER, DOUBLE])
    return Two(kind="person", one=numbered(), other=without_number(), reason=WHY)


def numbered() -> UUID:
    from gongyue.apps.registry.identity import id_hash_of

    return Person.objects.get(id_hash=id_hash_of(LI)).pk


def without_number() -> UUID:
    return Person.objects.get(id_hash=None).pk


def bound(user: User, person_id: UUID) -> None:
    """An account speaks for this person, however that came about."""
    PersonLink.objects.create(
        user=user,
        person_id=person_id,
        proof="self_entered",
        linked_at=AT,
        phone_is_a_firms=False,
        phone_differs=False,
    )


def merged(people: People, two: Two) -> Sameness:
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    return merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)


def state(people: People) -> list[Any]:
    """Everything a merge might touch."""
    everybody = list(Person.objects.order_by("pk"))
    return [
        canonical_people([person.pk for person in everybody]),
        [(p.pk, p.id_hash, bytes(p.identity_sealed or b""), p.erased_at) for p in everybody],
        list(PersonLink.objects.order_by("pk").values()),
        state_checksum(organisation_id=people.factory.pk),
        [row.event_id for row in records_of_myself(people.li)],
        people_of_organisation(people.chen, people.factory.pk, state="all").total,
    ]


def test_a_merge_leads_and_moves_nothing(people: People, two: Two) -> None:
    before = state(people)
    saying = merged(people, two)
    assert saying.state == "merged"
    assert canonical_person(two.other) == canonical_person(two.one) == two.one, "who has a number"
    assert ids_of_person(two.other) == {two.one, two.other}
    assert state(people)[1:] == before[1:]
    told = Event.objects.filter(type="person.same_merged")
    assert {event.person_id for event in told} == {two.one, two.other}


def test_undo_restores_exactly(people: People, two: Two) -> None:
    before = state(people)
    saying = merged(people, two)
    merging.undo_same(by=people.operator, saying_id=saying.pk, at=AT + DAY)
    assert state(people) == before
    again = merged(people, two)
    assert again.pk != saying.pk and canonical_person(two.other) == two.one


@settings(max_examples=examples(12), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_any_merges_undone_in_reverse_leave_nothing(
    people: People, acts: list[tuple[int, int]]
) -> None:
    """Property: whatever was merged with whatever, taking it back restores each step exactly."""
    with transaction.atomic():
        rows = [
            (f"某{n}", "", f"1390000200{n}", f"{n}部", "工", "2022-05-04", "4200") for n in range(4)
        ]
        imported(people.chen, people.factory, rows)
        everybody = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        done: list[tuple[Any, UUID]] = []
        for number, (left, right) in enumerate(acts):
            said = Two(kind="person", one=everybody[left], other=everybody[right], reason=WHY)
            before = state(people)
            at = AT + number * HOUR
            try:
                saying = merging.propose_same(by=people.operator, two=said, at=at)
                merging.confirm_same(by=people.operator, saying_id=saying.pk, at=at)
            except (Refused, NotFound):
                assert state(people) == before
                continue
            done.append((before, saying.pk))
        for number, (before, saying_id) in enumerate(reversed(done)):
            merging.undo_same(by=people.operator, saying_id=saying_id, at=AT + DAY + number * HOUR)
            assert state(people) == before
        transaction.set_rollback(True)


# -- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sun", "wang", "zhao", "zhou", "clerk"])
def test_a_stranger_can_neither_propose_nor_decide(people: People, two: Two, name: str) -> None:
    user: User = getattr(people, name)
    with pytest.raises(NotFound):
        merging.propose_same(by=user, two=two, at=AT)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    for act in (merging.confirm_same, merging.say_apart, merging.withdraw_same, merging.undo_same):
        with pytest.raises((NotFound, Refused)):
            act(by=user, saying_id=saying.pk, at=AT)
    assert Sameness.objects.get().state == "proposed"


def test_hr_proposes_and_does_not_decide(people: People, two: Two) -> None:
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    with pytest.raises(NotFound):
        merging.confirm_same(by=people.hr, saying_id=saying.pk, at=AT)
    with pytest.raises(NotAllowed):
        merging.propose_same(by=people.finance, two=two, at=AT)


def test_hr_of_another_firm_learns_nothing(people: People, two: Two) -> None:
    stranger = firm(people.sun, "别家", "91430102MA4L1QQQ8")
    imported(people.sun, stranger, [ROSTER[0]])
    with pytest.raises(NotFound):
        merging.propose_same(by=people.sun, two=two, at=AT)


def test_where_an_account_speaks_for_one_its_holder_alone_decides(people: People, two: Two) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    with pytest.raises(Refused, match="本人确认"):
        merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)
    before = len(records_of_myself(people.li))
    merging.confirm_same(by=people.li, saying_id=saying.pk, at=AT)
    assert len(records_of_myself(people.li)) > before
    assert myself(people.li).employers == ("晨光工厂",)  # type: ignore[union-attr]


def test_nobody_takes_a_namesakes_records_alone(people: People, two: Two) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    saying = merging.propose_same(by=people.li, two=two, at=AT)
    with pytest.raises(Refused, match="人事或系统管理员"):
        merging.confirm_same(by=people.li, saying_id=saying.pk, at=AT)
    merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)
    assert canonical_person(two.other) == two.one


def test_not_me_is_remembered(people: People, two: Two) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    merging.say_apart(by=people.li, saying_id=saying.pk, at=AT)
    with pytest.raises(Refused, match="不是同一个"):
        merging.propose_same(by=people.hr, two=two, at=AT + DAY)
    merging.undo_same(by=people.li, saying_id=saying.pk, at=AT + DAY)
    assert merging.propose_same(by=people.hr, two=two, at=AT + DAY).state == "proposed"


def test_a_firm_says_at_once_that_two_are_two(people: People, two: Two) -> None:
    saying = merging.mark_apart(by=people.hr, two=two, at=AT)
    assert saying.state == "apart"
    with pytest.raises(Refused):
        merging.propose_same(by=people.operator, two=two, at=AT)


def test_a_proposal_can_be_withdrawn_by_whoever_made_it(people: People, two: Two) -> None:
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    with pytest.raises(NotFound):
        merging.withdraw_same(by=people.operator, saying_id=saying.pk, at=AT)
    merging.withdraw_same(by=people.hr, saying_id=saying.pk, at=AT)
    with pytest.raises(NotFound):
        merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)


# -- what may not be ----------------------------------------------------------------------------


def test_two_valid_numbers_are_two_people(people: People) -> None:
    imported(people.chen, people.factory)
    one, other = Person.objects.order_by("pk").values_list("pk", flat=True)
    said = Two(kind="person", one=one, other=other, reason=WHY)
    with pytest.raises(Refused, match="两个人"):
        merging.propose_same(by=people.operator, two=said, at=AT)


def test_a_chain_does_not_bring_two_valid_numbers_together(people: People) -> None:
    imported(people.chen, people.factory, [*ROSTER, DOUBLE])
    known = list(Person.objects.exclude(id_hash=None).values_list("pk", flat=True))
    middle = without_number()
    merged(people, Two(kind="person", one=known[0], other=middle, reason=WHY))
    with pytest.raises(Refused, match="两个人"):
        merging.propose_same(
            by=people.operator,
            two=Two(kind="person", one=known[1], other=middle, reason=WHY),
            at=AT,
        )


def test_whoever_was_erased_is_left_alone(people: People, two: Two) -> None:
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    destroy_key(person=Person.objects.get(pk=two.other), by=people.operator, at=AT)
    with pytest.raises(Refused, match="已删除"):
        merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)


def test_two_accounts_are_not_joined(people: People, two: Two) -> None:
    for user, person_id in ((people.li, two.one), (people.wang, two.other)):
        bound(user, person_id)
    with pytest.raises(Refused, match="两个账号"):
        merging.propose_same(by=people.hr, two=two, at=AT)


def test_no_second_account_is_bound_to_what_is_one(people: People, two: Two) -> None:
    bound(people.wang, two.other)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    merging.confirm_same(by=people.wang, saying_id=saying.pk, at=AT)
    with pytest.raises(Refused):
        link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 301])
def test_a_reason_is_given(people: People, two: Two, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        merging.propose_same(
            by=people.hr, two=Two(kind="person", one=two.one, other=two.other, reason=reason), at=AT
        )
    assert refused.value.field == "reason"


@pytest.mark.parametrize("change", [{"other": UUID(int=1)}, {"kind": "firm"}])
def test_what_does_not_exist_is_not_found(people: People, two: Two, change: dict[str, Any]) -> None:
    from dataclasses import replace

    with pytest.raises(NotFound):
        merging.propose_same(by=people.operator, two=replace(two, **change), at=AT)
    with pytest.raises(NotFound):
        merging.propose_same(by=people.operator, two=replace(two, other=two.one), at=AT)


def test_the_database_refuses_two_words_on_one_pair(people: People, two: Two) -> None:
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sameness.objects.create(
            kept_person_id=two.one, merged_person_id=two.other, pair=saying.pair,
            state="proposed", reason_sealed=b"", proposed_by=people.hr, proposed_at=AT,
        )  # fmt: skip
    with pytest.raises(Refused):
        merging.propose_same(by=people.operator, two=two, at=AT)


# -- undone no more -----------------------------------------------------------------------------


def test_undo_names_the_record_that_was_answered(people: People, two: Two) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    merging.confirm_same(by=people.li, saying_id=saying.pk, at=AT)
    foreign = next(r for r in records_of_myself(people.li) if r.person_id == two.other)
    take_stance(by=people.li, event_id=foreign.event_id, kind="confirmed", words="", at=AT + HOUR)
    with pytest.raises(Refused, match=r"用工登记.*确认"):
        merging.undo_same(by=people.operator, saying_id=saying.pk, at=AT + DAY)


def test_an_answer_to_ones_own_record_hinders_nothing(people: People, two: Two) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    merging.confirm_same(by=people.li, saying_id=saying.pk, at=AT)
    own = next(r for r in records_of_myself(people.li) if r.person_id == two.one)
    take_stance(by=people.li, event_id=own.event_id, kind="confirmed", words="", at=AT + HOUR)
    merging.undo_same(by=people.li, saying_id=saying.pk, at=AT + DAY)
    assert {r.person_id for r in records_of_myself(people.li)} == {two.one}


def test_the_last_merge_is_undone_first(people: People, two: Two) -> None:
    first = merged(people, two)
    imported(people.chen, people.factory, [THIRD], name="仓库.csv", at=AT + HOUR)
    third = Person.objects.filter(id_hash=None).exclude(pk=two.other).get().pk
    said = Two(kind="person", one=two.other, other=third, reason=WHY)
    saying = merging.propose_same(by=people.operator, two=said, at=AT + HOUR)
    second = merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT + HOUR)
    assert ids_of_person(third) == {two.one, two.other, third}
    with pytest.raises(Refused, match="先撤销那一次"):
        merging.undo_same(by=people.operator, saying_id=first.pk, at=AT + DAY)
    merging.undo_same(by=people.operator, saying_id=second.pk, at=AT + DAY)
    merging.undo_same(by=people.operator, saying_id=first.pk, at=AT + DAY)
    assert ids_of_person(third) == {third}


def test_who_looked_at_either_is_seen_by_the_one_person(people: People, two: Two) -> None:
    from gongyue.apps.registry.services.access import open_person

    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    open_person(by=people.zhou, person_id=two.other, purpose="complaint", at=AT)
    assert accesses_to_myself(people.li) == []
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    merging.confirm_same(by=people.li, saying_id=saying.pk, at=AT)
    assert len(accesses_to_myself(people.li)) == 1


# -- organisations ------------------------------------------------------------------------------


@pytest.fixture
def firms(people: People) -> Callable[[str], Two]:
    def twice(code: str) -> Two:
        other = firm(people.sun, "晨光工厂有限公司", code) if code else _without_code(people)
        return Two(kind="organisation", one=people.factory.pk, other=other.pk, reason="重复登记")

    return twice


def _without_code(people: People) -> Any:
    from gongyue.apps.registry.services.organisations import register_organisation

    return register_organisation(by=people.sun, name="晨光工厂有限公司", kind="enterprise",
                                 credit_code="", place=people.factory.place, at=AT)  # fmt: skip


def test_organisations_are_merged_by_the_operator_alone(
    people: People, firms: Callable[[str], Two]
) -> None:
    two = firms("")
    with pytest.raises(NotFound):
        merging.propose_same(by=people.chen, two=two, at=AT)
    saying = merging.propose_same(by=people.operator, two=two, at=AT)
    merging.confirm_same(by=people.operator, saying_id=saying.pk, at=AT)
    assert ids_of_organisation(two.other) == {two.one, two.other}
    merging.undo_same(by=people.operator, saying_id=saying.pk, at=AT + DAY)
    assert ids_of_organisation(two.other) == {two.other}


def test_two_valid_codes_are_two_firms(people: People, firms: Callable[[str], Two]) -> None:
    with pytest.raises(Refused, match="信用代码"):
        merging.propose_same(by=people.operator, two=firms("91430102MA4L1QQQ8"), at=AT)


def test_a_firm_and_an_office_are_two(people: People) -> None:
    bureau = office(people.operator, "晨光工厂", "union")
    said = Two(kind="organisation", one=people.factory.pk, other=bureau.pk, reason=WHY)
    with pytest.raises(Refused, match="类别"):
        merging.propose_same(by=people.operator, two=said, at=AT)
