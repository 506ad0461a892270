"""查找 on every desk: by rights and scope only, grouped, with a purpose where one is due."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongyue.apps.registry.models import Event
from gongyue.apps.registry.selectors.accesses import FOUND, accesses_to_myself
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.portals.shared.searching import Source, declare_search, fits
from tests.cast import AT, LI_NUMBER, Cast
from tests.portals.conftest import Browse
from tests.portals.engagements import engaged
from tests.portals.tasks import task_of_office

DESKS = ("enterprise", "regulator", "mediator", "provider", "operator")


def labels(page: object) -> dict[str, list[str]]:
    """Group → titles."""
    groups = page.context["groups"]  # type: ignore[attr-defined]
    return {group.label: [hit.title for hit in group.hits] for group in groups}


def search(browse: Browse, user: object, desk: str, words: str, **more: str) -> dict:
    page = browse(user).post(reverse(f"{desk}:search"), {"words": words, **more})
    assert page.status_code == 200
    return labels(page)


@pytest.mark.parametrize("desk", DESKS)
def test_every_desk_finds_tasks_pages_rules_and_articles(
    cast: Cast, browse: Browse, desk: str
) -> None:
    user = cast.in_role(desk)
    task_of_office(user, "核对加班工资台账")
    assert search(browse, user, desk, "加班 台账") == {"待办": ["核对加班工资台账"]}
    assert "待办" in search(browse, user, desk, "待办")["页面"]
    found = search(browse, user, desk, "经济补偿")
    assert any("经济补偿" in title for title in found["计算器"]) and "法条" in found
    box = browse(user).get(reverse(f"{desk}:home")).text
    assert "data-quick-search" in box and f'action="/{desk}/search/"' in box


def test_a_firm_finds_its_people_imports_and_checkups(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import checkup_of_records

    checkup_of_records(cast)
    assert search(browse, cast.enterprise, "enterprise", "李师傅")["人员"] == ["李师傅"]
    assert search(browse, cast.enterprise, "enterprise", LI_NUMBER)["人员"] == ["李师傅"]
    assert "人员" not in search(browse, cast.enterprise, "enterprise", "李")  # the whole name only
    assert search(browse, cast.enterprise, "enterprise", "花名册")["导入的表"] == ["花名册.csv"]
    assert "体检" in search(browse, cast.enterprise, "enterprise", "2026年3月2日体检")
    assert not Event.objects.filter(type="access.opened").exists()


def test_finance_finds_names_and_neither_opens_nor_imports(cast: Cast, browse: Browse) -> None:
    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.stranger, role="finance", **facts)
    found = browse(cast.stranger).post(reverse("enterprise:search"), {"words": "李师傅"})
    assert labels(found)["人员"] == ["李师傅"]
    assert found.context["groups"][0].hits[0].url == reverse("enterprise:people")
    assert "导入的表" not in search(browse, cast.stranger, "enterprise", "花名册")


def test_an_office_names_a_purpose_first(cast: Cast, browse: Browse) -> None:
    page = browse(cast.regulator).post(reverse("regulator:search"), {"words": "晨光"})
    assert "辖区单位" not in labels(page) and "没有写用途" in page.text
    assert search(browse, cast.regulator, "regulator", LI_NUMBER) == {}
    assert accesses_to_myself(cast.worker) == []
    for purpose in ("curiosity", "staff_management"):
        assert search(browse, cast.regulator, "regulator", "晨光", purpose=purpose) == {}
    found = search(browse, cast.regulator, "regulator", "cggc", purpose="complaint")
    assert found["辖区单位"] == ["晨光工厂"]
    found = search(browse, cast.regulator, "regulator", LI_NUMBER, purpose="complaint")
    assert found["人员（写全号码）"] == ["李**"]
    assert accesses_to_myself(cast.worker)[0].parts == (FOUND,)


def test_others_find_no_firm_and_nobody(cast: Cast, browse: Browse) -> None:
    for desk in ("mediator", "provider", "operator"):
        for words in ("晨光", "李师傅", LI_NUMBER, "何大姐", "花名册"):
            assert search(browse, cast.in_role(desk), desk, words, purpose="complaint") == {}
    engaged(cast)
    assert search(browse, cast.provider, "provider", "晨光")["客户单位"] == ["晨光工厂"]


def test_the_stranger_has_no_box(cast: Cast, browse: Browse) -> None:
    for desk in DESKS:
        answer = browse(cast.stranger).post(reverse(f"{desk}:search"), {"words": "李师傅"})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "words",
    ["", "   ", "%", "_", "'; DROP TABLE x; --", "<script>", "字" * 10_000, "\x00", "😀"],
)
def test_whatever_is_typed(cast: Cast, browse: Browse, words: str) -> None:
    for desk in DESKS:
        client = browse(cast.in_role(desk))
        page = client.post(reverse(f"{desk}:search"), {"words": words, "purpose": "inspection"})
        assert page.status_code == 200 and "<script>" not in page.text.split("<main", 1)[1]


def test_words_never_stand_in_the_address(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:search"), {"words": "李师傅"})
    assert labels(page) == {}


def test_a_name_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        declare_search(Source(name="tasks", label="别的", find=lambda asked: ()))


def test_every_word_must_fit() -> None:
    assert (
        fits("加班 工资", "加班工资台账") and fits("ABC", "abc") and not fits("加班 休假", "加班")
    )
