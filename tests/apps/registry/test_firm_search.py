"""An office finds firms by part of a name, code, place, industry, size and kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.registry.models import FirmPiece, Organisation
from gongyue.apps.registry.naming import asked_pieces, initials_of, pieces_of
from gongyue.apps.registry.selectors import firms as selector
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms, firm_for_office
from gongyue.apps.registry.services.listing import count_people_everywhere
from tests.apps.people import People, firm, imported

NAMES = ("晨光电子厂", "星晨光学仪器", "光晨食品", "湘味小馆（五一店）", "ABC 快递站", "龘龘文化")
INDUSTRIES = ("C", "C", "F", "H", "G", "")
PLACES = ("430102", "430102", "430121", "430102", "430102", "430102")


def names(people: People, **asked: Any) -> list[str]:
    query = FirmQuery(**asked)
    page = find_firms(people.zhou, people.bureau.pk, purpose="inspection", query=query)
    assert page.total == len(page.rows)
    return [row.name for row in page.rows]


@pytest.fixture
def firms(people: People) -> dict[str, Organisation]:
    made = {}
    for number, (name, industry, place) in enumerate(zip(NAMES, INDUSTRIES, PLACES, strict=True)):
        row = firm(people.chen, name, f"91430102MA4L1Q{number:02}X", place=place)
        Organisation.objects.filter(pk=row.pk).update(industry=industry, headcount=number * 20)
        made[name] = row
    return made


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("晨光工厂", "cggc"),
        ("长沙 ABC 厂", "csabcc"),
        ("龘龘文化", "wh"),
        ("阿尔法座", "aefz"),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_sounds(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_every_part_of_a_name_finds_it() -> None:
    name = "星沙晨光（湖南）电子厂 A1"
    plain = "".join(name.split()).lower()
    held = pieces_of(name)
    for start in range(len(plain)):
        for end in range(start + 1, len(plain) + 1):
            if not plain[start:end].isascii():
                assert held.issuperset(asked_pieces(plain[start:end]))
    assert held.issuperset(asked_pieces("xscg")) and not held.issuperset(asked_pieces("gcsx"))


@pytest.mark.parametrize("always_rare", [True, False])
def test_part_of_a_name_or_its_initials(
    people: People, firms: dict, always_rare: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not always_rare:
        monkeypatch.setattr(selector, "RARE", 0)  # every piece is looked for in order
    assert set(names(people, words="晨光")) == {"晨光工厂", "晨光电子厂", "星晨光学仪器"}
    assert names(people, words="光晨") == []  # the office's place is 430102
    assert set(names(people, words="光")) == {"晨光工厂", "晨光电子厂", "星晨光学仪器"}
    assert names(people, words=" 五一 店 ") == ["湘味小馆（五一店）"]
    assert names(people, words="abc快递") == ["ABC 快递站"]
    assert names(people, words="xwxg") == ["湘味小馆（五一店）"]
    assert set(names(people, words="CG")) >= {"晨光工厂", "晨光电子厂"}
    assert names(people, words="%") == names(people, words="_") == []
    assert names(people, words="晨光" * 2000) == []


def test_a_code_or_its_beginning(people: People, firms: dict) -> None:
    code = people.factory.credit_code
    assert names(people, words=code.lower()) == ["晨光工厂"]
    assert set(names(people, words="91430102MA4L1Q")) == set(NAMES) - {"光晨食品"}
    assert names(people, words="914401") == []


def test_filters_narrow_and_mix(people: People, firms: dict) -> None:
    assert set(names(people, industry="C")) == {"晨光电子厂", "星晨光学仪器"}
    assert names(people, industry="C", words="电子") == ["晨光电子厂"]
    assert names(people, kind="platform") == ["顺风平台"]
    assert set(names(people, size="medium")) == {"湘味小馆（五一店）", "ABC 快递站", "龘龘文化"}
    assert names(people, size="none", words="厂") == ["晨光工厂", "晨光电子厂"]
    assert names(people, place="430103") == []
    assert len(names(people, kind="robots", size="tiny", industry="Ω", sort="?")) == 7


def test_sorting(people: People, firms: dict) -> None:
    assert names(people, sort="people")[:2] == ["龘龘文化", "ABC 快递站"]
    assert names(people, sort="newest")[0] in NAMES


def test_of_a_common_word_no_more_than_so_many_are_counted(
    people: People, firms: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selector, "RARE", 1)
    monkeypatch.setattr(selector, "COUNTED", 2)
    query = FirmQuery(words="晨光")
    page = find_firms(people.zhou, people.bureau.pk, purpose="inspection", query=query)
    assert (page.total, page.more) == (2, True)


def test_a_page_takes_few_queries(
    people: People, firms: dict, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(10):
        names(people, words="晨光")


def test_the_headcount_follows_the_records(people: People) -> None:
    imported(people.chen, people.factory)
    assert Organisation.objects.get(pk=people.factory.pk).headcount == 2
    Organisation.objects.update(headcount=9)
    assert count_people_everywhere() == 1
    assert Organisation.objects.get(pk=people.factory.pk).headcount == 2
    asked = (people.zhou, people.bureau.pk, people.factory.pk)
    assert firm_for_office(*asked).people == 2


def test_offices_are_not_cut_to_pieces(people: People) -> None:
    assert not FirmPiece.objects.filter(organisation=people.bureau).exists()
    assert FirmPiece.objects.filter(organisation=people.factory, piece="晨光").exists()


@pytest.mark.parametrize("purpose", ["", "curiosity", "staff_management"])
def test_no_list_without_a_purpose_of_a_regulator(people: People, purpose: str) -> None:
    with pytest.raises(Refused):
        find_firms(people.zhou, people.bureau.pk, purpose=purpose, query=FirmQuery())


def test_nobody_else_lists_or_opens(people: People) -> None:
    for user in (people.sun, people.chen, people.zhao, people.li, people.clerk, people.operator):
        for office in (people.bureau, people.factory, people.committee):
            with pytest.raises(NotFound):
                find_firms(user, office.pk, purpose="inspection", query=FirmQuery())
            with pytest.raises(NotFound):
                firm_for_office(user, office.pk, people.factory.pk)


def test_a_firm_elsewhere_is_not_found(people: People) -> None:
    far = firm(people.chen, "远方工厂", "91440300MA4L1FAR3", place="440300")
    assert names(people, words="远方") == []
    with pytest.raises(NotFound):
        firm_for_office(people.zhou, people.bureau.pk, far.pk)
