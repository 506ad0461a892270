"""The description as people read it: operations by subject, each with a line to copy."""

import shlex
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from gongyue.api.answers import json_shown
from gongyue.kernel.jsonform import dumps_canonical

LONGEST = 2_400  # of an answer on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One operation."""

    method: str
    path: str
    summary: str
    words: str
    asked: list[tuple[str, str]]
    curl: str
    answer: str


def groups_shown(paths: dict[str, Any], base: str) -> list[tuple[str, list[Shown]]]:
    """(subject, operations) in the order of the description."""
    found: dict[str, list[Shown]] = {}
    for path, item in paths.items():
        for method, operation in item.items():
            shown = _shown(path, method, operation, base)
            found.setdefault(operation["tags"][0], []).append(shown)
    return list(found.items())


def _shown(path: str, method: str, operation: dict[str, Any], base: str) -> Shown:
    content = operation["responses"]["200"]["content"]
    example = next(iter(content.values())).get("example", "")
    text = example if isinstance(example, str) else json_shown(example)
    return Shown(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        words=operation.get("description", ""),
        asked=[(p["name"], p.get("description", "")) for p in operation["parameters"]],
        curl=_curl(path, operation, base),
        answer=text if len(text) <= LONGEST else text[:LONGEST] + "\n…",
    )


def _curl(path: str, operation: dict[str, Any], base: str) -> str:
    asked = {p["name"]: p for p in operation["parameters"] if "example" in p}
    for name, parameter in asked.items():
        path = path.replace(f"{{{name}}}", quote(str(parameter["example"])))
    query = {n: p["example"] for n, p in asked.items() if p["in"] == "query"}
    address = base + path + (f"?{urlencode(query)}" if query else "")
    if "requestBody" not in operation:
        return f"curl {shlex.quote(address)}"
    kind, content = next(iter(operation["requestBody"]["content"].items()))
    body = shlex.quote(_body(content))
    return f"curl {shlex.quote(address)} \\\n  -H 'Content-Type: {kind}' \\\n  --data-binary {body}"


def _body(content: dict[str, Any]) -> str:
    if "examples" in content:
        return dumps_canonical(next(iter(content["examples"].values()))["value"])
    example = content["example"]
    return example if isinstance(example, str) else dumps_canonical(example)
