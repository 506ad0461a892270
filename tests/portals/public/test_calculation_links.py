"""An address that leads to a calculation again: no fact in it, none readable without it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import localdate
from pypdf import PdfReader

from gongyue.apps.documents.models import CalculationLink
from gongyue.apps.documents.services.linking import (
    calculation_link,
    delete_old_links,
    linked_calculation,
)
from gongyue.portals.public.calculation_links import DOOR

pytestmark = pytest.mark.django_db

FACTS = {
    "place": "430100",
    "started_on": "2021-03-01",
    "ended_on": "2024-06-30",
    "average_wage": "9173",
    "ground": "mutual_employer",
    "below_ceiling": "no",
}


def make(client: Client) -> str:
    """The path of a link to the calculation of FACTS."""
    client.get("/calculators/severance/result/", FACTS, follow=True)
    answer = client.post("/calculators/severance/link/")
    assert answer.status_code == 302
    return str(answer["Location"])


def page_at(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_another_browser_sees_the_same_result_and_what_was_stated(client: Client) -> None:
    path = make(client)
    mine = page_at(client, "/calculators/severance/result/").select_one(".answer")
    page = page_at(Client(), path)
    assert "32,105.50" in page.select_one(".answer").text
    assert "2021年3月1日" in page.text
    assert "结果和建链接那天不一样" not in page.text
    assert mine.text == page.select_one(".answer").text


def test_nothing_stated_is_in_the_address_or_readable_without_it(client: Client) -> None:
    path = make(client)
    token = path.strip("/").split("/")[1]
    assert len(token) >= 22
    row = CalculationLink.objects.get()
    long = [fact for fact in FACTS.values() if len(fact) > 3]  # two letters occur by chance
    assert not any(fact.encode() in bytes(row.facts_sealed) for fact in long)
    assert token not in row.pk
    assert linked_calculation(token=token[:-1] + "_", on=localdate()) is None


def test_a_changed_result_is_said(client: Client) -> None:
    path = make(client)
    answers = linked_calculation(token=path.strip("/").split("/")[1], on=localdate()).answers
    other = {"label": "经济补偿", "value": "1.00", "unit": "yuan", "verdict": "due"}
    token = calculation_link(rule="severance", answers=answers, result=other, on=localdate())
    page = page_at(Client(), f"/c/{token}/")
    assert "结果和建链接那天不一样" in page.text
    assert "32,105.50" in page.select_one(".answer").text


def test_answers_that_no_longer_suffice_lead_to_the_questions() -> None:
    token = calculation_link(rule="severance", answers={}, result={}, on=localdate())
    visitor = Client()
    assert "现在算不出来了" in page_at(visitor, f"/c/{token}/").text
    assert visitor.post(f"/c/{token}/again/")["Location"] == "/calculators/severance/all/"


def test_whoever_has_it_goes_on_with_the_answers_and_changes_only_their_own(
    client: Client,
) -> None:
    path, visitor = make(client), Client()
    visitor.post(f"{path}again/")
    visitor.post("/calculators/severance/question/average_wage/", {"average_wage": "5000"})
    page = page_at(visitor, "/calculators/severance/result/")
    assert "17,500.00" in page.select_one(".answer").text
    assert "32,105.50" in page_at(client, path).text


def test_only_the_browser_that_made_it_takes_it_back(client: Client) -> None:
    path = make(client)
    assert Client().post(f"{path}take-back/").status_code == 404
    assert page_at(Client(), path)
    assert client.post(f"{path}take-back/").status_code == 302
    assert Client().get(path).status_code == 404


def test_it_ends_after_its_days(client: Client, settings: object) -> None:
    make(client)
    row = CalculationLink.objects.get()
    assert row.until == localdate() + timedelta(days=90)
    assert delete_old_links(on=row.until) == 0
    assert delete_old_links(on=row.until + timedelta(days=1)) == 1


def test_without_a_result_there_is_no_link(client: Client) -> None:
    assert client.post("/calculators/severance/link/").status_code == 302
    assert not CalculationLink.objects.exists()


def test_it_is_kept_out_of_search_engines(client: Client) -> None:
    assert "noindex" in client.get(make(client))["X-Robots-Tag"]


def test_one_address_cannot_fill_the_table(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DOOR, "most", 2)
    assert [make(client)[:3] for _ in range(3)] == ["/c/", "/c/", "/ca"]
    assert CalculationLink.objects.count() == 2


def test_the_paper_of_a_link_bears_its_code(client: Client) -> None:
    path = make(client)
    assert "扫码看同一份计算" in _text(Client().get(f"{path}paper.pdf").content)
    assert "扫码看同一份计算" not in _text(client.get("/calculators/severance/paper.pdf").content)


def test_the_session_holds_no_token(client: Client) -> None:
    token = make(client).strip("/").split("/")[1]
    assert token not in str(dict(client.session))


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")
