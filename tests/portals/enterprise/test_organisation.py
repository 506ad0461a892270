"""单位信息: the owner changes it; what is wrong with a code is said."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongyue.apps.registry.models import Event, FirmPiece
from tests.cast import AT, Cast, credit_code
from tests.portals.conftest import Browse

URL = "/enterprise/organisation/"
CODE = credit_code()
GOOD = {
    "name": "晨光精密",
    "credit_code": CODE,
    "place": "430102",
    "industry": "C",
    "address": "",
}


def test_the_owner_changes_it_and_the_change_is_kept(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.enterprise).post(URL, {**GOOD, "address": "示例路 1 号"}, follow=True)
    assert "晨光精密" in answer.text and "制造业" in answer.text and "示例路 1 号" in answer.text
    assert Event.objects.filter(type="organisation.changed", organisation=cast.factory).count() == 1
    assert FirmPiece.objects.filter(organisation=cast.factory, piece="精密").exists()
    browse(cast.enterprise).post(URL, {**GOOD, "address": "示例路 1 号"})
    assert Event.objects.filter(type="organisation.changed").count() == 1  # nothing new


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("credit_code", "9143", "应为18位，现为4位"),
        ("credit_code", CODE[:17] + "I", "不会出现“I”"),
        ("credit_code", CODE[:17] + ("0" if CODE[17] != "0" else "1"), "校验位不符"),
        ("credit_code", "", "不能去掉"),
        ("name", "", "请填写单位名称"),
        ("name", "长" * 10_000, "120"),
        ("place", "999999", ""),
        ("industry", "Z", ""),
        ("address", "😀" * 201, "200"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field(
    cast: Cast, browse: Browse, field: str, value: str, words: str
) -> None:
    page = browse(cast.enterprise).post(URL, {**GOOD, field: value})
    assert field in page.context["form"].errors and words in page.text
    assert not Event.objects.filter(type="organisation.changed").exists()


def test_a_code_of_another_firm_is_refused(cast: Cast, browse: Browse) -> None:
    from tests.apps.people import firm

    other = firm(cast.stranger, "别家厂", "91430102MA4L1YYY2")
    page = browse(cast.enterprise).post(URL, {**GOOD, "credit_code": other.credit_code})
    assert "已经登记" in page.text


def test_a_member_reads_and_does_not_change(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import grant_role

    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.stranger, role="hr", **facts)
    client = browse(cast.stranger)
    assert "请找本单位的负责人" in client.get(URL).text
    assert client.post(URL, GOOD).status_code == 403
    assert client.get(reverse("enterprise:members")).status_code == 200
