"""The search box of a desk: time of the whole page, 200 firms at scale 1."""

from __future__ import annotations

import argparse
import statistics
import time
from itertools import islice
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, roster
from gongyue.cli.bench.firm_search import _inspector, _names, _settle

NAME = "search"
HELP = "各台面的查找框 the search box of a firm and of an office, 200 firms at scale 1"
FIRMS, PEOPLE = 200, 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often each is asked."""
    parser.add_argument("--requests", type=int, default=40, help="次数  how many requests")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """The 95th percentile in ms of the whole page, through Django's test client; `cpu` is the
    processor's own time, which does not wait for other programs."""
    with empty_system() as (manager, firm):
        operator, inspector, _ = _inspector()
        firms = _settle(operator, FIRMS * args.scale)
        _import(manager, firm)
        name = next(islice(_names(), 7, None))
        asked = {
            "firm_person": (manager, "/enterprise/search/", {"words": "赵一一"}),
            "firm_rule": (manager, "/enterprise/search/", {"words": "加班"}),
            "office_firm": (inspector, "/regulator/search/",
                            {"words": name[2:5], "purpose": "inspection"}),
            "office_initials": (inspector, "/regulator/search/",
                                {"words": "xsj", "purpose": "inspection"}),
        }  # fmt: skip
        measured: dict[str, Any] = {"firms": firms, "people": PEOPLE}
        for what, facts in asked.items():
            wall, cpu = _p95(*facts, args.requests)
            measured |= {f"{what}_ms_p95": wall, f"{what}_ms_p95_cpu": cpu}
        return measured


def _import(manager: Any, firm: Any) -> None:
    from gongyue.apps.registry.services.imports import import_plan, run_import

    facts = {"by": manager, "organisation_id": firm.pk, "name": "花名册.csv"}
    batch = import_plan(content=roster(PEOPLE), at=AT, **facts)
    run_import(batch_id=batch.pk, at=AT)


def _p95(user: Any, url: str, words: dict[str, str], times: int) -> tuple[float, float]:
    from django.conf import settings
    from django.test import Client

    if "testserver" not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(user)
    client.post(url, words)
    walls, cpus = zip(
        *(_milliseconds(client, url, words) for _ in range(max(times, 2))), strict=True
    )
    return _95th(walls), _95th(cpus)


def _milliseconds(client: Any, url: str, words: dict[str, str]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = client.post(url, words)
    taken = (time.perf_counter() - wall) * 1_000, (time.process_time() - cpu) * 1_000
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return taken


def _95th(taken: tuple[float, ...]) -> float:
    return round(statistics.quantiles(taken, n=20)[-1], 1)
