"""Whose hand: the worker binds the account, nobody else does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast, identity_number
from tests.portals.conftest import Browse

HE = identity_number(born="19790912", sequence=224)


def test_somebody_the_firm_declared_links_and_sees_their_records(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.stranger)
    answer = client.post(reverse("worker:link"), {"name": "何大姐", "id_number": HE}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("worker:records")
    assert "晨光工厂" in answer.text and "用工登记" in answer.text
    page = client.get(reverse("worker:me")).text
    assert "本人登录后填写姓名与证件号码" in page
    assert HE not in page and "430***********" in page


def test_the_page_says_that_the_phone_is_not_the_one_the_firm_knows(
    cast: Cast, browse: Browse
) -> None:
    """The roster has no phones; a firm's own user who links as its worker is flagged."""
    client = browse(cast.enterprise)
    client.post(reverse("worker:link"), {"name": "何大姐", "id_number": HE})
    assert "手机号要留意" in client.get(reverse("worker:me")).text


@pytest.mark.parametrize(
    ("name", "number", "field"),
    [
        ("何大姐", "43010219790912224", "id_number"),
        ("何大姐", HE[:-1] + ("1" if HE[-1] != "1" else "2"), "id_number"),
        ("", HE, "name"),
        ("何大姐", "", "id_number"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_names_the_field(
    cast: Cast, browse: Browse, name: str, number: str, field: str
) -> None:
    page = browse(cast.stranger).post(reverse("worker:link"), {"name": name, "id_number": number})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert f'value="{number}"' in page.text or not number
    assert f'href="#id_{field}"' in page.text


def test_another_name_does_not_link_and_tells_nothing(cast: Cast, browse: Browse) -> None:
    page = browse(cast.stranger).post(reverse("worker:link"), {"name": "张三", "id_number": HE})
    assert "服务窗口" in page.text
    assert "何大姐" not in page.text and "晨光工厂" not in page.text


def test_unlinking_hides_the_records_again(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    client.post(reverse("worker:unlink"))
    assert client.get(reverse("worker:records"))["Location"] == reverse("worker:link")
