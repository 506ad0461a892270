"""操作日志 and 登录日志: for owners, for the operator, for oneself; and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongyue.apps.accounts.models import SignIn
from gongyue.apps.registry.selectors import logs
from gongyue.apps.registry.services.access import open_person
from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.engagements import engaged
from tests.portals.enterprise.examples import person_number

ACTS, SIGN_INS = "/enterprise/logs/", "/enterprise/logs/sign-ins/"


def rows(page: object) -> list:
    return list(page.context["log"].rows)  # type: ignore[attr-defined]


def signed_in(user: object, *, succeeded: bool = True) -> None:
    SignIn.objects.create(
        user=user if succeeded else None, phone_hash=user.phone_hash,  # type: ignore[attr-defined]
        how="code", succeeded=succeeded, device="Firefox", at=AT,
    )  # fmt: skip


def test_the_owner_reads_what_members_did(cast: Cast, browse: Browse) -> None:
    engaged(cast)
    page = browse(cast.enterprise).get(ACTS)
    told = {(row.who, row.what) for row in rows(page)}
    assert ("陈经理", "登记组织") in told and ("陈经理", "导入完成") in told
    assert ("陈经理", "提出服务委托") in told
    assert "用工登记" not in {row.what for row in rows(page)}  # rows of a table are in its import
    assert (logs.SOMEBODY_ELSE, "答复服务委托") in told  # the provider's owner is no member here
    assert "没有记的" in page.text


def test_a_checkup_is_one_line(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import finding_about_li

    finding_about_li(cast)
    told = [row.what for row in rows(browse(cast.enterprise).get(ACTS, {"what": "checkup"}))]
    assert told == ["用工体检"]


def test_who_looked_from_an_office_is_not_named(cast: Cast, browse: Browse) -> None:
    url = reverse("regulator:firm", args=[cast.factory.pk])
    browse(cast.regulator).get(url, {"purpose": "inspection"})
    page = browse(cast.enterprise).get(ACTS, {"what": "access"})
    assert [(row.who, row.name_of) for row in rows(page)] == [
        (logs.SOMEBODY_ELSE, "示例区劳动监察大队")
    ]
    assert "周监察员" not in page.text


def test_filters(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    assert {row.what for row in rows(client.get(ACTS, {"what": "import"}))} == {"导入完成"}
    assert rows(client.get(ACTS, {"first_on": "2099-01-01"})) == []
    assert rows(client.get(ACTS, {"last_on": "2020-01-01"})) == []
    assert len(rows(client.get(ACTS, {"first_on": "2026-03-02", "last_on": "2026-03-02"}))) > 2
    assert rows(client.get(ACTS, {"result": "refused"})) == []
    mine = rows(client.get(ACTS, {"who": cast.enterprise.pk}))
    assert mine and {row.who for row in mine} == {"陈经理"}
    for nonsense in ({"who": "x"}, {"first_on": "明天"}, {"what": "%"}, {"before": "-1"}):
        assert len(rows(client.get(ACTS, nonsense))) > 2


def test_pages_go_on_by_number(cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(cast.enterprise)
    whole = [row.number for row in rows(client.get(ACTS))]
    page = logs.acts_of_organisation(cast.enterprise, cast.factory.pk, logs.LogQuery(), per_page=2)
    seen = [row.number for row in page.rows]
    while page.older:
        query = logs.LogQuery(before=page.older)
        page = logs.acts_of_organisation(cast.enterprise, cast.factory.pk, query, per_page=2)
        seen += [row.number for row in page.rows]
    assert seen == whole == sorted(whole, reverse=True)


def test_sign_ins_of_members(cast: Cast, browse: Browse) -> None:
    signed_in(cast.enterprise)
    signed_in(cast.worker)
    page = browse(cast.enterprise).get(SIGN_INS)
    assert [(row.who, row.what, row.refused) for row in rows(page)] == [
        ("陈经理", "验证码登录", False)
    ]


def test_the_operator_sees_everything_and_no_name(cast: Cast, browse: Browse) -> None:
    signed_in(cast.worker)
    signed_in(cast.enterprise, succeeded=False)
    person = person_number(cast)
    open_person(by=cast.enterprise, person_id=person, purpose="staff_management", at=AT)
    client = browse(cast.operator)
    for url in ("/operator/logs/", "/operator/logs/sign-ins/"):
        page = client.get(url)
        assert rows(page)
        for name in ("陈经理", "李师傅", "周监察员"):
            assert name not in page.text
    assert any(row.refused for row in rows(client.get("/operator/logs/sign-ins/")))


def test_everybody_sees_their_own(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("worker:log"))
    assert {row.who for row in rows(page)} == {"我"} and "晨光工厂" in page.text
    assert rows(browse(cast.stranger).get(reverse("worker:log"))) == []


def test_it_leaves_as_a_file(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.enterprise).get(ACTS, {"export": "csv", "what": "import"})
    assert "导入完成" in answer.content.decode("utf-8-sig")


def test_members_without_the_right_and_agents_read_none(cast: Cast, browse: Browse) -> None:
    engaged(cast)
    for user in (cast.provider, cast.regulator, cast.stranger, cast.worker, cast.mediator):
        for url in (ACTS, SIGN_INS):
            assert browse(user).get(url).status_code in (403, 404)
