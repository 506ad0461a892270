"""谁看过我, and the own account."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import person_number


def test_reads_and_refusals_both_appear(cast: Cast, browse: Browse) -> None:
    url = reverse("enterprise:person", args=[person_number(cast)])
    browse(cast.enterprise).get(url, {"purpose": "check_up"})
    page = browse(cast.worker).get(reverse("worker:accesses")).text
    assert "晨光工厂" in page and "用工体检与整改" in page
    assert "被系统拒绝" not in page
    from gongyue.apps.accounts.errors import NotFound
    from gongyue.apps.registry.services.access import open_person
    from tests.cast import AT

    with pytest.raises(NotFound):
        open_person(by=cast.stranger, person_id=person_number(cast), purpose="", at=AT)
    assert "被系统拒绝" in browse(cast.worker).get(reverse("worker:accesses")).text


def test_looking_at_the_own_page_is_nobodys_access(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    client.get(reverse("worker:records"))
    assert "还没有人看过" in client.get(reverse("worker:accesses")).text


def test_renaming_and_a_password_that_is_too_short(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    client.post(reverse("worker:rename"), {"name": "老李"})
    assert "老李" in client.get(reverse("worker:me")).text
    page = client.post(reverse("worker:password"), {"password": "short"})
    assert list(page.context["password_form"].errors) == ["password"]
    client.post(reverse("worker:password"), {"password": "a-much-longer-secret"})
    assert client.get(reverse("worker:me")).status_code == 200  # still signed in
    cast.worker.refresh_from_db()
    assert cast.worker.check_password("a-much-longer-secret")


def test_a_firm_registered_here_opens_its_desk(cast: Cast, browse: Browse) -> None:
    client = browse(cast.stranger)
    facts = {"name": "小面馆", "kind": "enterprise", "credit_code": "", "place": "430102"}
    answer = client.post(reverse("worker:firm"), facts, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("enterprise:home")
    assert "小面馆" in answer.text and "先把花名册放进来" in answer.text


def test_a_wrong_credit_code_is_named(cast: Cast, browse: Browse) -> None:
    facts = {"name": "小面馆", "kind": "enterprise", "credit_code": "123", "place": "430102"}
    page = browse(cast.stranger).post(reverse("worker:firm"), facts)
    assert list(page.context["form"].errors) == ["credit_code"]
    assert 'value="小面馆"' in page.text
