"""An office looks for a person with a purpose; whoever is found, or out of reach, sees it."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.registry.models import Employment, Event, Person
from gongyue.apps.registry.selectors.accesses import FOUND, accesses_to_myself
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.searching import FoundPerson, PersonQuery, search_people
from tests.apps.people import AT, HE, LI, People, firm, imported


def search(people: People, purpose: str = "complaint", by: Any = None, **asked: Any) -> list:
    facts = {"by": by or people.zhou, "office_id": people.bureau.pk, "at": AT}
    return search_people(purpose=purpose, query=PersonQuery(**asked), **facts)


@pytest.fixture
def roster(people: People) -> None:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)


def test_by_number_telephone_and_name_in_a_firm(people: People, roster: None) -> None:
    wanted = [FoundPerson(
        person_id=Person.objects.get(id_hash__isnull=False, links__user=people.li).pk,
        name_masked="李**", id_number_masked=LI[:3] + "*" * 11 + LI[-4:], firms=("晨光工厂",),
    )]  # fmt: skip
    assert search(people, id_number=f" {LI.lower()} ") == wanted
    assert search(people, phone="139 0000 1001") == wanted
    assert search(people, phone="+86 139-0000-1001") == wanted
    assert search(people, name="李 师傅", firm_id=people.factory.pk) == wanted


def test_whoever_is_found_sees_it(people: People, roster: None) -> None:
    search(people, id_number=LI)
    seen = accesses_to_myself(people.li)[0]
    assert (seen.office, seen.purpose, seen.refused) == (
        "示例区劳动监察大队",
        "处理投诉举报",
        False,
    )
    assert seen.parts == (FOUND,)
    told = Event.objects.get(type="access.searched")
    assert (told.actor, told.acting_as, told.person) == (people.zhou, people.bureau, None)


@pytest.mark.parametrize(
    "asked",
    [
        {"id_number": HE[:17] + "0"},
        {"id_number": HE[:17]},
        {"phone": "1390000"},
        {"name": "李师傅"},
        {},
    ],
)
def test_part_of_it_is_refused_and_the_refusal_kept(
    people: People, roster: None, asked: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        search(people, **asked)
    assert refused.value.field in {"id_number", "phone"}
    kept = Event.objects.get(type="access.refused")
    assert (kept.actor, kept.person, kept.purpose) == (people.zhou, None, "complaint")
    assert not Event.objects.filter(type="access.opened").exists()


def test_a_beginning_or_another_firm_finds_nobody(people: People, roster: None) -> None:
    assert search(people, name="李", firm_id=people.factory.pk) == []
    assert search(people, name="李师傅", firm_id=people.platform.pk) == []
    assert search(people, phone="13900009998") == []


@pytest.mark.parametrize("purpose", ["", "curiosity", "staff_management"])
def test_nothing_without_a_purpose(people: People, roster: None, purpose: str) -> None:
    with pytest.raises(Refused):
        search(people, purpose, id_number=LI)
    assert accesses_to_myself(people.li) == []
    assert Event.objects.get(type="access.refused").actor == people.zhou


def test_somebody_out_of_reach_is_not_found_and_sees_the_refusal(people: People) -> None:
    far = firm(people.chen, "远方工厂", "91440300MA4L1FAR3", place="440300")
    imported(people.chen, far)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert search(people, id_number=LI) == []
    assert accesses_to_myself(people.li)[0].refused


def test_only_officers_search(people: People, roster: None) -> None:
    for user in (people.sun, people.chen, people.clerk, people.zhao, people.operator, people.li):
        with pytest.raises(NotFound):
            search(people, by=user, id_number=LI)
    assert accesses_to_myself(people.li) == []


def test_an_erased_person_is_nobody(people: People, roster: None) -> None:
    person = Person.objects.select_related("key").get(links__user=people.li)
    destroy_key(person=person, by=None, at=AT)
    assert search(people, id_number=LI) == search(people, phone="13900001001") == []


def test_the_hash_of_a_telephone_is_no_accounts(people: People, roster: None) -> None:
    held = set(Employment.objects.values_list("phone_hash", flat=True))
    assert people.li.phone_hash not in held and len(held) == 2
