"""The API over WSGI in this process: a second and p50, p95 by kind of question."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from gongyue.cli.bench._firm import empty_system

NAME = "api"
HELP = "接口 the API in process: requests a second and p50/p95 by kind, 200 each at scale 1"
REQUESTS = 200
LAW = "/api/v1/law"
READS = {
    "rules": f"{LAW}/rules?q=加班",
    "rule": f"{LAW}/rules/minimum_wage",
    "parameters": f"{LAW}/parameters?place=430102&on=2025-09-30",
    "sources": f"{LAW}/sources?q=工伤",
    "source": f"{LAW}/sources/cn/labour-contract-law",
    "article": f"{LAW}/statutes/article?citation=cn/labour-contract-law%2347",
    "search": f"{LAW}/statutes/search?q=经济补偿",
    "places": f"{LAW}/places?q=长沙岳麓",
    "changes": f"{LAW}/changes",
    "description": "/api/v1/openapi.json",
    "page": "/api/v1/",
}
ANSWER, ANSWERS, CHECK = f"{LAW}/rules/{{}}/answer", f"{LAW}/answers", f"{LAW}/citations/check"
TEXT = '{"text": "根据《劳动合同法》第四十七条和《劳动法》第四十四条", "on": "2025-09-30"}'
LINES = 100


def run(args: argparse.Namespace) -> dict[str, Any]:
    """First the description and the page as a process meets them, kept for it and not; then each
    kind in turn. `per_second` is of one process asking one question after the other."""
    with empty_system() as (manager, firm):
        measured = _first()
        times = REQUESTS * args.scale
        for kind, ask in _kinds(_key(manager, firm)).items():
            measured[kind] = _measured(ask, times if kind != "lines_100" else max(times // 20, 5))
        return measured


def _first() -> dict[str, Any]:
    from gongyue.api import kept

    client = _client()
    page_made, _ = _timed(lambda: client.get("/api/v1/"))
    made, plain = _timed(lambda: client.get("/api/v1/openapi.json"))
    for each in (kept.description, kept.shown, kept.installed):
        each.cache_clear()  # as another process finds it
    page_kept, _ = _timed(lambda: client.get("/api/v1/"))
    found, packed = _timed(lambda: client.get(READS["description"], HTTP_ACCEPT_ENCODING="gzip"))
    return {
        "description_bytes": len(plain.content),
        "description_packed_bytes": len(packed.content),
        "first_page_made_ms": page_made,
        "first_description_made_ms": made,
        "first_page_kept_ms": page_kept,
        "first_description_kept_ms": found,
    }


def _key(manager: Any, firm: Any) -> str:
    from django.utils.timezone import now

    from gongyue.apps.apikeys.issuing import NewKey, key_issue

    new = NewKey(label="测量", purpose="测量接口的速度", days=30)
    return key_issue(by=manager, organisation_id=firm.pk, new=new, at=now())[1]


def _kinds(key: str) -> dict[str, Callable[[], Any]]:
    """Each a question; rules in turn, with their own worked facts, once more by a key."""
    from gongyue.api.contents.rules import examples_of
    from gongyue.law.registry import RULES

    client = _client()
    asked = [(r.name, json.dumps(examples_of(r)[0]["facts"])) for r in RULES.values()]
    turn = cycle(asked)

    def answer(**more: str) -> Any:
        name, facts = next(turn)
        return client.post(ANSWER.format(name), facts, "application/json", **more)

    rows = [f'{{"rule":"{name}","facts":{facts}}}' for name, facts in islice(cycle(asked), LINES)]
    text = "\n".join(rows)
    reads = {kind: (lambda url=url: client.get(url)) for kind, url in READS.items()}
    return {
        **reads,
        "citations": lambda: client.post(CHECK, TEXT, "application/json"),
        "answer": answer,
        "answer_by_key": lambda: answer(HTTP_AUTHORIZATION=f"Bearer {key}"),
        "lines_100": lambda: client.post(ANSWERS, text, "application/x-ndjson"),
    }


def _client() -> Any:
    from django.conf import settings
    from django.test import Client

    if "testserver" not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append("testserver")
    settings.API_A_MINUTE = settings.API_KEY_A_MINUTE = 10_000_000
    return Client()


def _measured(ask: Callable[[], Any], times: int) -> dict[str, float]:
    ask()
    taken = []
    for _ in range(times):
        milliseconds, response = _timed(ask)
        assert response.status_code == 200, response.content[:200]
        taken.append(milliseconds)
    cuts = statistics.quantiles(taken, n=20)
    return {
        "per_second": round(1_000 * len(taken) / sum(taken), 1),
        "ms_p50": round(statistics.median(taken), 2),
        "ms_p95": round(cuts[-1], 2),
    }


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    response = ask()
    return round(1_000 * (time.perf_counter() - began), 2), response
