"""The API of the law: the same answers, honest refusals, limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from gongyue.api import door
from gongyue.law.answer import answer, as_bytes

pytestmark = pytest.mark.django_db
LAW = "/api/v1/law"
WAGE = {"place": "430102", "month": "2025-09-01", "gross": "2200"}


def ask(client: Client, path: str, body: Any, **more: Any) -> Any:
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(f"{LAW}/{path}", data, content_type="application/json", **more)


def test_a_rule_answers_with_the_bytes_of_the_command_line(client: Client) -> None:
    given = ask(client, "rules/minimum_wage/answer", WAGE)
    assert given.status_code == 200
    assert given.content == as_bytes(answer("minimum_wage", WAGE))
    assert given["Content-Type"] == "application/json; charset=utf-8"
    assert given["Cache-Control"] == "no-store"


def test_numbers_lose_nothing_on_the_way(client: Client) -> None:
    text = '{"place": "430102", "month": "2025-09-01", "gross": 12345678.90}'
    exact = answer("minimum_wage", {**WAGE, "gross": "12345678.90"})
    assert ask(client, "rules/minimum_wage/answer", text).content == as_bytes(exact)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", "facts"),
        (b"[1]", "facts"),
        (b"", "facts"),
        (b"\xff\xfe", "facts"),
        (b'{"gross": 1, "gross": 2}', "gross"),
        (b'{"gross": NaN}', "place"),
        (b'{"mood": 1}', "mood"),
        (b'{"place": "\\ud800", "month": "2025-09-01", "gross": 1}', "place"),
    ],
)
def test_a_refusal_names_the_field(client: Client, body: bytes, field: str) -> None:
    given = ask(client, "rules/minimum_wage/answer", body)
    assert given.status_code == 422
    error = given.json()["error"]
    assert error["refusal"] == "BadFacts" and error["message"].endswith("。")
    assert field in (error["field"], "place")


def test_what_is_not_there_says_so_in_the_same_shape(client: Client) -> None:
    for path in (
        "rules/windfall",
        "sources/cn/windfall",
        "statutes/article?citation=cn/labour-contract-law%23999",
        "statutes/article?citation=text/7%231",
        "windfall",
    ):
        given = client.get(f"{LAW}/{path}")
        assert given.status_code == 404, path
        assert given.json()["error"]["message"].endswith("。")
    assert ask(client, "rules/windfall/answer", WAGE).status_code == 404


def test_another_method_is_refused_with_what_is_allowed(client: Client) -> None:
    given = client.put(f"{LAW}/rules", b"{}")
    assert given.status_code == 405 and given["Allow"] == "GET"
    assert "PUT" in given.json()["error"]["message"]
    assert client.get(f"{LAW}/rules/minimum_wage/answer").status_code == 405
    assert client.head(f"{LAW}/rules").status_code == 200


def test_lines_are_answered_line_by_line(client: Client) -> None:
    rows = [
        {"id": 1, "rule": "minimum_wage", "facts": WAGE},
        "{",
        {"rule": "windfall", "facts": {}},
    ]
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    given = client.post(f"{LAW}/answers", text, content_type="application/x-ndjson")
    first, second, third = (json.loads(line) for line in given.content.splitlines())
    assert first == {"id": 1, **answer("minimum_wage", WAGE)}
    assert (second["line"], third["line"]) == (2, 3)
    many = "\n" * 1_000
    assert client.post(f"{LAW}/answers", many, content_type="text/plain").status_code == 413


def test_too_much_is_refused_before_it_is_read(client: Client) -> None:
    given = ask(client, "rules/minimum_wage/answer", b" " * (door.LARGEST + 1))
    assert given.status_code == 413 and "KB" in given.json()["error"]["message"]


def test_a_form_of_a_browser_breaks_nothing(client: Client) -> None:
    for kind in ("multipart/form-data", "application/x-www-form-urlencoded", "x"):
        given = client.post(f"{LAW}/citations/check", b"--x", content_type=kind)
        assert given.status_code == 422, kind


def test_too_fast_is_told_to_wait(client: Client, settings: Any) -> None:
    settings.API_A_MINUTE = 3
    answers = [client.get(f"{LAW}/places") for _ in range(4)]
    assert [given.status_code for given in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3]["Retry-After"]) <= 61
    assert answers[3].json()["error"]["refusal"] == "TooMany"
    assert client.get(f"{LAW}/places", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_many_lines_count_more_than_once(client: Client, settings: Any) -> None:
    settings.API_A_MINUTE = 5
    text = b"{}\n" * 900
    given = client.post(f"{LAW}/answers", text, content_type="application/x-ndjson")
    assert given.status_code == 429


def test_values_say_how_far_they_were_checked(client: Client) -> None:
    asked = {"place": "430100", "on": "2025-09-30", "name": "minimum_wage.monthly"}
    (row,) = client.get(f"{LAW}/parameters", asked).json()["parameters"]
    assert row["state"] == "known" and row["row"]["checked_until"] and row["row"]["source"]
    (later,) = client.get(f"{LAW}/parameters", {**asked, "on": "2099-01-01"}).json()["parameters"]
    assert later["state"] == "stale" and later["stale"] and later["doubts"]
    (early,) = client.get(f"{LAW}/parameters", {**asked, "on": "1950-01-01"}).json()["parameters"]
    assert early["state"] == "not_yet" and early["row"] is None
    (whole,) = client.get(f"{LAW}/parameters", {**asked, "history": "true"}).json()["parameters"]
    assert len(whole["rows"]) >= 1
    for bad in ({"place": "1"}, {"on": "x"}, {"on": "2025-9-1"}, {"history": "x"}):
        assert client.get(f"{LAW}/parameters", {**asked, **bad}).status_code == 422, bad


def test_a_text_is_checked_for_its_citations(client: Client) -> None:
    text = "根据《劳动合同法》第四十七条和第一百二十条"
    given = ask(client, "citations/check", {"text": text, "on": "2025-09-30"}).json()
    assert [row["state"] for row in given["checked"]] == ["exists", "no_article"]
    assert given["wrong"] == 1
    for bad in (
        {},
        {"text": ""},
        {"text": 1},
        {"text": "x" * 50_001},
        {"text": "x", "on": "x"},
        {"a": 1},
    ):
        assert ask(client, "citations/check", bad).status_code == 422, bad


def test_an_article_without_its_text_says_so(client: Client) -> None:
    asked = {"citation": "cn/labour-contract-law#47"}
    given = client.get(f"{LAW}/statutes/article", asked).json()
    assert given["installed"] is False and "未安装" in given["remark"] and given["note"]
    found = client.get(f"{LAW}/statutes/search", {"q": "经济补偿"}).json()
    assert found["count"] and "没有装" in found["remark"]


def test_a_rule_says_what_it_asks_rests_on_and_leaves_out(client: Client) -> None:
    told = client.get(f"{LAW}/rules/severance").json()
    assert told["schema"]["required"] and told["sources"] and told["not_modelled"]
    assert told["checked_until"] and told["examples"]
    for example in told["examples"][:-1]:
        assert ask(client, "rules/severance/answer", example["facts"]).status_code == 200
    listed = client.get(f"{LAW}/rules", {"group": "离开单位"}).json()["rules"]
    assert "severance" in [row["name"] for row in listed]
    assert client.get(f"{LAW}/rules", {"group": "x"}).status_code == 422


def test_pages_of_other_sites_ask_only_where_the_operator_lets_them(
    client: Client, settings: Any
) -> None:
    site = {"HTTP_ORIGIN": "https://union.example.org"}
    assert "Access-Control-Allow-Origin" not in client.get(f"{LAW}/places", **site)
    assert client.options(f"{LAW}/places", **site).status_code == 405
    settings.API_ORIGINS = ["https://union.example.org"]
    given = client.get(f"{LAW}/places", **site)
    assert given["Access-Control-Allow-Origin"] == "https://union.example.org"
    assert client.options(f"{LAW}/places", **site).status_code == 204
    other = client.get(f"{LAW}/places", HTTP_ORIGIN="https://evil.example.org")
    assert "Access-Control-Allow-Origin" not in other


def test_the_page_shows_every_operation_and_the_description_is_valid(client: Client) -> None:
    page = client.get("/api/v1/").text
    assert "curl" in page and "/api/v1/law/citations/check" in page
    made = client.get("/api/v1/openapi.json").json()
    assert made["openapi"] == "3.1.0" and "接口" in made["info"]["title"]
    for path, item in made["paths"].items():
        for method, operation in item.items():
            told = operation["responses"]["200"]
            told = made["components"]["responses"]["Answered"] if "$ref" in told else told
            content = next(iter(told["content"].values()))
            assert "example" in content, f"{method} {path}"
            assert operation["summary"] and {"422", "429"} <= operation["responses"].keys()
