"""An answer made of answers: each part opens, none is lost on paper, strangers learn nothing."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from gongyue.law.registry import evaluate

FACTS = {
    "place": "430102",
    "started_on": "2021-03-01",
    "ended_on": "2025-06-30",
    "ending": "incompetence",
    "average_wage": "9000",
    "unused_leave_days": "5",
    "unpaid_wages": "3000",
    "ordered_to_pay_by": "2025-08-01",
    "contract": "never",
    "protection": "none",
    "fixed_terms": "1",
}
SENT = {"below_ceiling": "no"}  # as the form says it

pytestmark = pytest.mark.django_db


def answered(client: Client, facts: dict[str, str]) -> str:
    client.post(reverse("public:calculator_all", args=["leaving"]), facts | SENT)
    page = client.get(reverse("public:calculator_result", args=["leaving"]))
    assert page.status_code == 200
    return page.content.decode()


def test_the_page_shows_least_and_most_and_every_section(client: Client) -> None:
    page = answered(client, FACTS)
    outcome = evaluate("leaving", FACTS)
    assert outcome.composed is not None
    assert "至多" in page and "190,137.93" in page
    for section in outcome.composed.sections:
        assert f'id="{section.key}"' in page
        assert section.title in page
    for action in outcome.composed.actions:
        assert action.what in page


def test_a_section_opens_as_its_own_calculation_with_the_facts_filled_in(client: Client) -> None:
    page = answered(client, FACTS)
    address = reverse("public:calculator_all", args=["double_wage"])
    form = page[page.index(f'action="{address}"') :].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    there = client.post(address, sent)
    assert "99,000.00" in client.get(there["Location"]).content.decode()


def test_what_cannot_be_known_says_why_and_which_answer_helps(client: Client) -> None:
    page = answered(client, FACTS | {"ended_on": "2023-06-30", "ordered_to_pay_by": ""})
    assert "算不出" in page
    assert "只给年限，不给金额" in page


def test_the_paper_holds_every_section_and_the_days(client: Client) -> None:
    answered(client, FACTS)
    file = client.get(reverse("public:calculator_pdf", args=["leaving"]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)
    joined = "".join(text.split())
    for words in (
        "违法解除的赔偿金",
        "未休年休假工资",
        "接下来做什么",
        "2026年6月30日",
        "190,137.93",
    ):
        assert words in joined


def test_a_stranger_sees_nothing_of_it(client: Client) -> None:
    answered(client, FACTS)
    other = Client().get(reverse("public:calculator_result", args=["leaving"]))
    assert other.status_code == 302


def test_the_three_have_a_door_on_the_front_page(client: Client) -> None:
    page = client.get(reverse("public:home")).content.decode()
    assert reverse("public:calculator", args=["leaving"]) in page
