"""客户单位: asked, agreed, entered in the provider's name, and gone when it ends."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongyue.apps.registry.models import Engagement, Event
from gongyue.apps.registry.services.engagements import end_engagement
from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.engagements import asked, engaged, owner_of_provider

CLIENTS, PROVIDERS = "/provider/clients/", "/enterprise/providers/"
TERMS = {"acts": ["see_people", "tasks"], "first_on": "2026-03-02", "last_on": "", "words": "代办"}


def test_the_firm_invites_and_the_provider_agrees(cast: Cast, browse: Browse) -> None:
    firm = browse(cast.enterprise)
    answer = firm.post(PROVIDERS, {**TERMS, "other": "示例人力资源服务部"}, follow=True)
    assert "等对方答复" in answer.text
    row = Engagement.objects.get()
    owner_of_provider(cast)
    agency = browse(cast.provider)
    assert "等您答复" in agency.get(CLIENTS).text
    agency.post(reverse("provider:answer_client", args=[row.pk]), {"answer": "yes"})
    page = agency.get(CLIENTS).text
    assert "晨光工厂" in page and "去它的台面" in page
    assert "生效中" in firm.get(PROVIDERS).text


def test_the_provider_asks_by_code_and_the_firm_declines(cast: Cast, browse: Browse) -> None:
    owner_of_provider(cast)
    agency, firm = browse(cast.provider), browse(cast.enterprise)
    none = agency.post(CLIENTS, {**TERMS, "other": "晨光工厂"})
    assert "没有找到用这个代码登记的单位" in none.text
    agency.post(CLIENTS, {**TERMS, "other": cast.factory.credit_code})
    row = Engagement.objects.get()
    firm.post(reverse("enterprise:answer_provider", args=[row.pk]), {})
    assert Engagement.objects.get().state == "asked"  # a bare request answers nothing
    firm.post(reverse("enterprise:answer_provider", args=[row.pk]), {"answer": "no"})
    assert "没有同意" in agency.get(CLIENTS).text


def test_on_the_clients_desk_the_banner_names_both(cast: Cast, browse: Browse) -> None:
    row = engaged(cast)
    client = browse(cast.provider)
    page = client.post(reverse("provider:enter", args=[row.pk]), follow=True).text
    for words in ("以 <strong>示例人力资源服务部</strong> 名义为", "晨光工厂", "办理"):
        assert words in page
    assert "成员与角色" not in page and "人员" in page
    for hidden in ("members", "organisation", "providers", "seen"):
        assert client.get(reverse(f"enterprise:{hidden}")).status_code == 404
    assert client.get(reverse("enterprise:people")).status_code == 200
    assert "名义为" not in browse(cast.enterprise).get(reverse("enterprise:home")).text


@pytest.mark.parametrize("acts", [("tasks",), ("import",), ("check_up",), ("see_people",)])
def test_only_what_was_granted_opens(cast: Cast, browse: Browse, acts: tuple[str, ...]) -> None:
    engaged(cast, acts)
    client = browse(cast.provider)
    assert client.get(reverse("enterprise:home")).status_code == 200
    for name, granting in (("people", ("see_people", "check_up")), ("checkups", ("check_up",))):
        opened = client.get(reverse(f"enterprise:{name}")).status_code == 200
        assert opened is (acts[0] in granting)
    imports = client.get(reverse("enterprise:imports"))
    assert ('type="file"' in imports.text) is (acts[0] == "import")


def test_when_it_ends_the_desk_is_gone(cast: Cast, browse: Browse) -> None:
    row = engaged(cast)
    client = browse(cast.provider)
    client.post(reverse("provider:enter", args=[row.pk]))
    end_engagement(by=cast.enterprise, engagement_id=row.pk, at=AT)
    assert client.get(reverse("enterprise:home")).status_code == 404
    assert client.post(reverse("provider:enter", args=[row.pk])).status_code == 404


def test_a_provider_that_is_not_engaged_sees_nothing(cast: Cast, browse: Browse) -> None:
    asked(cast)
    client = browse(cast.provider)
    assert client.get(reverse("enterprise:home")).status_code == 404
    page = client.get(CLIENTS).text
    assert "去它的台面" not in page


def test_agents_do_not_ask_answer_or_end(cast: Cast, browse: Browse) -> None:
    row = asked(cast)
    client = browse(cast.provider)
    assert client.post(CLIENTS, {**TERMS, "other": "x"}).status_code == 403
    url = reverse("provider:answer_client", args=[row.pk])
    assert client.post(url, {"answer": "yes"}).status_code == 403
    assert client.post(reverse("provider:end_client", args=[row.pk])).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("acts", []),
        ("first_on", "明天"),
        ("last_on", "2020-01-01"),
        ("words", "字" * 10_000),
        ("other", ""),
    ],
)
def test_bad_input_is_named(cast: Cast, browse: Browse, field: str, value: object) -> None:
    facts = {**TERMS, "other": "示例人力资源服务部", field: value}
    page = browse(cast.enterprise).post(PROVIDERS, facts)
    assert field in page.context["form"].errors
    assert not Engagement.objects.exists()


def test_the_owner_assigns_an_agent(cast: Cast, browse: Browse) -> None:
    row = engaged(cast, last_on=date(2030, 1, 1))
    client = browse(cast.provider)
    url = reverse("provider:engagement", args=[row.pk])
    agent = client.get(url).context["form"].fields["agents"].choices[0][0]
    page = client.post(reverse("provider:assign", args=[row.pk]), {"agents": [agent]}, follow=True)
    assert "吴顾问" in page.text
    assert "吴顾问" in client.get(CLIENTS).text
    assert Event.objects.filter(type="client.assigned").exists()


def test_the_side_that_is_asked_has_a_task_until_it_answers(cast: Cast, browse: Browse) -> None:
    row = asked(cast)
    owner_of_provider(cast)
    client = browse(cast.provider)
    assert "答复晨光工厂的服务委托" in client.get(reverse("provider:home")).text
    client.post(reverse("provider:answer_client", args=[row.pk]), {"answer": "yes"})
    assert "答复晨光工厂的服务委托" not in client.get(reverse("provider:home")).text
