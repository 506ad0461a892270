"""docs/reference/api.md is true: its examples are asked literally, its tables hold."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from gongyue.api import kept
from gongyue.api.tools import TOOLS
from gongyue.api.v1.rules import MOST_LINES
from gongyue.apps.apikeys.issuing import DAYS, MOST
from gongyue.apps.apikeys.using import KEPT_DAYS

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/api.md").read_text("utf-8")
EXAMPLE = re.compile(r"```sh\n(curl .+?)\n```\n\n```json (\d+)\n(.+?)\n```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(PAGE)


def asked(client: Client, line: str) -> Any:
    """The request that the curl line makes."""
    _, address, *more = shlex.split(line)
    options = list(zip(more[::2], more[1::2], strict=True))
    headers = dict(value.split(": ", 1) for name, value in options if name == "-H")
    parts = urlsplit(address)
    url = f"{parts.path}?{parts.query}" if parts.query else parts.path
    kind = headers.pop("Content-Type", "application/json")
    for name, value in options:
        if name == "--data-binary":
            return client.post(url, value, content_type=kind, headers=headers)
    return client.get(url, headers=headers)


def missing(shown: Any, given: Any, at: str = "") -> Iterator[str]:
    """Where what is shown is not what is given."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            yield from missing(value, given.get(key, "nothing"), f"{at}.{key}")
    elif shown != given:
        yield f"{at}: {shown} is {given}"


@pytest.mark.django_db
@pytest.mark.parametrize(("line", "status", "shown"), EXAMPLES)
def test_each_example_answers_as_shown(client: Client, line: str, status: str, shown: str) -> None:
    given = asked(client, line)
    assert given.status_code == int(status), given.content
    assert list(missing(json.loads(shown), json.loads(given.content))) == []


def test_every_curl_line_is_an_example() -> None:
    assert len(EXAMPLES) == PAGE.count("curl ") >= 5


def test_the_tables_are_those_of_the_code() -> None:
    routes = set(re.findall(r"^\| `((?:GET|POST) [^`]+)`", PAGE, re.MULTILINE))
    operations = kept.shown()["operations"]
    assert routes == {f"{m.upper()} {path}" for path, item in operations.items() for m in item}
    described = json.loads(kept.description().plain)["components"]["responses"]
    said = {int(status) for status in re.findall(r"^\| (\d{3}) \|", PAGE, re.MULTILINE)}
    assert said == {405} | {int(name[2:]) for name in described if name.startswith("No")}
    tools = PAGE.partition("## Assistants")[2]
    assert set(re.findall(r"`(\w+)`", tools)) == {*TOOLS}


def test_the_figures_are_those_of_the_code() -> None:
    for setting, said in (("API_A_MINUTE", 60), ("API_KEY_A_MINUTE", 600)):
        assert getattr(settings, setting) == said
        assert f"| {said} | `GONGYUE_{setting}` |" in PAGE
    assert DAYS == (30, 90, 180, 365) and MOST == 5 and "five may be live" in PAGE
    assert f"{KEPT_DAYS} days" in PAGE and f"{MOST_LINES:,} lines" in PAGE
