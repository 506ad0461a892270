"""Texts of the law: importing, searching and reading them; generated acts, 40 at scale 1."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, peak_megabytes

NAME = "statutes"
HELP = "法规文本 import, search and an article's page; 40 generated acts of 80 articles at scale 1"
ACTS, ARTICLES, BATCH = 40, 80, 100
WHO = ("用人单位", "劳动者", "工会", "茶歇委员会", "值班人员", "记录员")
WHAT = ("安排茶歇", "登记时间", "核对人数", "保管杯子", "通知大家", "补休半天", "公布名单")
WHEN = ("每天", "每周", "每月", "年底前", "十五日内", "当场", "三个工作日内")
QUERIES = ("茶歇时间怎么登记", "杯子谁保管", "第七号茶歇条例第12条", "补休半天", "年底前公布名单")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often each is asked."""
    parser.add_argument("--requests", type=int, default=40, help="次数  how many requests")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seconds of the import, ms of the first search (which builds the index), the 95th percentile
    in ms of later ones and of the pages of an article and of an act, through the test client."""
    with empty_system():
        from gongyue.apps.knowledge.searching import statutes_search

        acts = ACTS * args.scale
        began = time.perf_counter()
        _import(acts)
        imported = time.perf_counter() - began
        today = date(AT.year, AT.month, AT.day)
        first = _milliseconds(lambda: statutes_search(QUERIES[0], on=today))
        searches = [_milliseconds(lambda q=query: statutes_search(q, on=today))
                    for query in QUERIES for _ in range(max(2, args.requests // 5))]  # fmt: skip
        return {
            "acts": acts,
            "articles": acts * ARTICLES,
            "import_seconds": round(imported, 2),
            "import_ms_an_act": round(imported / acts * 1_000, 1),
            "first_search_ms": round(first, 1),
            "search_ms_p95": _95th(searches),
            **_pages(args.requests),
            "peak_megabytes": peak_megabytes(),
        }


def _import(acts: int) -> None:
    from gongyue.apps.knowledge.services.importing import NEW, statutes_import

    for first in range(0, acts, BATCH):
        files = ((f"{n}.md", act_text(n).encode()) for n in range(first, min(first + BATCH, acts)))
        done = statutes_import(files=files, at=AT, by=None)
        if any(read.outcome != NEW for read in done):
            raise RuntimeError("a generated act was not taken")


def act_text(number: int) -> str:
    """An act that does not exist; no two are alike."""
    head = (
        f"# 第{number}号茶歇条例\n\n2019年2月20日 公布\n\n2019年5月1日 施行\n\n<!-- INFO END -->\n"
    )
    return head + "".join(_articles(number))


def _articles(number: int) -> Iterator[str]:
    for at in range(1, ARTICLES + 1):
        seed = number * ARTICLES + at
        who, what = WHO[seed % len(WHO)], WHAT[seed // 3 % len(WHAT)]
        when, then = WHEN[seed // 5 % len(WHEN)], WHAT[seed // 7 % len(WHAT)]
        yield f"\n第{at}条 {who}应当{when}{what}，人数不少于{seed}人。\n"
        yield f"\n前款规定以外的，由{WHO[seed // 2 % len(WHO)]}在{seed % 60 + 1}日内{then}。\n"


def _pages(times: int) -> dict[str, float]:
    from django.conf import settings
    from django.test import Client

    from gongyue.apps.knowledge.selectors.acts import acts_installed

    if "testserver" not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append("testserver")
    client, act = Client(), acts_installed().first()
    address = f"/law/text/{act.pk}/" if act else "/law/"
    asked = {"article": f"{address}12/", "act": address, "list": "/law/",
             "search_page": "/law/?q=茶歇时间"}  # fmt: skip
    return {f"{name}_ms_p95": _of_page(client, url, times) for name, url in asked.items()}


def _of_page(client: Any, url: str, times: int) -> float:
    def ask() -> None:
        if client.get(url).status_code != 200:
            raise RuntimeError(f"{url} did not answer")

    ask()
    return _95th([_milliseconds(ask) for _ in range(max(times, 2))])


def _milliseconds(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1_000


def _95th(taken: list[float]) -> float:
    return round(statistics.quantiles(taken, n=20)[-1], 1)
