"""The field for a place: typed, chosen from lists with and without scripts, old codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from gongyue.apps.registry.services.particulars import Particulars, change_particulars
from gongyue.apps.registry.services.streets import streets_import
from gongyue.portals.shared.place_fields import PlaceField, plain_query
from gongyue.portals.shared.places import filter_choices, place_name, suggestions, whole_address
from tests.cast import AT, Cast

Browse = Callable[[Any], Client]
pytestmark = pytest.mark.django_db
STREETS = "430102001,晴川街道\n430102002,望月街道\n430104101,橘香镇\n"
CHANGSHA, YUELU = "湖南省长沙市", "湖南省长沙市岳麓区"


class Form(forms.Form):
    place = PlaceField(label="所在地", streets=True, least="city")


def sent(**parts: str) -> Form:
    return Form({name.replace("p_", "place__"): value for name, value in parts.items()})


@pytest.fixture
def streets(cast: Cast) -> Cast:
    streets_import(by=cast.operator, content=STREETS.encode(), complete=False, at=AT)
    return cast


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"place": "430104"}, "430104"),
        ({"place": "长沙岳麓"}, "430104"),
        ({"place": " 东莞 "}, "441900"),
        ({"place": "430122"}, "430122"),
        ({"place": "430104101"}, "430104101"),
        ({"place": "岳麓橘香镇"}, "430104101"),
        ({"place": "橘香镇"}, "430104101"),
        ({"place": f"{YUELU}橘香镇"}, "430104101"),
        ({"place": YUELU, "p_was": "430104"}, "430104"),
        # The lists count where they were changed and the line was not.
        ({"place": CHANGSHA, "p_was": "430100", "p_1": "430000", "p_2": "430100", "p_3": "430104"},
         "430104"),
        ({"place": "", "p_was": "", "p_1": "420000", "p_2": "429004"}, "429004"),
        ({"place": "", "p_was": "", "p_1": "110000", "p_2": "110101"}, "110101"),
        ({"place": YUELU, "p_was": "430104", "p_1": "430000", "p_2": "430100", "p_3": "430104",
          "p_4": "430104101"}, "430104101"),
        # The line counts where it was changed.
        ({"place": "东莞", "p_was": "430100", "p_1": "430000", "p_2": "430100"}, "441900"),
    ],
)  # fmt: skip
def test_what_is_typed_or_chosen_is_one_code(streets: Cast, parts: dict, code: str) -> None:
    form = sent(**parts)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == code


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"place": ""}, "必填"),
        ({"place": "火星"}, "还没有收录"),
        ({"place": "朝阳"}, "不止一处"),
        ({"place": "湖南"}, "请选到市或者区县"),
        ({"place": "999999"}, "还没有收录"),
        ({"place": "430102999"}, "还没有收录"),
        ({"place": "长" * 5000}, "地名太长"),
        # Another province above the old city: the lists below are filled anew.
        ({"place": CHANGSHA, "p_was": "430100", "p_1": "440000", "p_2": "430100"}, "接着选"),
        ({"place": CHANGSHA, "p_was": "430100", "p_1": "430000", "p_2": "430200", "p_next": "1"},
         "接着选"),
    ],
)  # fmt: skip
def test_what_is_unclear_is_said_in_words(streets: Cast, parts: dict, words: str) -> None:
    form = sent(**parts)
    assert not form.is_valid()
    assert words in form.errors["place"][0] or words == "必填"


@pytest.mark.parametrize("junk", ["\0", "'", "<b>", "+430100", "+", "43010２", "💥" * 9])
def test_junk_in_any_part_breaks_nothing(streets: Cast, junk: str) -> None:
    for part in ("place", "place__was", "place__1", "place__3", "place__4", "place__next"):
        form = Form({"place": "长沙", part: junk})
        form.is_valid()
        assert str(form)


def test_without_scripts_the_button_fills_the_next_list_and_keeps_the_rest(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.worker)
    sent = {"name": "月光面馆", "kind": "enterprise", "place": CHANGSHA, "place__was": "430100",
            "place__1": "440000", "place__2": "430100", "place__next": "1"}  # fmt: skip
    page = BeautifulSoup(client.post("/worker/firm/", sent).content, "html.parser")
    assert page.select_one("[name=name]")["value"] == "月光面馆"
    assert page.select_one(".place__chain").has_attr("open")
    assert "接着选" in page.select_one(".error-summary").text
    assert page.select_one("[name=place__2] option[value='441900']")
    sent |= {"place": "广东省", "place__was": "440000", "place__2": "441900"}
    del sent["place__next"]
    assert client.post("/worker/firm/", sent).status_code == 302


def test_the_next_list_comes_by_itself_with_scripts(client: Client) -> None:
    asked = {"field": "place", "at": "id_place", "place__1": "430000", "place__2": "430100"}
    page = BeautifulSoup(client.get(reverse("public:place_levels"), asked).content, "html.parser")
    assert page.select_one("[name=place]")["value"] == CHANGSHA
    assert page.select_one("[name=place__3] option[value='430104']").text == "岳麓区"
    for label in page.select(".place__levels label"):
        assert page.find(id=label["for"])
    evil = client.get(reverse("public:place_levels"), {"field": '"><script>', "at": "x' onload"})
    assert "<script>" not in evil.text and "onload" not in evil.text


def test_words_bring_names_the_near_ones_first(client: Client, streets: Cast) -> None:
    page = client.get(reverse("public:place_words"), {"field": "place", "place": "鼓楼"}).text
    assert "江苏省南京市鼓楼区" in page
    assert suggestions("长沙", "430000", streets=False)[0] == CHANGSHA
    assert client.get(reverse("public:place_words"), {"place": "\0<'" * 90}).status_code == 200
    assert suggestions("橘香镇", "", streets=True) == [f"{YUELU}橘香镇"]


def test_an_old_code_shows_its_name_and_stays(cast: Cast, browse: Browse) -> None:
    say = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    change_particulars(particulars=Particulars(place="430122"), **say)
    client = browse(cast.enterprise)
    page = BeautifulSoup(client.get("/enterprise/organisation/").content, "html.parser")
    assert page.select_one("[name=place]")["value"] == "湖南省长沙市望城县"
    assert "已撤销" in page.select_one("[name=place__3] option[selected]").text
    facts = {"name": "改名厂", "place": "湖南省长沙市望城县", "place__was": "430122",
             "credit_code": page.select_one("[name=credit_code]").get("value", "")}  # fmt: skip
    assert client.post("/enterprise/organisation/", facts).status_code == 302


def test_an_address_of_a_calculation_holds_the_code_and_no_lists() -> None:
    asked = QueryDict("place=长沙岳麓&place__was=430100&place__1=430000&wage=1")
    form = Form(asked)
    assert form.is_valid()
    assert plain_query(asked, form).urlencode() == "place=430104&wage=1"


def test_a_place_without_figures_is_answered_plainly(client: Client, db: None) -> None:
    asked = {"place": "东莞", "month": "2025-03", "gross": "2300", "full_month": "yes"}
    said = client.get("/calculators/minimum_wage/result/", asked, follow=True).text
    assert "广东省东莞市" in said and "没有" in said


def test_the_last_place_is_remembered_and_the_first_is_the_city(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    first = client.get("/calculators/severance/all/").text
    assert f'value="{place_name("430102")}"' in first
    client.get("/worker/matters/new/", {"place": "东莞"})
    assert 'value="广东省东莞市"' in client.get("/calculators/severance/all/").text
    visitor = Client()
    visitor.get(
        "/calculators/minimum_wage/result/", {"place": "东莞", "month": "2025-03", "gross": "2300"}
    )
    assert "place" not in visitor.session


def test_the_filter_goes_down_to_the_streets(streets: Cast) -> None:
    labels = [label for label, _ in filter_choices("430100", "")]
    assert labels == [""]
    groups = dict(filter_choices("430100", "430102002"))
    assert groups["芙蓉区里面"] == [("430102001", "晴川街道"), ("430102002", "望月街道")]
    assert dict(filter_choices("430000", "430104")).keys() == {"", "长沙市里面", "岳麓区里面"}
    assert filter_choices("430102", "") == [("芙蓉区里面", groups["芙蓉区里面"])]


def test_the_office_finds_firms_by_street(streets: Cast, browse: Browse) -> None:
    say = {"by": streets.enterprise, "organisation_id": streets.factory.pk, "at": AT}
    change_particulars(particulars=Particulars(place="430102002", address="一号"), **say)
    client, asked = browse(streets.regulator), {"purpose": "inspection"}
    page = client.get("/regulator/firms/", {**asked, "place": "430102002"}).text
    assert "晨光工厂" in page and "芙蓉区望月街道" in page
    assert "晨光工厂" not in client.get("/regulator/firms/", {**asked, "place": "430102001"}).text
    file = client.get("/regulator/firms/", {**asked, "place": "430102", "export": "csv"})
    assert "湖南省长沙市芙蓉区望月街道一号" in file.content.decode("utf-8-sig")
    stranger = browse(streets.stranger).get("/regulator/firms/", {**asked, "place": "430102"})
    assert stranger.status_code == 404


def test_an_address_is_told_once() -> None:
    assert whole_address("430104", "", "麓山路一号") == f"{YUELU}麓山路一号"
    assert whole_address("430104", "", f"{YUELU}麓山路一号") == f"{YUELU}麓山路一号"
