"""算一算, one question at a time: only what is needed, changeable, and never in an address."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from gongyue.law.registry import RULES
from gongyue.portals.public.answers import SECONDS, all_of, as_data
from gongyue.portals.public.examples import examples_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

RESIGNED = {
    "place": "430100",
    "started_on": "2021-03-01",
    "ended_on": "2024-06-30",
    "average_wage": "9000",
    "ground": "resignation",
}


def page_of(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def asked(client: Client, rule: str = "severance") -> str:
    """The field of the question now on the screen; empty when it is the result."""
    answer = client.get(f"/calculators/{rule}/")
    if answer.status_code == 302:
        return ""
    form = page_of(answer).select_one("main form")
    return form["action"].rstrip("/").rsplit("/", 1)[1]


def say(client: Client, field: str, text: str, rule: str = "severance") -> Any:
    return client.post(f"/calculators/{rule}/question/{field}/", {field: text}, follow=True)


def answer_all(client: Client, known: dict[str, str]) -> list[str]:
    questions: list[str] = []
    while field := asked(client):
        assert field not in questions, "asked twice"
        questions.append(field)
        last = client.post(
            f"/calculators/severance/question/{field}/",
            {field: known[field]} if field in known else {field: "no", "unknown": "yes"},
        )
        assert last.status_code == 302
    return questions


def test_who_resigned_is_asked_neither_wage_nor_day(client: Client) -> None:
    questions = answer_all(client, RESIGNED)
    assert "ground" in questions
    assert "average_wage" not in questions
    page = page_of(client.get("/calculators/severance/result/"))
    assert "没有规定单位付经济补偿" in page.select_one(".answer").text


def test_an_answer_can_be_changed_and_what_is_then_needed_is_asked(client: Client) -> None:
    answer_all(client, RESIGNED)
    say(client, "ground", "mutual_employer")
    more = answer_all(client, RESIGNED)
    assert "average_wage" in more
    page = page_of(client.get("/calculators/severance/result/"))
    assert "31,500.00" in page.select_one(".answer").text


def test_no_fact_stands_in_an_address_or_link(client: Client) -> None:
    answer = client.get("/calculators/severance/result/", RESIGNED, follow=True)
    assert answer.redirect_chain == [("/calculators/severance/result/", 302)]
    links = [a["href"] for a in page_of(answer).select("main a[href]")]
    assert not [link for link in links if "?" in link]


def test_each_question_says_why_and_keeps_what_was_wrongly_typed(client: Client) -> None:
    wrong = {"average_wage": "一万多"}
    page = page_of(client.post("/calculators/severance/question/average_wage/", wrong))
    assert "月平均工资" in page.select_one(".error-summary").text
    assert page.select_one("#id_average_wage")["value"] == "一万多"
    why = next(q.why for q in RULES["severance"].questions.items if q.field == "average_wage")
    assert why in page.text


@pytest.mark.parametrize("wage", ["-5", "NaN", "1e30", "1" + "0" * 30])
def test_a_number_nobody_earns_is_asked_again(client: Client, wage: str) -> None:
    client.get("/calculators/severance/result/", RESIGNED | {"ground": "mutual_employer"})
    page = page_of(say(client, "average_wage", wage))
    assert "月平均工资" in page.select_one(".error-summary").text
    assert not page.select(".figure__value")


def test_an_end_before_the_start_is_asked_again(client: Client) -> None:
    client.get("/calculators/severance/result/", RESIGNED | {"ground": "mutual_employer"})
    page = page_of(say(client, "ended_on", "1999-01-01"))
    assert page.select_one("main form")["action"].endswith("/question/ended_on/")
    assert "不能早于" in page.select_one(".field__error").text


def test_the_answers_are_gone_after_two_hours_and_when_asked_for(client: Client) -> None:
    client.get("/calculators/severance/result/", RESIGNED)
    assert asked(client) == ""
    client.post("/calculators/severance/clear/")
    assert asked(client)
    client.get("/calculators/severance/result/", RESIGNED)
    session = client.session
    session["answers"]["severance"]["at"] -= SECONDS + 1
    session.save()
    assert asked(client)


def test_the_stranger_has_other_answers(client: Client) -> None:
    client.get("/calculators/severance/result/", RESIGNED)
    assert "2021年" not in Client().get("/calculators/severance/", follow=True).text


def test_what_is_kept_is_bounded(client: Client) -> None:
    for name in list(RULES)[:9]:
        client.get(f"/calculators/{name}/result/", {"place": "9" * 5000})
    kept = client.session["answers"]
    assert len(kept) == 6
    assert len(str(kept)) < 60_000


def test_an_unknown_question_is_not_found(client: Client) -> None:
    assert client.get("/calculators/severance/question/nothing/").status_code == 404


@pytest.mark.parametrize("rule", RULES)
def test_parts_on_the_wire_belong_to_their_question(rule: str) -> None:
    for example in examples_of(RULES[rule]):
        sent = QueryDict(example.query)
        again = as_data(all_of(RULES[rule], sent))
        assert {k: again[k] for k in sent} == sent.dict()


def test_the_result_says_what_would_change_it_doubts_first(client: Client) -> None:
    due = RESIGNED | {"ground": "mutual_employer", "below_ceiling": "no"}
    page = page_of(client.get("/calculators/severance/result/", due, follow=True))
    said = page.select_one("main").text
    assert "什么会改变结果" in said
    assert "申请劳动仲裁" in said or "仲裁时效" in said
    assert page.select('main a[href="tel:12333"]')
    doubt, answer = page.select_one(".doubt"), page.select_one(".answer")
    assert doubt is None or doubt.sourceline < answer.sourceline


def test_the_paper_is_a_pdf_with_the_number_of_the_screen(client: Client) -> None:
    due = RESIGNED | {"ground": "mutual_employer", "below_ceiling": "no"}
    client.get("/calculators/severance/result/", due)
    made = client.get("/calculators/severance/paper.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert made.content == client.get("/calculators/severance/paper.pdf").content
    assert Client().get("/calculators/severance/paper.pdf").status_code == 302


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_paper(client: Client, settings: Any, rule: str) -> None:
    settings.DEMO = True
    client.get(f"/calculators/{rule}/result/?{examples_of(RULES[rule])[0].query}")
    assert client.get(f"/calculators/{rule}/paper.pdf").content.startswith(b"%PDF")
