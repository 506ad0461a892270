"""亮证 and 给谁看 on the screens of both sides."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import LI_NUMBER, Cast
from tests.portals.conftest import Browse
from tests.portals.worker.examples import agency_of


def test_the_card_asks_for_a_pin_first_and_a_desk_reads_it(cast: Cast, browse: Browse) -> None:
    mine, url = browse(cast.worker), reverse("worker:card")
    assert "先设一个卡片密码" in mine.get(url).text
    page = mine.post(url, {"pin": "123456", "again": "123456"})
    assert list(page.context["form"].errors) == ["pin"]
    page = mine.post(url, {"pin": "739164", "again": "739165"})
    assert list(page.context["form"].errors) == ["again"]
    mine.post(url, {"pin": "739164", "again": "739164"})
    card = mine.get(url)
    assert card["Refresh"] and "data:image/svg+xml" in card.text and LI_NUMBER not in card.text
    other = browse(cast.worker)
    assert "卡片密码" in other.get(url).text and "id-card" not in other.get(url).text
    assert list(other.post(url, {"pin": "000000"}).context["form"].errors) == ["pin"]
    desk = browse(cast.provider)
    shown = desk.post(reverse("provider:verify"), {"code": card.context["code"]})
    assert "卡片有效" in shown.text and "李**" in shown.text and LI_NUMBER not in shown.text
    assert "核验本人出示的卡片" in mine.get(reverse("worker:accesses")).text
    wrong = desk.post(reverse("provider:verify"), {"code": "<script>"})
    assert list(wrong.context["form"].errors) == ["code"]


def test_asking_agreeing_to_less_reading_and_withdrawing(cast: Cast, browse: Browse) -> None:
    mine, desk = browse(cast.worker), browse(cast.provider)
    mine.post(reverse("worker:card"), {"pin": "739164", "again": "739164"})
    code = mine.get(reverse("worker:card")).context["code"]
    shown = desk.post(reverse("provider:verify"), {"code": code}).context["shown"]
    ask = reverse("provider:consent_new", args=[shown.person_id])
    facts = {"purpose": "services", "kinds": ["employment.recorded", "pay.recorded"], "days": "7"}
    assert list(desk.post(ask, {**facts, "kinds": []}).context["form"].errors) == ["kinds"]
    desk.post(ask, facts)
    waiting = mine.get(reverse("worker:consents"))
    assert "等您答复" in waiting.text
    row = waiting.context["rows"][0]
    page = reverse("worker:consent", args=[row.consent_id])
    mine.post(page, {"how": "give", "kinds": ["employment.recorded"]})
    read = desk.get(reverse("provider:consent", args=[row.consent_id]))
    assert "用工登记" in read.text and "李师傅" not in read.text
    mine.post(page, {"how": "withdraw"})
    read = desk.get(reverse("provider:consent", args=[row.consent_id]))
    assert "用工登记" not in read.text


def test_giving_unasked(cast: Cast, browse: Browse) -> None:
    mine = browse(cast.worker)
    found = mine.get(reverse("worker:consent_find"), {"q": "人力资源"})
    assert "示例人力资源服务部" in found.text
    url = reverse("worker:consent_new", args=[agency_of(cast)])
    page = mine.post(url, {"purpose": "inspection", "kinds": ["pay.recorded"], "days": "7"})
    assert list(page.context["form"].errors) == ["purpose"]
    answer = mine.post(
        url, {"purpose": "hiring", "kinds": ["pay.recorded"], "days": "7"}, follow=True
    )
    assert "我同意示例人力资源服务部" in answer.text and "撤回同意" in answer.text


def test_the_strangers_list_is_empty(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import consent_of

    consent_of(cast)
    assert "示例人力资源" not in browse(cast.stranger).get(reverse("worker:consents")).text
