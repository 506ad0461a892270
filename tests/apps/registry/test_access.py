"""Opening a file: a purpose, a record of it, refusals too; and erasure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event, ImportBatch, Person, PersonKey
from gongyue.apps.registry.selectors.accesses import accesses_to_firm, accesses_to_myself
from gongyue.apps.registry.selectors.firms import firm_for_office
from gongyue.apps.registry.selectors.oversight import openings_of
from gongyue.apps.registry.selectors.people import (
    names_of_people,
    people_of_organisation,
    person_page,
)
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.access import open_organisation, open_person
from gongyue.apps.registry.services.erasure import destroy_key, request_erasure
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.undo import import_undo
from gongyue.apps.registry.stream import payload_of
from tests.apps.people import HE, HEADER, LI, ROSTER, People, firm, imported
from tests.cast import AT, identity_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(people: People) -> Person:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return Person.objects.get(links__user=people.li)


def opened(user: Any, person: Person, purpose: str) -> Any:
    return open_person(by=user, person_id=person.pk, purpose=purpose, at=AT)


def test_a_read_names_its_purpose_and_the_person_sees_it(people: People, li: Person) -> None:
    office = opened(people.zhou, li, "inspection")
    assert office == people.bureau.pk
    page = person_page(people.zhou, li.pk, acting_as=office)
    assert (page.name, len(page.records)) == ("李师傅", 1)
    assert LI not in repr(page)
    seen = accesses_to_myself(people.li)
    assert [(a.office, a.purpose, a.refused) for a in seen] == [
        ("示例区劳动监察大队", "劳动保障监察", False)
    ]


@pytest.mark.parametrize("purpose", ["", "curiosity", "staff_management"])
def test_without_a_fitting_purpose_it_is_refused_and_recorded(
    people: People, li: Person, purpose: str
) -> None:
    with pytest.raises(Refused) as refusal:
        opened(people.zhou, li, purpose)
    assert refusal.value.field == "purpose"
    assert accesses_to_myself(people.li)[0].refused


def test_a_firm_opens_its_own_people_only(people: People, li: Person) -> None:
    assert opened(people.hr, li, "staff_management") == people.factory.pk
    with pytest.raises(NotFound):
        opened(people.wang, li, "staff_management")
    with pytest.raises(NotAllowed):
        opened(people.finance, li, "staff_management")
    assert [a.refused for a in accesses_to_myself(people.li)] == [True, True, False]


def test_the_stranger_sees_nothing_and_the_try_is_on_record(people: People, li: Person) -> None:
    for user in (people.sun, people.zhao, people.operator):
        with pytest.raises(NotFound):
            opened(user, li, "inspection")
    assert len(accesses_to_myself(people.li)) == 3
    assert accesses_to_myself(people.sun) == []
    for office in (people.factory.pk, people.bureau.pk):
        with pytest.raises(NotFound):
            person_page(people.sun, li.pk, acting_as=office)


def test_a_firm_reads_what_it_declared_itself_and_a_bureau_all_of_its_place(
    people: People, li: Person
) -> None:
    far = firm(people.sun, "远方工厂", "91440300MA4L1FAR3", place="440300")
    for owner, organisation in ((people.wang, people.platform), (people.sun, far)):
        imported(owner, organisation, ROSTER[:1])
    own = person_page(people.hr, li.pk, acting_as=opened(people.hr, li, "staff_management"))
    assert {r.organisation for r in own.records} == {"晨光工厂"}
    all_here = person_page(people.zhou, li.pk, acting_as=opened(people.zhou, li, "inspection"))
    assert {r.organisation for r in all_here.records} == {"晨光工厂", "顺风平台"}


def test_a_bureau_elsewhere_has_no_business_here(people: People, li: Person) -> None:
    people.bureau.place = "440300"
    people.bureau.save()
    with pytest.raises(NotFound):
        opened(people.zhou, li, "inspection")


def test_an_unknown_person_is_not_found(people: People) -> None:
    with pytest.raises(NotFound):
        open_person(by=people.zhou, person_id=people.factory.pk, purpose="inspection", at=AT)


def test_a_firm_sees_who_opened_its_file(people: People) -> None:
    office = open_organisation(
        by=people.zhou, organisation_id=people.factory.pk, purpose="arrears", at=AT
    )
    assert office == people.bureau.pk
    with pytest.raises(NotFound):
        open_organisation(
            by=people.sun, organisation_id=people.factory.pk, purpose="arrears", at=AT
        )
    with pytest.raises(Refused):
        open_organisation(by=people.zhou, organisation_id=people.factory.pk, purpose="", at=AT)
    rows = accesses_to_firm(people.hr, people.factory.pk)
    assert [(a.purpose, a.refused) for a in rows] == [
        ("未说明用途", True),
        ("欠薪线索核查", True),
        ("欠薪线索核查", False),
    ]
    with pytest.raises(NotFound):
        accesses_to_firm(people.sun, people.factory.pk)


def test_the_people_list_is_for_the_firm_and_masks_numbers(people: People, li: Person) -> None:
    page = people_of_organisation(people.finance, people.factory.pk)
    assert page.total == 2
    assert page.departments == ("包装车间", "装配车间")
    assert LI not in repr(page)
    for user in (people.sun, people.wang, people.zhou, people.li):
        with pytest.raises(NotFound):
            people_of_organisation(user, people.factory.pk)


def test_the_people_list_searches_whole_names_and_numbers_and_departments(
    people: People, li: Person
) -> None:
    def found(**filters: Any) -> list[str]:
        rows = people_of_organisation(people.chen, people.factory.pk, **filters).rows
        return [row.name for row in rows]

    assert (
        found(search=" 李师傅 ") == found(search=LI) == found(department="装配车间") == ["李师傅"]
    )
    assert found(search="李") == found(state="left") == []
    assert len(found(state="all")) == 2


def test_who_leaves_later_is_still_here_and_nobody_is_in_both_lists(people: People) -> None:
    header = (*HEADER, "离职日期")
    today = localdate()
    for row, left in zip(ROSTER, (today + timedelta(days=1), today), strict=True):
        imported(people.chen, people.factory, [(*row, left.isoformat())], header=header)

    def names(state: str) -> list[str]:
        page = people_of_organisation(people.chen, people.factory.pk, state=state)
        assert {row.has_left for row in page.rows} == {state == "left"}
        return [row.name for row in page.rows]

    assert (names("current"), names("left")) == (["李师傅"], ["何大姐"])
    assert firm_for_office(people.zhou, people.bureau.pk, people.factory.pk).people == 1


def test_somebody_without_a_day_of_leaving_is_here(people: People, li: Person) -> None:
    page = people_of_organisation(people.chen, people.factory.pk, state="left")
    assert page.total == 0


def test_pages_have_an_end(people: People, li: Person) -> None:
    page = people_of_organisation(people.chen, people.factory.pk, page=9, per_page=1)
    assert (page.page, page.pages, len(page.rows)) == (2, 2, 1)


def test_the_people_list_takes_five_queries_whatever_the_size(
    people: People, django_assert_max_num_queries: Any
) -> None:
    rows = [
        (
            f"工人{n}",
            identity_number(born="19900101", sequence=n),
            "",
            f"车间{n % 7}",
            "工",
            "2024-01-01",
            "4000",
        )
        for n in range(1, 121)
    ]
    imported(people.chen, people.factory, rows)
    with django_assert_max_num_queries(8):
        page = people_of_organisation(people.chen, people.factory.pk, per_page=100)
    assert len(page.rows) == 100


def test_names_for_other_apps(people: People, li: Person) -> None:
    names = names_of_people(people.chen, people.factory.pk, {li.pk})
    assert names == {li.pk: "李师傅"}
    with pytest.raises(NotFound):
        names_of_people(people.sun, people.factory.pk, {li.pk})


KEPT_UNTIL = date(2026, 3, 2)


def erase(by: Any, person: Person, days_later: int) -> Person:
    at = AT + timedelta(days=days_later)
    return request_erasure(by=by, person_id=person.pk, retain_until=KEPT_UNTIL, at=at)


def test_before_the_retention_ends_access_is_restricted_not_erased(
    people: People, li: Person
) -> None:
    found = erase(people.li, li, 0)
    assert (found.erased_at, found.restricted_until) == (None, KEPT_UNTIL)
    assert PersonKey.objects.get(person=li).wrapped is not None
    with pytest.raises(Refused, match="要求删除"):
        opened(people.hr, li, "staff_management")
    assert opened(people.zhou, li, "inspection")
    assert len(records_of_myself(people.li)) == 1
    with pytest.raises(Refused):
        destroy_key(person=found, by=people.operator, at=AT)


def test_a_later_request_never_shortens_a_restriction(people: People, li: Person) -> None:
    longer = KEPT_UNTIL + timedelta(days=30)
    request_erasure(by=people.li, person_id=li.pk, retain_until=longer, at=AT)
    assert erase(people.li, li, 0).restricted_until == longer
    with pytest.raises(Refused):
        erase(people.li, li, 1)


def test_after_the_retention_the_key_is_gone_and_nothing_opens_again(
    people: People, li: Person
) -> None:
    events = list(Event.objects.filter(person=li).values_list("pk", flat=True))
    found = erase(people.li, li, 1)
    assert found.erased_at is not None
    assert (found.identity_sealed, found.id_hash) == (None, None)
    for event in Event.objects.filter(pk__in=events).select_related("person__key"):
        with pytest.raises(Erased):
            payload_of(event)
    assert records_of_myself(people.li) == []
    names = [row.name for row in people_of_organisation(people.chen, people.factory.pk).rows]
    assert sorted(names) == sorted(["已删除", "何大姐"])
    with pytest.raises(NotFound):
        opened(people.hr, li, "staff_management")
    page = person_page(people.hr, li.pk, acting_as=people.factory.pk)
    assert page.records[0].lines == ()
    with pytest.raises(NotFound):
        erase(people.operator, li, 2)


def test_erasing_one_person_leaves_the_others_readable(people: People, li: Person) -> None:
    erase(people.li, li, 1)
    page = people_of_organisation(people.chen, people.factory.pk, search=HE)
    assert [row.name for row in page.rows] == ["何大姐"]


def test_an_erased_person_comes_back_as_somebody_new(people: People, li: Person) -> None:
    erase(people.li, li, 1)
    batch = imported(people.wang, people.platform, ROSTER[:1])
    assert batch.counts["people_new"] == 1
    assert Person.objects.filter(erased_at=None).count() == 2


def test_a_firm_with_an_erased_person_can_still_import_and_undo(people: People, li: Person) -> None:
    erase(people.li, li, 1)
    first = ImportBatch.objects.get()
    nobody = [("李师傅", "", *ROSTER[0][2:])]
    batch = imported(people.chen, people.factory, nobody, at=AT + timedelta(days=2))
    assert (batch.state, batch.counts["people_new"]) == ("done", 1)
    import_undo(by=people.chen, batch_id=first.pk, at=AT + timedelta(days=3))


def test_only_the_person_and_the_operator_ask_for_erasure(people: People, li: Person) -> None:
    for user, error in (
        (people.sun, NotFound),
        (people.chen, NotAllowed),
        (people.zhou, NotAllowed),
    ):
        with pytest.raises(error):
            erase(user, li, 1)
    assert erase(people.operator, li, 1).erased_at is not None


def test_an_opened_file_without_a_purpose_cannot_even_be_written(
    people: People, li: Person
) -> None:
    from gongyue.apps.registry.stream import Entry, append_one

    with pytest.raises(IntegrityError), transaction.atomic():
        append_one(
            Entry(
                type="access.opened", by=people.zhou, at=AT, occurred_on=AT.date(), person_id=li.pk
            )
        )


def test_words_reach_the_person_the_firm_and_the_opener_only(people: People, li: Person) -> None:
    person = {"by": people.zhou, "person_id": li.pk, "purpose": "complaint", "at": AT}
    open_person(**person, words=" 核对加班记录 ")
    firm_ = {"by": people.zhou, "organisation_id": people.factory.pk, "purpose": "inspection"}
    open_organisation(**firm_, at=AT, words="年度抽查")
    assert [seen.words for seen in accesses_to_myself(people.li)] == ["核对加班记录"]
    assert [seen.words for seen in accesses_to_firm(people.chen, people.factory.pk)] == ["年度抽查"]
    assert [seen.words for seen in openings_of(people.zhou)] == ["年度抽查", "核对加班记录"]
    for event in Event.objects.filter(type="access.opened"):
        assert not any(w.encode() in bytes(event.payload) for w in ("核对加班记录", "年度抽查"))


def test_too_many_words_open_nothing_and_a_refused_opener_leaves_none(
    people: People, li: Person
) -> None:
    facts = {"by": people.zhou, "person_id": li.pk, "purpose": "complaint", "at": AT}
    with pytest.raises(Refused) as refusal:
        open_person(**facts, words="长" * 201)
    assert refusal.value.field == "words"
    assert not accesses_to_myself(people.li)
    open_person(**facts, words="长" * 200)
    with pytest.raises(NotFound):
        open_person(**facts | {"by": people.sun}, words="你好")
    assert [seen.words for seen in accesses_to_myself(people.li)] == ["", "长" * 200]


def test_words_go_with_the_persons_key(people: People, li: Person) -> None:
    facts = {"by": people.zhou, "person_id": li.pk, "purpose": "complaint", "at": AT}
    open_person(**facts, words="核对")
    PersonKey.objects.filter(person=li).update(wrapped=None, destroyed_at=AT)
    assert [seen.words for seen in openings_of(people.zhou)] == [""]
