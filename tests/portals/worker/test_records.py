"""我的记录: each record confirmed or disputed by the worker's own act."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.worker.examples import finding_about_li, record_number


def _url(cast: Cast) -> str:
    return reverse("worker:record", args=[record_number(cast)])


def test_the_list_is_grouped_by_firm_and_nothing_is_ticked(cast: Cast, browse: Browse) -> None:
    page = browse(cast.worker).get(reverse("worker:records"))
    assert [firm for firm, _ in page.context["firms"]] == ["晨光工厂"]
    assert 'name="chosen"' in page.text and "checked" not in page.text


def test_confirming_one_makes_both_sides_agree(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    answer = client.post(_url(cast), {"kind": "confirmed", "words": ""}, follow=True)
    assert "1 条记录已确认" in answer.text
    page = client.get(_url(cast)).text
    assert "双方一致" in page and "本人登录并填写证件号码" in page


def test_a_dispute_needs_words_and_keeps_the_choice(cast: Cast, browse: Browse) -> None:
    page = browse(cast.worker).post(_url(cast), {"kind": "disputed", "words": " "})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["words"]
    assert page.context["form"]["kind"].value() == "disputed"
    assert "有争议" not in browse(cast.worker).get(_url(cast)).text


def test_without_a_choice_the_words_stay(cast: Cast, browse: Browse) -> None:
    page = browse(cast.worker).post(_url(cast), {"words": "我有话说"})
    assert list(page.context["form"].errors) == ["kind"]
    assert "我有话说" in page.text


def test_a_later_answer_keeps_the_earlier_one(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    client.post(_url(cast), {"kind": "confirmed", "words": ""})
    client.post(_url(cast), {"kind": "disputed", "words": "后来发现少了一天"})
    page = client.get(_url(cast))
    assert [stance.kind for stance in page.context["history"]] == ["confirmed", "disputed"]
    assert "后来发现少了一天" in page.text and "有争议" in page.text


def test_several_at_once_are_shown_again_and_then_answered(cast: Cast, browse: Browse) -> None:
    finding_about_li(cast)
    client = browse(cast.worker)
    page = client.get(reverse("worker:records"), {"show": "awaiting"})
    chosen = [entry.record.event_id for _, entries in page.context["firms"] for entry in entries]
    assert len(chosen) > 1
    shown = client.get(reverse("worker:answer"), {"chosen": chosen})
    assert len(shown.context["entries"]) == len(chosen)
    client.post(reverse("worker:answer"), {"chosen": chosen, "kind": "confirmed", "words": ""})
    left = client.get(reverse("worker:records"), {"show": "awaiting"})
    assert left.context["counts"]["awaiting"] == 0


@pytest.mark.parametrize("numbers", [[], ["x"], ["9" * 30]])
def test_nothing_ticked_leads_back(cast: Cast, browse: Browse, numbers: list[str]) -> None:
    answer = browse(cast.worker).get(reverse("worker:answer"), {"chosen": numbers}, follow=True)
    assert "还没有勾选" in answer.text


def test_nobody_answers_for_somebody_else(cast: Cast, browse: Browse) -> None:
    number = record_number(cast)
    facts = {"chosen": [number], "kind": "confirmed", "words": ""}
    for user in (cast.stranger, cast.enterprise, cast.regulator):
        assert browse(user).post(reverse("worker:answer"), facts).status_code == 404
        assert browse(user).post(_url(cast), facts).status_code == 404
    assert "等待确认" in browse(cast.worker).get(_url(cast)).text


def test_home_says_how_many_wait(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    assert "有 1 条记录等您核对" in client.get(reverse("worker:home")).text
    client.post(_url(cast), {"kind": "confirmed", "words": ""})
    assert "记录都核对过了" in client.get(reverse("worker:home")).text
    assert "先认一认" in browse(cast.stranger).get(reverse("worker:home")).text


def test_every_page_has_both_telephones(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    for name in ("home", "records", "accesses", "me", "findings"):
        page = client.get(reverse(f"worker:{name}")).text
        assert 'href="tel:12333"' in page and 'href="tel:12345"' in page
