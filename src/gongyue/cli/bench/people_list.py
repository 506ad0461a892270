"""The people list of a firm: time and queries of the page, 1,000 people at scale 1."""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, roster

NAME = "people_list"
HELP = "人员名单页 the people list of a firm with 1,000 people"
PEOPLE = 1_000
URL = "/enterprise/people/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often the page is asked for."""
    parser.add_argument("--requests", type=int, default=40, help="次数  how many requests")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """The whole page through Django's test client, without a network; the first one is thrown
    away. `ms_cpu` is the processor's own time: it does not wait for other programs."""
    with empty_system() as (manager, firm):
        from gongyue.apps.registry.selectors.people import people_of_organisation

        client = _client(manager, firm, PEOPLE * args.scale)
        client.get(URL)
        walls, cpus = zip(*(_milliseconds(client) for _ in range(args.requests)), strict=True)
        return {
            "people": people_of_organisation(manager, firm.pk, per_page=1).total,
            "requests": args.requests,
            "ms_median": round(statistics.median(walls), 1),
            "ms_best": round(min(walls), 1),
            "ms_cpu": round(statistics.median(cpus), 1),
            "queries": _queries(client),
            "bytes": len(client.get(URL).content),
        }


def _milliseconds(client: Any) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    client.get(URL)
    return (time.perf_counter() - wall) * 1_000, (time.process_time() - cpu) * 1_000


def _queries(client: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(URL)
    return len(seen)


def _client(manager: Any, firm: Any, people: int) -> Any:
    """The manager's browser, after the roster has been imported."""
    from django.conf import settings
    from django.test import Client

    from gongyue.apps.registry.services.imports import import_plan, run_import

    facts = {"by": manager, "organisation_id": firm.pk, "name": "花名册.csv"}
    batch = import_plan(content=roster(people), at=AT, **facts)
    run_import(batch_id=batch.pk, at=AT)
    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(manager)
    return client
