"""服务驿站 on the screens: locked to one visitor, and nothing of the last one stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import LI_NUMBER, Cast
from tests.portals.conftest import Browse

START = {"presence": "self", "name": "李师傅", "id_number": LI_NUMBER, "agreed": "on"}


@pytest.fixture
def clerk(cast: Cast, browse: Browse) -> Client:
    """周监察员 sits at the counter of another office today."""
    from gongyue.apps.registry.roles import Role
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.registry.services.organisations import grant_role
    from tests.cast import AT

    office = organisations_of(cast.regulator)[0]
    grant_role(
        by=cast.operator,
        organisation_id=office.organisation_id,
        user=cast.regulator,
        role=Role.CLERK,
        at=AT,
    )
    return browse(cast.regulator)


def at(name: str, *args: Any) -> str:
    return reverse(f"regulator:{name}", args=args)


def test_without_a_yes_nothing_opens_and_what_was_typed_stays(clerk: Client) -> None:
    page = clerk.post(at("station"), {**START, "agreed": ""})
    assert list(page.context["form"].errors) == ["agreed"] and LI_NUMBER in page.text
    assert clerk.get(at("station_records"))["Location"] == at("station")


def test_a_visit_on_the_screens(cast: Cast, browse: Browse, clerk: Client) -> None:
    assert "打开您的档案" in clerk.get(at("station")).text
    page = clerk.post(at("station"), START, follow=True)
    assert "李师傅" in page.text and LI_NUMBER not in page.text
    records = clerk.get(at("station_records"))
    assert "用工登记" in records.text
    number = records.context["page"][0].record.event_id
    assert "来访人说不对" in clerk.get(at("station_record", number)).text
    form = clerk.post(at("station_correct", number), {"field": "", "right": "", "words": ""})
    assert list(form.context["form"].errors) == ["words"]
    answer = clerk.post(
        at("station_correct", number),
        {"field": "department", "right": "焊装", "words": ""},
        follow=True,
    )
    assert "更正申请交给单位" in answer.text
    for name in ("station_paper", "station_phone", "station_pin", "station_delegation"):
        assert clerk.get(at(name)).status_code == 200
    ended = clerk.post(at("station_end"))
    assert ended["Clear-Site-Data"] == '"cache"'
    receipt = clerk.get(ended["Location"])
    assert "提交了更正申请" in receipt.text and "李**" in receipt.text
    assert "李师傅" not in receipt.text
    mine = browse(cast.worker).get(reverse("worker:done_for_me")).text
    assert "窗口代办开始" in mine and "申请更正" in mine


def test_after_the_end_going_back_shows_nothing(clerk: Client) -> None:
    clerk.post(at("station"), START)
    shown = clerk.get(at("station_records"))
    assert "no-store" in shown["Cache-Control"] and "url=" in shown["Refresh"]
    clerk.post(at("station_end"))
    for name in ("station_records", "station_paper", "station_everything", "station_phone"):
        answer = clerk.get(at(name))
        assert answer["Location"] == at("station")
    assert "李师傅" not in clerk.get(at("station")).text


def test_everything_prints_without_scripts(clerk: Client) -> None:
    clerk.post(at("station"), START)
    page = clerk.get(at("station_everything"))
    assert LI_NUMBER in page.text and "default-src 'none'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_the_menu_shows_it_to_clerks_only(cast: Cast, browse: Browse, clerk: Client) -> None:
    assert "服务驿站" in clerk.get(at("home")).text
    assert "服务驿站" not in browse(cast.mediator).get(reverse("mediator:home")).text
    assert browse(cast.mediator).get(reverse("mediator:station")).status_code == 403


def test_an_intention_and_a_code(clerk: Client) -> None:
    clerk.post(at("station"), START)
    page = clerk.post(at("station_intention"), {"posts": ""})
    assert list(page.context["form"].errors) == ["posts"]
    answer = clerk.post(at("station_intention"), {"posts": "电工"}, follow=True)
    assert "登记了就业意向" in answer.text
    page = clerk.post(at("station_phone"), {"phone": "123", "how": "do"})
    assert list(page.context["form"].errors) == ["phone"]
