"""成员与角色: the owner lets colleagues in, and out again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import membership_number

URL = "/enterprise/members/"
STRANGERS_PHONE = "13900001006"


def test_somebody_added_by_phone_finds_the_desk(cast: Cast, browse: Browse) -> None:
    facts = {"name": "孙外人", "phone": "139 0000 1006", "role": "finance"}
    client = browse(cast.enterprise)
    answer = client.post(URL, facts, follow=True)
    assert "财务" in answer.text and STRANGERS_PHONE not in answer.text
    assert browse(cast.stranger).get(reverse("enterprise:people")).status_code == 200


def test_a_number_without_an_account_gets_the_same_answer(cast: Cast, browse: Browse) -> None:
    facts = {"name": "新人事", "phone": "13911112222", "role": "hr"}
    answer = browse(cast.enterprise).post(URL, facts, follow=True)
    assert answer.redirect_chain and "新人事" in answer.text


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "", "phone": "13911112222", "role": "hr"}, "name"),
        ({"name": "甲", "phone": "110", "role": "hr"}, "phone"),
        ({"name": "甲", "phone": "13911112222", "role": "inspector"}, "role"),
        ({"name": "甲", "phone": "13911112222"}, "role"),
    ],
)
def test_bad_input_is_named_and_kept(
    cast: Cast, browse: Browse, facts: dict[str, str], field: str
) -> None:
    page = browse(cast.enterprise).post(URL, facts)
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["phone"].value() == facts["phone"]


def test_hr_looks_but_lets_nobody_in(cast: Cast, browse: Browse) -> None:
    facts = {"name": "孙外人", "phone": STRANGERS_PHONE, "role": "hr"}
    browse(cast.enterprise).post(URL, facts)
    client = browse(cast.stranger)
    assert "加一个人" not in client.get(URL).text
    assert client.post(URL, {**facts, "phone": "13911112222"}).status_code == 403
    end = reverse("enterprise:end_membership", args=[membership_number(cast)])
    assert client.post(end).status_code == 403


def test_a_role_taken_back_closes_the_desk(cast: Cast, browse: Browse) -> None:
    facts = {"name": "孙外人", "phone": STRANGERS_PHONE, "role": "finance"}
    client = browse(cast.enterprise)
    page = client.post(URL, facts, follow=True)
    given = next(m for m, *_ in page.context["members"] if m.role == "finance")
    client.post(reverse("enterprise:end_membership", args=[given.membership_id]))
    assert browse(cast.stranger).get(reverse("enterprise:people")).status_code == 404


def test_the_last_owner_stays(cast: Cast, browse: Browse) -> None:
    end = reverse("enterprise:end_membership", args=[membership_number(cast)])
    answer = browse(cast.enterprise).post(end, follow=True)
    assert "最后一位负责人" in answer.text


def test_a_membership_of_another_organisation_does_not_exist(cast: Cast, browse: Browse) -> None:
    end = reverse("enterprise:end_membership", args=[membership_number(cast) + 100])
    assert browse(cast.enterprise).post(end).status_code == 404


def test_the_owner_sets_how_much_somebody_sees(cast: Cast, browse: Browse) -> None:
    facts = {"name": "孙外人", "phone": STRANGERS_PHONE, "role": "hr"}
    client = browse(cast.enterprise)
    page = client.post(URL, facts, follow=True)
    given = next(m for m, *_ in page.context["members"] if m.role == "hr")
    scope = reverse("enterprise:scope", args=[given.membership_id])
    chosen = client.get(scope).context["form"].fields["departments"].choices[0][0]
    wrong = client.post(scope, {"scope": "below"})
    assert "请选本单位的部门" in wrong.text
    page = client.post(scope, {"scope": "below", "departments": [chosen]}, follow=True)
    assert "本部门及下级：" in page.text
    hr = browse(cast.stranger)
    assert hr.get(reverse("enterprise:people")).context["found"].total == 1
    assert hr.get(reverse("enterprise:checkups")).status_code == 403
    assert reverse("enterprise:imports") not in hr.get(reverse("enterprise:home")).text
    assert hr.post(scope, {"scope": "all"}).status_code == 403


def test_departments_are_put_in_order(cast: Cast, browse: Browse) -> None:
    url = reverse("enterprise:departments")
    client = browse(cast.enterprise)
    assert "装配车间" in client.get(url).text
    client.post(url, {"name": "生产中心", "parent": ""})
    page = client.get(url)
    top = next(row for row in page.context["tree"] if row.name == "生产中心")
    shop = next(row for row in page.context["tree"] if row.name == "装配车间")
    one = reverse("enterprise:department", args=[shop.department_id])
    client.post(one, {"name": "装配一部", "parent": top.department_id})
    found = {row.full_name for row in client.get(url).context["tree"]}
    assert "生产中心 / 装配一部" in found
    again = client.post(url, {"name": "生产中心", "parent": ""})
    assert "已经有这个部门" in again.text
    client.post(reverse("enterprise:retire_department", args=[shop.department_id]))
    assert "已停用" in client.get(url).text
