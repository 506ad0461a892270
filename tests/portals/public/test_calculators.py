"""算一算: every rule has a page that asks, answers with working, prints, and refuses honestly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyue.law.answer import answer, as_bytes
from gongyue.law.registry import RULES, evaluate
from gongyue.law.yamlfile import read_yaml
from gongyue.portals.public.examples import examples_of
from gongyue.portals.public.finding_rules import groups
from gongyue.portals.public.verdicts import verdict_of
from tests.depth import examples

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SEVERANCE = {
    "place": "430100",
    "started_on": "2021-03-01",
    "ended_on": "2024-06-30",
    "average_wage": "9000",
    "ground": "mutual_employer",
    "below_ceiling": "no",
}
PROBATION = {
    "place": "430100",
    "contract_first": "2024-01-01",
    "contract_last": "2025-12-31",
    "kind": "fixed",
    "part_time": "no",
    "probation_first": "2024-01-01",
    "probation_last": "2024-06-30",
    "monthly_wage": "6000",
    "on": "2024-06-30",
}
ODD = [
    *("", "2025-03-01", "2025-02-30", "9999-12-31", "0001-01-01", "２０２５年３月"),
    *("-5", "1e9", "NaN", "1.2万", "99999999999999999999"),
    *("430100", "000000", "fixed", "yes", "<b>"),
]
TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(ODD))


def ask(client: Client, rule: str, page: str = "result", **facts: str) -> BeautifulSoup:
    answer = client.get(f"/calculators/{rule}/{page}/?{urlencode(facts)}", follow=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_asks_all_its_questions(client: Client, rule: str) -> None:
    page = BeautifulSoup(client.get(f"/calculators/{rule}/all/").content, "html.parser")
    form = page.select_one("main form")
    assert form is not None
    assert page.h1 is not None
    assert page.h1.text == RULES[rule].title
    for question in RULES[rule].questions.items:
        assert form.select(f'[name^="{question.field}"]'), question.field
    assert len(form.select(".field__label")) == len(RULES[rule].questions.items)


@pytest.mark.parametrize("rule", RULES)
def test_each_field_has_a_label_and_a_reason(client: Client, rule: str) -> None:
    page = BeautifulSoup(client.get(f"/calculators/{rule}/all/").content, "html.parser")
    for box in page.select("main form input, main form select"):
        if box.get("type") not in ("hidden", "radio"):
            assert page.select(f'label[for="{box["id"]}"]'), box
    assert all(question.why for question in RULES[rule].questions.items)


@pytest.mark.parametrize(
    ("rule", "query"), [(n, e.query) for n, r in RULES.items() for e in examples_of(r)]
)
def test_each_worked_example_gets_its_answer(
    client: Client, settings, rule: str, query: str
) -> None:
    settings.DEMO = True
    answer = client.get(f"/calculators/{rule}/result/?{query}", follow=True)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one(".figure__value"), page.select_one("main").text[:300]
    lines = page.select(".working__line")
    assert lines
    assert page.select(".working .article, .working__source")


def test_every_rule_shows_examples() -> None:
    assert not [name for name, rule in RULES.items() if not examples_of(rule)]


def test_an_unknown_rule_is_not_found(client: Client) -> None:
    for path in ("/calculators/no-such/", "/calculators/no-such/result/"):
        assert client.get(path).status_code == 404


def test_the_result_shows_amount_working_and_articles(client: Client) -> None:
    page = ask(client, "severance", **SEVERANCE)
    assert page.select_one(".figure--large .figure__value").text.startswith("31,500.00")
    assert "叁万壹仟伍佰元整" in page.text
    assert any("《劳动合同法》第47条第1款" in chip.text for chip in page.select(".article summary"))
    assert page.select_one(".working__line--total .working__value").text == "31,500.00 元"


def test_what_was_filled_in_is_repeated(client: Client) -> None:
    page = ask(client, "severance", **SEVERANCE)
    stated = page.select_one("aside .pairs").text
    assert "2021年3月1日" in stated
    assert "9,000.00 元" in stated
    again = client.get("/calculators/severance/result/")
    assert "31,500.00" in again.content.decode()


def test_dates_and_amounts_may_be_written_as_people_do(client: Client) -> None:
    odd = {**SEVERANCE, "started_on": "２０２１年3月1日", "average_wage": "￥9,000元"}
    page = ask(client, "severance", **odd)
    assert "31,500.00" in page.select_one(".figure__value").text


def test_errors_name_the_field_and_nothing_typed_is_lost(client: Client) -> None:
    page = ask(
        client,
        "severance",
        **{**SEVERANCE, "started_on": "2021-13-99", "average_wage": "一万二", "ended_on": ""},
    )
    summary = page.select_one(".error-summary").text
    assert "用工之日" in summary
    assert "月平均工资" in summary
    assert "请填写“最后一天”" in summary
    assert page.select_one("#id_started_on")["value"] == "2021-13-99"
    assert page.select_one("#id_started_on")["type"] == "text"
    assert page.select_one("#id_average_wage")["value"] == "一万二"
    assert page.select_one("#id_average_wage")["aria-invalid"] == "true"
    assert "id_average_wage_error" in page.select_one("#id_average_wage")["aria-describedby"]
    assert page.select_one('#id_ground option[value="mutual_employer"]').has_attr("selected")


def test_what_the_rule_objects_to_stands_beside_its_field(client: Client) -> None:
    page = ask(client, "severance", **{**SEVERANCE, "ended_on": "2020-01-01"})
    field = page.select_one("#id_ended_on").find_parent(class_="field")
    assert "不能早于" in field.select_one(".field__error").text


def test_a_refusal_is_an_honest_page(client: Client) -> None:
    page = ask(
        client, "severance", **{**SEVERANCE, "started_on": "2001-03-01", "ground": "redundancy"}
    )
    assert "我们不给数" in page.select_one(".refusal").text
    assert "尚未建模" in page.select_one(".refusal").text
    assert not page.select(".figure__value")


def test_the_unlawful_is_red_and_the_stale_is_not(client: Client) -> None:
    fresh = ask(client, "probation", **PROBATION)
    assert fresh.select(".figure--unlawful")
    stale = ask(
        client,
        "minimum_wage",
        place="430100",
        month="2026-10",
        gross="1800",
        full_month="yes",
    )
    assert not stale.select(".figure--unlawful, .unlawful")
    assert stale.select_one("main").text.count("待核实")
    assert "只核对到2026年2月28日" in stale.select_one(".doubt").text


def test_going_back_to_change_keeps_what_was_typed_and_does_not_scold(client: Client) -> None:
    address = f"/calculators/severance/?{urlencode({**SEVERANCE, 'ended_on': ''})}"
    back = client.get(address, follow=True)
    page = BeautifulSoup(back.content, "html.parser")
    assert page.select_one("#id_average_wage")["value"] == "9000"
    assert not page.select(".error-summary, .has-error")


def test_the_printed_page_has_title_number_and_places_to_sign(client: Client) -> None:
    page = ask(client, "severance", "print", **SEVERANCE)
    head = page.select_one(".paper__head").text
    assert "经济补偿（N）计算书" in head
    assert "编号：JS-" in head
    assert page.select_one(".paper__seal")
    assert page.select_one("details[open] .working")


def test_the_same_calculation_gets_the_same_number(client: Client) -> None:
    first, second = (ask(client, "severance", "print", **SEVERANCE) for _ in range(2))
    other = ask(client, "severance", "print", **{**SEVERANCE, "average_wage": "9001"})
    numbers = [page.select_one(".paper__number span").text for page in (first, second, other)]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_list_of_periods_is_asked_as_rows(client: Client) -> None:
    facts = {
        "place": "430100",
        "started_on": "2020-01-01",
        "on": "2025-06-30",
        "kind": "fixed",
        "terms_0": "2020-01-01",
        "terms_1": "2022-12-31",
        "terms_2": "2023-01-01",
        "terms_3": "2025-12-31",
        "renewed_by_clause": "no",
        "moved_in_name_only": "no",
        "public_welfare_post": "no",
    }
    page = ask(client, "open_ended", **facts)
    assert "连续签过两次" in page.select_one(".answer").text
    half = ask(client, "open_ended", **{**facts, "terms_3": ""})
    assert "每一段都要填起、止两项" in half.select_one(".error-summary").text


WAGES = {"place": "430100", "year": "2025", "months": "3", "incomes_0": "8,000"}


def test_a_list_of_sums_is_asked_month_by_month(client: Client) -> None:
    every = ask(client, "wage_tax_year", **WAGES)
    assert "270.00" in every.select_one(".answer").text
    each = {**WAGES, "incomes_1": "9000", "incomes_2": "1万"}
    page = ask(client, "wage_tax_year", **each)
    assert "360.00" in page.select_one(".answer").text
    assert "8,000.00 元、9,000.00 元、10,000.00 元" in page.get_text()


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"incomes_2": "9000"}, "第2个月没有填；这个月没有的请填0"),
        ({"incomes_1": "不多"}, "第2个月请只填数字"),
        ({"incomes_1": "9000"}, "填了2个月，应填3个月"),
        ({"incomes_0": ""}, "请填写“各月工资”"),
    ],
)
def test_a_slip_in_a_list_of_sums_names_the_month(
    client: Client, boxes: dict[str, str], words: str
) -> None:
    page = ask(client, "wage_tax_year", **{**WAGES, **boxes})
    assert words in page.select_one(".error-summary").text


def test_invented_places_are_offered_in_the_demo_city_only(client: Client, settings) -> None:
    real = client.get("/calculators/severance/all/").content.decode()
    settings.DEMO = True
    demo = client.get("/calculators/severance/all/").content.decode()
    assert 'value="999900"' not in real
    assert 'value="999900"' in demo
    assert 'value="430000"' in real


def test_all_rules_are_in_the_list_once(client: Client) -> None:
    page = BeautifulSoup(client.get("/calculators/").content, "html.parser")
    links = [a["href"] for a in page.select("main .card-link")]
    assert sorted(links) == sorted(f"/calculators/{name}/" for name in RULES)
    assert "其他" not in [group.title for group in groups()]


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=examples(4), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_typed_breaks_a_calculator(rule: str, data: st.DataObject) -> None:
    names = [question.field for question in RULES[rule].questions.items] + ["terms_0", "terms_1"]
    facts = {name: data.draw(TEXTS, label=name) for name in names}
    for page in _every_page(f"/calculators/{rule}/", facts):
        assert page.status_code == 200
        assert b"<b>" not in page.content


def _every_page(calculator: str, facts: dict[str, str]) -> Iterator[Any]:
    """What all three addresses lead to; a page that two of them lead to is made once."""
    client, seen = Client(), set()
    for page in ("result/", "print/", ""):
        answer = client.get(calculator + page, facts)
        while answer.status_code == 302 and answer["Location"] not in seen:
            seen.add(answer["Location"])
            answer = client.get(answer["Location"])
        if answer.status_code != 302:
            yield answer
    assert f"{calculator}all/" in seen and len(seen) > 1


def test_every_rule_says_what_it_does_not_model() -> None:
    """As many lines as the README has: neither may change without the other."""
    for name, rule in RULES.items():
        readme = (rule.folder / "README.md").read_text(encoding="utf-8")
        limits = readme.split("## Not covered")[1].split("Worked examples")[0]
        assert len(rule.questions.not_modelled) == limits.count("\n- "), name


def test_every_verdict_of_the_worked_examples_has_words() -> None:
    for name, rule in RULES.items():
        for case in read_yaml(rule.folder / "cases.yaml"):
            if "refuses" in case:
                continue
            outcome = evaluate(name, case["facts"])
            assert not outcome.verdict or verdict_of(name, outcome), (name, outcome.verdict)


def test_the_answer_for_programs_is_the_one_of_the_command_line(client: Client) -> None:
    ask(client, "severance", **SEVERANCE)
    response = client.get("/calculators/severance/result.json")
    facts = {**SEVERANCE, "below_ceiling": False}
    assert response.content == as_bytes(answer("severance", facts))
    assert response["Content-Disposition"].startswith("attachment")
    assert client.get("/calculators/probation/result.json").status_code == 302
