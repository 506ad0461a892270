"""Tools for assistants: the protocol's own client, and a conversation written by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from gongyue.api.mcp import result_of
from gongyue.api.tools import TOOLS
from gongyue.api.wire import LONGEST
from gongyue.cli import mcp as command
from gongyue.law.answer import answer, as_bytes

WAGE = {"place": "430102", "month": "2025-09-01", "gross": "2200"}
CITED = {"citation": "cn/labour-contract-law#47"}
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}
COMMAND = ["-m", "gongyue.cli", "mcp"]


def said(name: str, arguments: dict[str, Any], missing: str = "") -> Any:
    return result_of(name, arguments, lambda: missing)


def environment(folder: Path) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    return {**kept, "GONGYUE_HOME": str(folder)}


def test_the_protocols_own_client_asks_a_rule(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=COMMAND, env=environment(tmp_path / "none")
    )

    async def talk() -> tuple[set[str], Any]:
        async with Client(stdio_client(server)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            asked = {"rule": "minimum_wage", "facts": WAGE}
            return tools, await client.call_tool("ask_rule", asked)

    tools, result = anyio.run(talk)
    assert tools == {*TOOLS}
    assert result.content[0].text.encode() == as_bytes(answer("minimum_wage", WAGE))
    assert not result.is_error


def message(number: int, method: str, params: dict[str, Any]) -> str:
    told = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    return json.dumps(told) + "\n"


def call(number: int, name: str, **arguments: Any) -> str:
    return message(number, "tools/call", {"name": name, "arguments": arguments})


def test_a_conversation_by_hand_survives_what_is_wrong(tmp_path: Path) -> None:
    lines = [
        message(1, "initialize", HELLO),
        '{"jsonrpc": "2.0", "method": "notifications/initialized"}\n',
        "{bad\n",
        "[" * 9_999 + "\n",
        call(2, "windfall"),
        call(3, "ask_rule", rule="minimum_wage", facts="x" * LONGEST),
        call(4, "ask_rule", rule="windfall", facts={}),
        call(5, "search_statutes", q="工伤"),
        message(6, "no/such", {}),
        call(7, "ask_rule", rule="minimum_wage", facts=WAGE),
    ]
    answers = converse(lines, tmp_path / "none", last=7)
    codes = [row["error"]["code"] for row in answers if row["id"] is None]
    assert codes == [-32700, -32700]
    told = {row["id"]: row for row in answers}
    assert "没有“windfall”这个工具" in told[2]["result"]["content"][0]["text"]
    assert told[3]["error"]["code"] == -32600 and "KB" in told[3]["error"]["message"]
    assert told[4]["result"]["isError"] and "拒答" in told[4]["result"]["content"][1]["text"]
    assert "没有系统" in told[5]["result"]["content"][0]["text"]
    assert "error" in told[6]
    right = told[7]["result"]["content"][0]["text"]
    assert right.encode() == as_bytes(answer("minimum_wage", WAGE))


def test_whoever_hangs_up_at_once_still_gets_every_answer(tmp_path: Path) -> None:
    lines = [message(1, "initialize", HELLO)]
    lines += ['{"jsonrpc": "2.0", "method": "notifications/initialized"}\n']
    lines += [call(number, "ask_rule", rule="minimum_wage", facts=WAGE) for number in range(2, 8)]
    done = subprocess.run(
        [sys.executable, *COMMAND],
        input="".join(lines).encode(),
        capture_output=True,
        env=environment(tmp_path / "none"),
        timeout=60,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["id"] for row in answers} == set(range(1, 8))
    right = as_bytes(answer("minimum_wage", WAGE)).decode()
    assert all(row["result"]["content"][0]["text"] == right for row in answers if row["id"] > 1)


def converse(lines: list[str], folder: Path, *, last: int) -> list[dict[str, Any]]:
    """Everything answered until the answer to `last`, then hang up."""
    with subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(folder),
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.writelines(lines)
        process.stdin.flush()
        answers: list[dict[str, Any]] = []
        wanted = set(range(1, last + 1))
        while wanted and (line := process.stdout.readline()):
            answers.append(json.loads(line))
            wanted.discard(answers[-1]["id"])
        process.stdin.close()
        assert process.wait(timeout=30) == 0
    return answers


@pytest.mark.parametrize(
    ("name", "arguments", "field"),
    [
        ("ask_rule", {"facts": "{}"}, "rule"),
        ("ask_rule", {"rule": "minimum_wage"}, "facts"),
        ("ask_rule", {"rule": 1, "facts": "{}"}, "rule"),
        ("ask_rule", {"rule": "minimum_wage", "facts": "x"}, "facts"),
        ("list_rules", {"mood": 1}, "mood"),
        ("list_rules", {"group": "x"}, "group"),
        ("describe_rule", {"rule": "windfall"}, "rule"),
        ("parameters", {"place": "1"}, "place"),
        ("parameters", {"on": "x"}, "on"),
        ("parameters", {"history": 1}, "history"),
        ("look_up_statute", {"citation": "cn/labour-contract-law#999"}, "citation"),
    ],
)
def test_a_refusal_names_the_argument(name: str, arguments: dict[str, Any], field: str) -> None:
    result = said(name, arguments, "没有系统")
    assert result.is_error
    error = json.loads(result.content[0].text)["error"]
    assert error["field"] == field and error["message"].endswith("。")


def test_doubts_of_values_are_said_in_words() -> None:
    asked = {"place": "430100", "on": "2099-01-01", "name": "minimum_wage.monthly"}
    result = said("parameters", asked)
    assert "只核对到" in result.content[1].text


def test_without_a_system_an_article_still_has_its_note() -> None:
    told = json.loads(
        said("look_up_statute", {"citation": "cn/labour-contract-law#47"}, "没有系统")
        .content[0]
        .text
    )
    assert told["note"] and not told["installed"] and "没有系统" in told["remark"]


@pytest.mark.django_db
def test_the_tools_for_statutes_answer_where_there_is_a_system() -> None:
    found = json.loads(said("search_statutes", {"q": "经济补偿"}).content[0].text)
    assert found["count"] and "没有装" in found["remark"]
    asked = {"text": "《劳动合同法》第四十七条、第一百二十条", "on": "2025-09-30"}
    checked = json.loads(said("check_citations", asked).content[0].text)
    assert [row["state"] for row in checked["checked"]] == ["exists", "no_article"]
    told = json.loads(
        said("look_up_statute", {"citation": "cn/labour-contract-law#47"}).content[0].text
    )
    assert "原文未安装" in told["remark"]


def test_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    assert command.run(None) == 1  # type: ignore[arg-type]
    assert "make install" in capsys.readouterr().err
