"""What a desk sets up for itself: filters, modules, dictionaries; owners, colleagues, strangers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.roles import Role
from gongyue.apps.workspace.modules import MODULE_OF_ROUTE, MODULES
from gongyue.apps.workspace.selectors.dictionaries import dictionaries_of, values_of
from gongyue.apps.workspace.selectors.filters import filters_of
from gongyue.apps.workspace.services.dictionaries import NewEntry, entry_retire, entry_save
from gongyue.apps.workspace.services.filters import NewFilter, filter_forget, filter_save
from gongyue.apps.workspace.services.switches import module_allow, module_switch
from tests.cast import AT, Cast
from tests.portals.test_pages import EXAMPLES, ROWS
from tests.portals.workspace.examples import entry_of_factory, filter_of_chen

PEOPLE = "/enterprise/people/"
Browse = Callable[[Any], Client]


def _colleague(cast: Cast) -> Any:
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.services.organisations import grant_role

    user = register_user(phone="13900007777", name="黄人事", at=AT)
    grant_role(by=cast.enterprise, organisation_id=cast.factory.pk, user=user, role=Role.HR, at=AT)
    return user


def _switch(cast: Cast, module: str, is_on: bool) -> None:
    facts = {"organisation_id": cast.factory.pk, "module": module, "is_on": is_on}
    module_switch(by=cast.enterprise, at=AT, **facts)


# Filters -----------------------------------------------------------------------------------------


def test_a_filter_is_saved_from_the_list_and_offered_above_it(cast: Cast, browse: Browse) -> None:
    chen = browse(cast.enterprise)
    query = "department=%E5%8C%85%E8%A3%85&page=2"
    answer = chen.post(
        reverse("workspace:save_filter"), {"back": f"{PEOPLE}?{query}", "name": "包装车间"}
    )
    assert answer["Location"] == f"{PEOPLE}?{query}"
    page = chen.get(PEOPLE).content.decode()
    assert "包装车间" in page and "department=%E5%8C%85%E8%A3%85" in page and "page=2" not in page


def test_a_shared_filter_is_for_the_desk_and_nobody_else(cast: Cast) -> None:
    huang = _colleague(cast)
    new = NewFilter(
        page="enterprise:people", name="共用", query="state=left",
        organisation_id=cast.factory.pk, is_shared=True,
    )  # fmt: skip
    filter_save(by=cast.enterprise, new=new, at=AT)
    filter_of_chen(cast)
    seen = [one.name for one in filters_of(huang, "enterprise:people", cast.factory.pk)]
    assert seen == ["共用"]
    assert filters_of(cast.stranger, "enterprise:people", None) == []
    shared = filters_of(huang, "enterprise:people", cast.factory.pk)[0]
    with pytest.raises(NotFound):
        filter_forget(by=huang, filter_id=shared.filter_id)


def test_a_stranger_saves_nothing_for_a_firm(cast: Cast) -> None:
    new = NewFilter(
        page="enterprise:people", name="x", query="a=1", organisation_id=cast.factory.pk
    )
    with pytest.raises(NotFound):
        filter_save(by=cast.stranger, new=new, at=AT)


def test_a_list_opens_with_its_default_and_shows_all_when_asked(cast: Cast, browse: Browse) -> None:
    new = NewFilter(
        page="enterprise:people", name="离职", query="state=left",
        organisation_id=cast.factory.pk, is_default=True,
    )  # fmt: skip
    filter_save(by=cast.enterprise, new=new, at=AT)
    chen = browse(cast.enterprise)
    assert chen.get(PEOPLE)["Location"] == f"{PEOPLE}?state=left"
    assert chen.get(PEOPLE, {"all": "1"}).status_code == 200
    assert chen.get(PEOPLE, {"state": "left"}).status_code == 200
    assert chen.get(PEOPLE, headers={"HX-Request": "true"}).status_code == 200
    assert browse(_colleague(cast)).get(PEOPLE).status_code == 200


def test_one_filter_is_the_default_at_most(cast: Cast) -> None:
    for name in ("一", "二"):
        new = NewFilter(
            page="enterprise:people", name=name, query=f"q={name}",
            organisation_id=cast.factory.pk, is_default=True,
        )  # fmt: skip
        filter_save(by=cast.enterprise, new=new, at=AT)
    found = filters_of(cast.enterprise, "enterprise:people", cast.factory.pk)
    assert [one.name for one in found if one.is_default] == ["二"]


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "a=1"), ("长" * 31, "a=1"), ("x", ""), ("x", "page=2"), ("x", "a=" + "1" * 600)],
)
def test_a_filter_that_cannot_be_kept_is_refused(cast: Cast, name: str, query: str) -> None:
    new = NewFilter(page="enterprise:people", name=name, query=query)
    with pytest.raises(Refused):
        filter_save(by=cast.enterprise, new=new, at=AT)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "", "/x/"])
def test_saving_leads_nowhere_else(cast: Cast, browse: Browse, back: str) -> None:
    answer = browse(cast.enterprise).post(
        reverse("workspace:save_filter"), {"back": back, "name": "x"}
    )
    assert answer.status_code == 404


# Modules -----------------------------------------------------------------------------------------


# Routes whose example belongs to another office: the firm sees nothing there either way.
ELSEWHERE = {row.name for row in ROWS if row.answers["enterprise"] == "hidden"}


@pytest.mark.parametrize("route", sorted(MODULE_OF_ROUTE.keys() - ELSEWHERE))
def test_every_route_of_a_module_is_gone_while_it_is_off(
    cast: Cast, browse: Browse, route: str
) -> None:
    url = reverse(route, kwargs=EXAMPLES.get(route, lambda cast: {})(cast))
    chen = browse(cast.enterprise)
    before = chen.get(url).status_code
    assert before != 404
    _switch(cast, MODULE_OF_ROUTE[route], False)
    assert chen.get(url).status_code in ({404} if before != 405 else {404, 405})
    assert chen.post(url).status_code in {404, 405}
    _switch(cast, MODULE_OF_ROUTE[route], True)
    assert chen.get(url).status_code == before


def test_what_is_off_is_not_in_the_menu_and_keeps_its_data(cast: Cast, browse: Browse) -> None:
    chen = browse(cast.enterprise)
    events = Event.objects.filter(type="employment.recorded").count()
    assert "/enterprise/imports/" in chen.get("/enterprise/").content.decode()
    _switch(cast, "imports", False)
    menu = chen.get("/enterprise/").content.decode().split("desk__main")[0]
    assert "/enterprise/imports/" not in menu
    assert Event.objects.filter(type="employment.recorded").count() == events


def test_switching_is_the_owners_and_leaves_its_event(cast: Cast) -> None:
    for other in (cast.stranger, cast.regulator):
        with pytest.raises(NotFound):
            module_switch(
                by=other, organisation_id=cast.factory.pk, module="checkup", is_on=False, at=AT
            )
    with pytest.raises(NotAllowed):
        module_switch(
            by=_colleague(cast), organisation_id=cast.factory.pk, module="checkup", is_on=False,
            at=AT,
        )  # fmt: skip
    _switch(cast, "checkup", False)
    assert Event.objects.filter(type="module.switched", organisation=cast.factory.pk).count() == 1


def test_what_the_operator_does_not_allow_the_owner_cannot_switch_on(
    cast: Cast, browse: Browse
) -> None:
    facts = {"organisation_id": cast.factory.pk, "module": "checkup", "at": AT}
    with pytest.raises((NotFound, NotAllowed)):
        module_allow(by=cast.enterprise, is_allowed=False, **facts)
    module_allow(by=cast.operator, is_allowed=False, **facts)
    with pytest.raises(Refused):
        module_switch(by=cast.enterprise, is_on=True, **facts)
    assert browse(cast.enterprise).get("/enterprise/checkups/").status_code == 404
    module_allow(by=cast.operator, is_allowed=True, **facts)
    assert browse(cast.enterprise).get("/enterprise/checkups/").status_code == 200


def test_every_route_of_a_module_exists() -> None:
    for module in MODULES.values():
        for route in module.routes:
            assert reverse(route, kwargs=_any_arguments(route)), route


def _any_arguments(route: str) -> dict[str, Any]:
    from django.urls import get_resolver

    space, name = route.split(":")
    resolver = dict(get_resolver().namespace_dict)[space][1]
    arguments = resolver.reverse_dict.getlist(name)[0][0][0][1]
    uuid = "00000000-0000-4000-8000-000000000000"
    words = {"kind": "xlsx", "name": "x", "event_id": 1, "finding_id": uuid, "membership_id": 1}
    return {argument: words.get(argument, uuid) for argument in arguments}


# Dictionaries ------------------------------------------------------------------------------------


def test_a_value_counts_the_people_who_are_written_its_way(cast: Cast) -> None:
    hands = Employment.objects.filter(organisation=cast.factory)
    hands.update(post="包装工")
    hands.filter(department="装配车间").update(post="钳工")
    new = NewEntry(dictionary="post", label="钳", also="钳工，钳子工")
    entry_save(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)
    found = {one.name: one for one in dictionaries_of(cast.enterprise, cast.factory.pk)}
    entry = found["post"].entries[0]
    assert (entry.used, entry.also) == (1, ("钳工", "钳子工"))
    assert found["post"].strangers == (("包装工", 1),) and "department" not in found


def test_departments_are_those_of_the_tree(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("workspace:dictionaries")).content.decode()
    assert "装配车间" in page and reverse("enterprise:departments") in page
    with pytest.raises(Refused, match="没有这本字典"):
        entry_save(
            by=cast.enterprise, organisation_id=cast.factory.pk,
            new=NewEntry(dictionary="department", label="总装"), at=AT,
        )  # fmt: skip


def test_one_spelling_means_one_value(cast: Cast) -> None:
    entry_of_factory(cast)
    with pytest.raises(Refused, match="组装工"):
        entry_save(
            by=cast.enterprise, organisation_id=cast.factory.pk,
            new=NewEntry(dictionary="post", label="组装工"), at=AT,
        )  # fmt: skip


def test_a_retired_value_is_kept_and_no_longer_offered(cast: Cast) -> None:
    entry = entry_of_factory(cast)
    assert values_of(cast.enterprise, cast.factory.pk, "post") == ["装配工"]
    entry_retire(by=cast.enterprise, organisation_id=cast.factory.pk, entry_id=entry.pk, at=AT)
    assert values_of(cast.enterprise, cast.factory.pk, "post") == []
    entry.refresh_from_db()
    assert entry.retired_at is not None
    assert Event.objects.filter(type="dictionary.changed").count() == 2


@pytest.mark.parametrize("bad", ["", " ", "<b>", "a b", "长" * 31])
def test_a_code_that_is_none_is_refused_by_name(cast: Cast, browse: Browse, bad: str) -> None:
    facts = {"dictionary": "post", "label": "<script>alert(1)</script>", "code": bad}
    answer = browse(cast.enterprise).post(reverse("workspace:save_entry"), facts)
    page = answer.content.decode()
    assert answer.status_code == 200 and "error-summary" in page and "<script>alert" not in page


def test_the_code_lists_are_published_for_programs(client: Client) -> None:
    lists = client.get(reverse("public:code_lists"), {"format": "json"}).json()
    assert {"code": "full_time", "label": "全日制"} in lists["employment_kind"]["values"]
    assert "employment.recorded" in {value["code"] for value in lists["event_type"]["values"]}
