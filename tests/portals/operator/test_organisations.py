"""部门和机构: the operator enters an office, its owner signs in and sees its desk."""

from __future__ import annotations

import pytest

from gongyue.apps.registry.models import Membership, Organisation
from tests.cast import Cast
from tests.portals.conftest import Browse

pytestmark = pytest.mark.django_db
PAGE = "/operator/organisations/"
FORM = {
    "kind": "mediation",
    "name": "望城区调解中心",
    "credit_code": "",
    "place": "430100",
    "owner": "秦主任",
    "phone": "13900007777",
}


def test_an_office_is_entered_and_its_owner_sees_the_desk(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.operator).post(PAGE, FORM, follow=True)
    assert "望城区调解中心已登记。" in answer.content.decode()
    owner = Membership.objects.get(organisation__name="望城区调解中心").user
    assert browse(owner).get("/mediator/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "请填写单位名称"),
        ("phone", "123", "请输入 11 位手机号"),
        ("owner", "", "请填写负责人的称呼"),
        ("place", "000000", "所在地"),
        ("kind", "operator", "是哪一种"),
        ("credit_code", "91430100MA00000000", "统一社会信用代码"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_entered(
    cast: Cast, browse: Browse, field: str, value: str, said: str
) -> None:
    before = Organisation.objects.count()
    page = browse(cast.operator).post(PAGE, {**FORM, field: value}).content.decode()
    assert said in page
    assert "field__error" in page
    assert Organisation.objects.count() == before


def test_a_second_administrator_can_be_let_in(cast: Cast, browse: Browse) -> None:
    facts = {"name": "唐运营", "phone": "13900007778", "role": "administrator"}
    answer = browse(cast.operator).post("/operator/members/", facts, follow=True)
    assert "唐运营" in answer.content.decode()
