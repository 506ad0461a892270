"""收件箱 and 客户单位."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import task_of_office


def test_without_a_client_the_page_says_so(cast: Cast, browse: Browse) -> None:
    assert "还没有单位委托" in browse(cast.provider).get(reverse("provider:clients")).text


def test_a_firm_that_gives_a_role_appears_and_its_desk_opens(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import grant_role

    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.provider, role="hr", **facts)
    client = browse(cast.provider)
    page = client.get(reverse("provider:clients")).text
    assert "晨光工厂" in page and "导入表格" in page
    chosen = {"organisation": str(cast.factory.pk)}
    answer = client.post(reverse("enterprise:choose_desk"), chosen, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("enterprise:home")


def test_the_inbox(cast: Cast, browse: Browse) -> None:
    task_of_office(cast.provider, "回复客户的材料")
    assert "回复客户的材料" in browse(cast.provider).get(reverse("provider:home")).text
