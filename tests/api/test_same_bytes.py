"""One question, four faces, one answer: byte for byte, doubts and refusals included."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader

from gongyue.api.mcp import cautions, result_of
from gongyue.api.wire import exact
from gongyue.cli.main import main
from gongyue.kernel.jsonform import plain
from gongyue.law.answer import answer, as_bytes, is_refusal
from gongyue.law.registry import RULES
from gongyue.law.yamlfile import read_yaml
from gongyue.portals.public.examples import wire_of
from gongyue.portals.shared.words import with_dates

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Print = Callable[..., bytes]


def cases_of(name: str) -> list[dict[str, Any]]:
    return [dict(plain(case["facts"])) for case in read_yaml(RULES[name].folder / "cases.yaml")]


@pytest.fixture
def printed(capsysbinary: pytest.CaptureFixture[bytes]) -> Print:
    def run(*arguments: str) -> bytes:
        main(["law", "eval", *arguments, "--json"])
        return bytes(capsysbinary.readouterr().out)

    return run


@pytest.fixture
def asking(client: Client, settings: Any) -> Client:
    settings.API_A_MINUTE = 1_000_000
    return client


def of_assistant(name: str, facts: str) -> list[str]:
    """Through the line as it comes in; the texts of the tool's answer."""
    line = '{"params": {"name": "ask_rule", "arguments": {"rule": "%s", "facts": %s}}}'
    arguments = json.loads(exact(line % (name, facts)))["params"]["arguments"]
    return [part.text for part in result_of("ask_rule", arguments, lambda: "").content]


@pytest.mark.parametrize("name", RULES)
def test_api_command_line_and_assistant_agree_on_every_worked_case(
    name: str, asking: Client, printed: Print
) -> None:
    for facts in cases_of(name):
        given, text = as_bytes(answer(name, facts)), json.dumps(facts)
        told = json.loads(given)
        sent = asking.post(f"/api/v1/law/rules/{name}/answer", text, "application/json")
        assert sent.content == given
        assert sent.status_code == (422 if is_refusal(told) else 200)
        assert printed(name, "--facts", text) == given
        said = of_assistant(name, text)
        assert said[0].encode() == given
        assert said[1:] == ([cautions(told)] if cautions(told) else [])
        for doubt in told.get("doubts", ()):
            assert doubt in said[1]


def test_a_number_written_long_is_the_same_everywhere(asking: Client, printed: Print) -> None:
    for number in ("3000.00", "1e3", "0.1", "12345678901.23", "-0", '"3000.00"', "true", "NaN"):
        text = f'{{"place": "430102", "month": "2025-09-01", "gross": {number}}}'
        given = printed("minimum_wage", "--facts", text)
        address = "/api/v1/law/rules/minimum_wage/answer"
        assert asking.post(address, text, "application/json").content == given
        assert of_assistant("minimum_wage", text)[0].encode() == given
    twice = '{"gross": 1, "gross": 2}'
    assert of_assistant("minimum_wage", twice)[0].encode() == printed(
        "minimum_wage", "--facts", twice
    )


def chosen_cases(name: str) -> list[dict[str, Any]]:
    """The first with an answer and the first two with a doubt."""
    answered = [(facts, answer(name, facts)) for facts in cases_of(name)]
    known = [facts for facts, told in answered if not is_refusal(told) and not told["doubts"]]
    doubted = [facts for facts, told in answered if told.get("doubts") or told.get("stale")]
    return [*known[:1], *doubted[:2]]


@pytest.mark.parametrize("name", RULES)
def test_the_page_gives_the_same_and_shows_every_doubt(name: str, asking: Client) -> None:
    for facts in chosen_cases(name):
        query = wire_of(_typed(name, facts) | _lists(facts))
        page = asking.get(f"/calculators/{name}/result/", query, follow=True)
        given = asking.get(f"/calculators/{name}/result.json")
        told = answer(name, facts)
        assert given.status_code == 200, (facts, page.redirect_chain)
        assert given.content == as_bytes(told)
        shown = bare(BeautifulSoup(page.content, "html.parser").get_text())
        for doubt in told["doubts"]:
            assert bare(str(with_dates(doubt))) in shown
        assert not told["stale"] or told["doubts"], "what is stale says why"


@pytest.mark.parametrize("name", RULES)
def test_the_paper_shows_every_doubt(name: str, asking: Client) -> None:
    facts = next((f for f in chosen_cases(name) if answer(name, f)["doubts"]), None)
    if facts is None:
        pytest.skip("no worked case of it has a doubt")
    query = wire_of(_typed(name, facts) | _lists(facts))
    asking.get(f"/calculators/{name}/result/", query, follow=True)
    pdf = PdfReader(BytesIO(asking.get(f"/calculators/{name}/paper.pdf").content))
    said = bare("".join(page.extract_text() for page in pdf.pages))
    for doubt in answer(name, facts)["doubts"]:
        assert bare(str(with_dates(doubt)))[:12] in said


def _typed(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    from gongyue.law.facts import read_facts

    return dict(vars(read_facts(RULES[name].facts_class, facts)))


def bare(text: str) -> str:
    """Without what only separates: lines of a paper break where they must."""
    return re.sub(r"[\s\u00a0\u2060\u200b]+", "", text)


def _lists(facts: dict[str, Any]) -> dict[str, Any]:
    """Days, clock times and sums as they are written, which is how a form sends them."""
    return {name: value for name, value in facts.items() if isinstance(value, list)}
