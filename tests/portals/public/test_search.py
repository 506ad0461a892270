"""Everyday words find the calculator that answers."""

import pytest
from django.test import Client

from gongyue.law.registry import RULES
from gongyue.portals.public.finding_rules import matching


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("没签合同", "double_wage"),
        ("公司一直不签劳动合同怎么办", "double_wage"),
        ("国庆加班三倍工资", "overtime_pay"),
        ("被辞退赔多少", "severance"),
        ("违法辞退", "dismissal_damages"),
        ("试用期可以几个月", "probation"),
        ("工资太低", "minimum_wage"),
        ("年假没休", "unused_leave_pay"),
        ("我有几天年假", "annual_leave"),
        ("公司不交社保", "insurance_registration"),
        ("社保交低了", "contribution_base"),
        ("什么时候退休", "retirement"),
        ("暑假工多大可以打工", "working_age"),
        ("天天加班", "overtime_limit"),
        ("干满十年", "open_ended"),
    ],
)
def test_everyday_words_find_the_rule(query: str, rule: str) -> None:
    assert rule in [found.name for found in matching(query)][:2]


@pytest.mark.parametrize("query", ["天气怎么样", "x", "", "🙂", "%%%"])
def test_nothing_rather_than_something_unrelated(query: str) -> None:
    assert matching(query) == []


def test_the_page_says_when_nothing_was_found(client: Client) -> None:
    page = client.get("/calculators/", {"q": "天气怎么样"}).content.decode()
    assert "没有找到对得上的计算" in page
    assert RULES["severance"].title in page  # all of them are still there


def test_a_query_is_shown_escaped(client: Client) -> None:
    assert b"<script>alert" not in client.get("/calculators/", {"q": "<script>alert(1)"}).content
