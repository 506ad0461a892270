"""Two registrations of one firm on the desks: found, looked at, merged with a ground, undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongyue.apps.registry.models import Event, Organisation, Sameness
from tests.cast import Cast
from tests.portals.pairs import pair_of_firms
from tests.portals.test_sameness import client_of, text

pytestmark = pytest.mark.django_db
WHY = "同一地址，营业执照为凭"


def sent(cast: Cast, **more: str) -> dict[str, str]:
    return {"say": "same", "reason": WHY, "stays": str(cast.factory.pk), **more}


def test_the_operator_sees_both_sides_and_what_hangs_on_them(cast: Cast) -> None:
    number = pair_of_firms(cast)
    operator = client_of(cast.operator)
    assert "/operator/quality/firms/" in text(operator.get("/operator/quality/"))
    page = text(operator.get("/operator/quality/firms/"))
    assert "晨光工厂有限公司" in page and "待核对" in page
    pair = text(operator.get(f"/operator/quality/firms/{number}/"))
    for words in ("登记的用工", "待办", "出具的文书", "体检", "公告", "留下哪一份", "没有统一代码"):
        assert words in pair
    file = operator.get("/operator/quality/firms/?export=csv").content.decode("utf-8-sig")
    assert "晨光工厂有限公司" in file
    assert "李师傅" not in page + pair + file


def test_the_operator_merges_with_a_ground_and_takes_it_back(cast: Cast) -> None:
    number = pair_of_firms(cast)
    operator = client_of(cast.operator)
    done = operator.post(f"/operator/quality/firms/{number}/", sent(cast), follow=True)
    assert "已合并" in text(done) and WHY in text(done)
    saying = Sameness.objects.get()
    assert saying.state == "merged" and saying.kept_organisation == cast.factory
    assert operator.get(f"/operator/quality/firms/{number}/").status_code == 404
    told = text(client_of(cast.enterprise).get("/messages/"))
    assert "晨光工厂有限公司" in told and "登记已合并" in told
    assert "合并登记" in text(client_of(cast.enterprise).get(reverse("enterprise:acts")))
    back = operator.post(f"/operator/quality/said/{saying.pk}/", {"how": "undo", "what": "firms"})
    assert back.status_code == 302 and back["Location"] == "/operator/quality/firms/"
    saying.refresh_from_db()
    assert saying.state == "undone"
    assert Event.objects.filter(type="organisation.same_undone").count() == 2


def test_a_regulator_comes_from_its_quality_page_and_proposes(cast: Cast) -> None:
    number = pair_of_firms(cast)
    regulator = client_of(cast.regulator)
    assert "/regulator/quality/firms/" in text(regulator.get("/regulator/quality/"))
    assert "晨光工厂有限公司" in text(regulator.get("/regulator/quality/firms/"))
    done = regulator.post(f"/regulator/quality/firms/{number}/", sent(cast), follow=True)
    assert "等系统管理员认定" in text(done) and "撤销</button>" not in text(done)
    saying = Sameness.objects.get()
    assert saying.state == "proposed"
    assert (
        regulator.post(f"/operator/quality/said/{saying.pk}/", {"how": "confirm"}).status_code
        == 404
    )
    waiting = text(client_of(cast.operator).get("/operator/quality/firms/"))
    assert "待确认" in waiting and WHY in waiting


def test_two_that_are_not_one_are_not_shown_again(cast: Cast) -> None:
    number = pair_of_firms(cast)
    operator = client_of(cast.operator)
    said = {"say": "apart", "reason": "两家不同的单位"}
    operator.post(f"/operator/quality/firms/{number}/", said)
    assert Sameness.objects.get().state == "apart"
    assert "没有发现重复的单位" in text(operator.get("/operator/quality/firms/"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"reason": "长" * 301}, "最多 300 字"),
        ({"stays": ""}, "请选合并后留下哪一份"),
        ({"stays": "x"}, "请从两份登记里选一份"),
        ({"say": "perhaps"}, "请选一个按钮"),
        ({"reason": "\u0000<script>alert(1)</script>", "stays": "\u0000"}, "请选合并后留下哪一份"),
    ],
)
def test_what_is_sent_is_read_with_care(cast: Cast, wrong: dict[str, str], words: str) -> None:
    number = pair_of_firms(cast)
    answer = client_of(cast.operator).post(
        f"/operator/quality/firms/{number}/", sent(cast, **wrong)
    )
    assert answer.status_code == 200 and words in text(answer)
    assert "<script>alert" not in text(answer) and not Sameness.objects.exists()


def test_the_one_with_a_code_stays(cast: Cast) -> None:
    number = pair_of_firms(cast)
    other = Organisation.objects.get(name="晨光工厂有限公司")
    answer = client_of(cast.operator).post(
        f"/operator/quality/firms/{number}/", sent(cast, stays=str(other.pk))
    )
    assert "有统一社会信用代码的那份登记要留下来" in text(answer)


@pytest.mark.parametrize("role", ["stranger", "worker", "enterprise", "mediator", "visitor"])
def test_nobody_else_sees_or_says_anything(cast: Cast, role: str) -> None:
    number = pair_of_firms(cast)
    user: Any = cast.in_role(role)
    client = Client() if user is None else client_of(user)
    for portal in ("operator", "regulator"):
        for path in (f"/{portal}/quality/firms/", f"/{portal}/quality/firms/{number}/"):
            answer = (
                client.post(path, sent(cast)) if path.endswith(f"{number}/") else client.get(path)
            )
            assert answer.status_code in {302, 404} and "晨光工厂有限" not in text(answer)
    assert not Sameness.objects.exists()
