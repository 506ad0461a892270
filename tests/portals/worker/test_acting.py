"""代 某某 办理: the banner on every page, only what was delegated, and the grantor sees it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cast import AT, Cast, identity_number
from tests.portals.conftest import Browse
from tests.portals.worker.examples import delegation_of_li, record_number

HE = identity_number(born="19790912", sequence=224)
BANNER = "您正在代 李师傅 办理"


@pytest.fixture
def helper(cast: Cast, browse: Browse) -> Client:
    """何大姐 (the stranger's account), whom 李师傅 lets read and answer; taken up."""
    from gongyue.apps.registry.services.delegations import accept_delegation
    from gongyue.apps.registry.services.links import link_myself

    link_myself(by=cast.stranger, name="何大姐", id_number=HE, at=AT)
    row = delegation_of_li(cast)
    accept_delegation(by=cast.stranger, delegation_id=row.pk, at=now())
    client = browse(cast.stranger)
    client.post(reverse("worker:act_for", args=[row.pk]))
    return client


def test_the_banner_is_on_every_page_and_other_pages_stay_shut(helper: Client) -> None:
    for name in ("acting", "acting_records"):
        assert BANNER in helper.get(reverse(f"worker:{name}")).text
    assert BANNER in helper.get("/").text
    for name in ("me", "records", "findings", "accesses", "firm", "link", "delegations"):
        answer = helper.get(reverse(f"worker:{name}"))
        assert answer["Location"] == reverse("worker:acting")
    assert "不在委托的范围" in helper.get(reverse("worker:acting")).text


def test_reading_and_answering_are_the_delegates_and_the_grantor_sees_both(
    cast: Cast, browse: Browse, helper: Client
) -> None:
    url = reverse("worker:acting_record", args=[record_number(cast)])
    assert "晨光工厂" in helper.get(url).text
    helper.post(url, {"kind": "disputed", "words": "替他说：日期不对"})
    mine = browse(cast.worker)
    assert "受托代办人：何大姐" in mine.get(reverse("worker:accesses")).text
    done = mine.get(reverse("worker:done_for_me")).text
    assert "何大姐" in done and "替他说：日期不对" in done
    assert "代办" in mine.get(reverse("worker:record", args=[record_number(cast)])).text


def test_going_out_gives_the_own_pages_back(helper: Client) -> None:
    helper.post(reverse("worker:act_stop"))
    page = helper.get(reverse("worker:me"))
    assert page.status_code == 200 and BANNER not in page.text


def test_a_revoked_delegation_ends_the_session_at_once(
    cast: Cast, browse: Browse, helper: Client
) -> None:
    mine = browse(cast.worker)
    row = mine.get(reverse("worker:delegations")).context["given"][0]
    mine.post(reverse("worker:delegation_answer", args=[row.delegation_id]), {"how": "revoke"})
    answer = helper.get(reverse("worker:acting_records"))
    assert answer.status_code == 404
    assert BANNER not in helper.get(reverse("worker:me")).text


def test_what_was_not_delegated_is_refused_by_the_page_and_by_the_service(
    cast: Cast, browse: Browse
) -> None:
    from gongyue.apps.registry.services.delegations import accept_delegation
    from gongyue.apps.registry.services.links import link_myself

    link_myself(by=cast.stranger, name="何大姐", id_number=HE, at=AT)
    row = delegation_of_li(cast, "take_stance")
    accept_delegation(by=cast.stranger, delegation_id=row.pk, at=now())
    client = browse(cast.stranger)
    client.post(reverse("worker:act_for", args=[row.pk]))
    answer = client.get(reverse("worker:acting_records"))
    assert answer["Location"] == reverse("worker:acting")


def test_offering_by_the_form(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    facts = {"relation": "colleague", "name": "何大姐", "phone": cast.stranger.phone, "days": "7"}
    page = client.post(reverse("worker:delegation_new"), facts)
    assert list(page.context["form"].errors) == ["acts"] and 'value="何大姐"' in page.text
    page = client.post(reverse("worker:delegation_new"), {**facts, "acts": ["export"]})
    assert list(page.context["form"].errors) == ["acts"]
    answer = client.post(
        reverse("worker:delegation_new"), {**facts, "acts": ["read_records"]}, follow=True
    )
    assert "等对方接受" in answer.text
    paper = client.get(answer.redirect_chain[-1][0] + "paper/?size=slip")
    assert "receipt--slip" in paper.text and "data:image/svg+xml" in paper.text


def test_a_question_and_its_answer_on_both_sides(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import opening_of_li

    client = browse(cast.worker)
    url = reverse("worker:access", args=[opening_of_li(cast)])
    assert list(client.post(url, {"words": ""}).context["form"].errors) == ["words"]
    client.post(url, {"words": "为什么看我 <b>"})
    office = browse(cast.regulator)
    inbox = office.get(reverse("regulator:home"))
    assert "说明一次查阅的理由" in inbox.text
    task = inbox.context["page"][0]
    page = office.get(reverse("regulator:task", args=[task.task_id]))
    answer_url = page.context["about_url"]
    assert "为什么看我 &lt;b&gt;" in office.get(answer_url).text
    office.post(answer_url, {"words": "核查投诉"})
    assert "核查投诉" in client.get(url).text
    assert "没有待办" in office.get(reverse("regulator:home")).text
