"""What a role may not do is not offered on its desk."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.cast import AT, Cast
from tests.portals.conftest import Browse

IMPORTS = reverse("enterprise:imports")


def _finance(cast: Cast, browse: Browse) -> Any:
    from gongyue.apps.registry.services.organisations import grant_role

    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.stranger, role="finance", **facts)
    return browse(cast.stranger)


def _menu(client: Any, route: str) -> list[str]:
    page = BeautifulSoup(client.get(reverse(route)).content, "html.parser")
    return [link.text.strip() for link in page.select(".desk__menu a")]


def test_finance_is_offered_no_import_and_the_owner_is(cast: Cast, browse: Browse) -> None:
    finance = _finance(cast, browse)
    for route in ("enterprise:home", "enterprise:people", "enterprise:checkups"):
        assert "导入表格" not in _menu(finance, route)
        assert IMPORTS not in finance.get(reverse(route)).text
    assert "用工体检" in _menu(finance, "enterprise:home")
    assert "导入表格" in _menu(browse(cast.enterprise), "enterprise:home")


def test_finance_sees_names_without_a_door_behind_them(cast: Cast, browse: Browse) -> None:
    page = _finance(cast, browse).get(reverse("enterprise:people"))
    rows = BeautifulSoup(page.content, "html.parser").select("tbody th")
    assert {row.text for row in rows} == {"何大姐", "李师傅"}
    assert not any(row.a for row in rows)


def test_a_clerk_at_the_counter_is_offered_no_list_of_firms(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import grant_role, register_organisation

    facts = {"name": "示例窗口", "kind": "regulator", "credit_code": "", "place": "430102"}
    office = register_organisation(by=cast.operator, at=AT, **facts)
    asked = {"by": cast.operator, "organisation_id": office.pk, "at": AT}
    grant_role(user=cast.stranger, role="clerk", **asked)
    assert "辖区单位" not in _menu(browse(cast.stranger), "regulator:home")
    assert "辖区单位" in _menu(browse(cast.regulator), "regulator:home")
