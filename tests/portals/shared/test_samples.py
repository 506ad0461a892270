"""样例 on the screens: one button makes it, each page of it says so, one act removes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.apps.registry.services.organisations import grant_role
from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.replay import replayed

MARK = "样例，不是真实数据"
PAGES = (
    *("home", "inbox", "checkups", "people", "imports", "papers", "quality", "organisation"),
    *("members", "filings", "providers", "departments", "posters", "consents", "acts", "sample"),
)


def made(client: Client) -> None:
    answer = client.post(reverse("enterprise:sample"), {"act": "make"})
    assert answer.status_code == 302 and answer["Location"] == reverse("enterprise:home")


@pytest.fixture
def learner(cast: Cast) -> Client:
    """陈经理 in his sample."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = replayed(_in_the_sample, cast.enterprise)
    return client


def _in_the_sample(user: Any) -> str:
    client = Client()
    client.force_login(user)
    made(client)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_an_empty_desk_offers_it(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation
    from tests.cast import PLACE, credit_code

    register_organisation(
        by=cast.stranger, name="新来小店", kind="enterprise", place=PLACE, at=AT,
        credit_code=credit_code("91430102MA4L1XYW7"),
    )  # fmt: skip
    page = browse(cast.stranger).get(reverse("enterprise:home")).content.decode()
    assert "先看一个样例" in page and reverse("enterprise:sample") in page


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_it_says_so(learner: Client, name: str) -> None:
    answer = learner.get(reverse(f"enterprise:{name}"))
    assert answer.status_code == 200 and MARK in answer.content.decode()


def test_pages_of_every_desk_and_slips_say_so(learner: Client, cast: Cast) -> None:
    """Also those that stand outside the portal of the firm, and one that is printed."""
    for name in ("workspace:modules", "workspace:dictionaries", "messages:board"):
        url = reverse(name) + "?desk=enterprise"
        assert MARK in learner.get(url).content.decode(), name
    filing = learner.get(reverse("enterprise:filings")).context["page"].object_list[0]
    url = reverse("enterprise:filing", args=[filing.filing_id])
    assert MARK in learner.get(url).content.decode()


def test_pages_of_files_and_papers_say_so(learner: Client) -> None:
    from gongyue.apps.documents.models import Document, Paper

    paper = Paper.objects.get(organisation__name="样例单位")
    document = Document.objects.get(organisation__name="样例单位")
    for url in (
        reverse("files:paper", args=[paper.pk]),
        reverse("files:page", args=[document.pk]),
    ):
        assert MARK in learner.get(url).content.decode(), url


def test_exports_carry_it_in_their_names(learner: Client) -> None:
    from urllib.parse import unquote

    answer = learner.get(reverse("enterprise:people"), {"export": "csv"})
    assert "样例" in unquote(answer["Content-Disposition"])


def test_reports_carry_it(learner: Client) -> None:
    from gongyue.apps.checkup.models import Checkup

    latest = Checkup.objects.get(organisation__name="样例单位")
    for kind in ("html", "json", "pdf", "xlsx"):
        answer = learner.get(reverse("enterprise:download", args=[latest.pk, kind]))
        assert answer.status_code == 200
        assert 'filename="SAMPLE-' in answer["Content-Disposition"]
        if kind in {"html", "json"}:
            assert MARK in answer.content.decode()


def test_reality_says_nothing_of_the_kind(learner: Client, cast: Cast) -> None:
    learner.post(reverse("enterprise:choose_desk"), {"organisation": cast.factory.pk})
    assert MARK not in learner.get(reverse("enterprise:home")).content.decode()
    people = learner.get(reverse("enterprise:people")).content.decode()
    assert "李师傅" in people and "张示范" not in people


def test_removing_takes_a_tick_and_leads_back(learner: Client, cast: Cast) -> None:
    answer = learner.post(reverse("enterprise:sample"), {"act": "remove"}, follow=True)
    assert "没有删除" in answer.content.decode() and len(organisations_of(cast.enterprise)) == 2
    answer = learner.post(
        reverse("enterprise:sample"), {"act": "remove", "sure": "yes"}, follow=True
    )
    page = answer.content.decode()
    assert "样例已删除" in page and "建一个样例" in page and MARK not in page.split("<main")[0]
    assert [place.name for place in organisations_of(cast.enterprise)] == ["晨光工厂"]
    made(learner)


def test_twice_is_refused_in_words(learner: Client) -> None:
    answer = learner.post(reverse("enterprise:sample"), {"act": "make"}, follow=True)
    assert "已经有样例" in answer.content.decode()


@pytest.mark.parametrize("act", ["", "x" * 5000, "\x00"])
def test_nonsense_does_nothing(learner: Client, cast: Cast, act: str) -> None:
    answer = learner.post(reverse("enterprise:sample"), {"act": act}, follow=True)
    assert answer.status_code == 200 and len(organisations_of(cast.enterprise)) == 2


def test_the_operator_makes_one_for_an_office(cast: Cast, browse: Browse) -> None:
    office = organisations_of(cast.regulator)[0].organisation_id
    client = browse(cast.operator)
    url = reverse("operator:sample", args=[office])
    assert "建一个样例" in client.get(url).content.decode()
    answer = client.post(url, {"act": "make"}, follow=True).content.decode()
    assert "样例已建好" in answer and "删除样例" in answer
    listed = client.get(reverse("operator:organisations")).content.decode()
    assert "样例监察大队" not in listed and "有，看或删" in listed
    inspector = browse(cast.regulator)
    inside = organisations_of(cast.regulator)[1].organisation_id
    inspector.post(reverse("regulator:choose_desk"), {"organisation": inside})
    page = inspector.get(reverse("regulator:firms"), {"purpose": "inspection"}).content.decode()
    assert MARK in page and "样例单位" in page and "晨光工厂" not in page
    assert reverse("regulator:sample") not in page  # an inspector does not remove it
    client.post(url, {"act": "remove", "sure": "yes"})
    assert len(organisations_of(cast.regulator)) == 1


def test_the_owner_of_an_office_may_too(cast: Cast, browse: Browse) -> None:
    office = organisations_of(cast.mediator)[0].organisation_id
    grant_role(by=cast.operator, organisation_id=office, user=cast.stranger, role=Role.OWNER, at=AT)
    client = browse(cast.stranger)
    answer = client.post(reverse("mediator:sample"), {"act": "make"}, follow=True).content.decode()
    assert MARK in answer and "约张示范" in answer


def test_no_firm_for_the_operator_and_nothing_for_the_stranger(cast: Cast, browse: Browse) -> None:
    url = reverse("operator:sample", args=[cast.factory.pk])
    assert browse(cast.operator).get(url).status_code == 404
    assert browse(cast.stranger).post(url, {"act": "make"}).status_code == 404
    assert browse(cast.stranger).get(reverse("enterprise:sample")).status_code == 404
    assert organisations_of(cast.stranger) == []


def test_the_public_check_says_that_a_paper_is_a_sample(learner: Client) -> None:
    from gongyue.apps.documents.keys import facts_of
    from gongyue.apps.documents.models import Paper

    paper = Paper.objects.get(organisation__name="样例单位")
    asked = {"n": paper.number, "c": facts_of(paper)["code"]}
    page = Client().get(reverse("public:check"), asked).content.decode()
    assert "不是真实的文书" in page and "编号和校验码对得上，现在有效" not in page
