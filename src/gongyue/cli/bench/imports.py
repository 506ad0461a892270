"""Import of a roster with database write: plan, start, again, undo."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, peak_megabytes, roster

NAME = "imports"
HELP = "导入一万行并写入数据库  import of 10,000 rows with database write"
ROWS = 10_000


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seconds for each step, on an empty system."""
    people = ROWS * args.scale
    content = roster(people)
    with empty_system() as (manager, firm):
        return _measured(manager, firm, people, content)


def _measured(manager: Any, firm: Any, people: int, content: bytes) -> dict[str, Any]:
    from gongyue.apps.registry.services.imports import import_plan, run_import
    from gongyue.apps.registry.services.undo import import_undo

    def planned() -> Any:
        return import_plan(
            by=manager, organisation_id=firm.pk, content=content, name="花名册.csv", at=AT
        )

    plan, plan_seconds, _ = _timed(planned)
    batch, seconds, busy = _timed(lambda: run_import(batch_id=plan.pk, at=AT))
    again = planned()
    same, again_seconds, _ = _timed(lambda: run_import(batch_id=again.pk, at=AT))
    _, undo_seconds, _ = _timed(lambda: import_undo(by=manager, batch_id=batch.pk, at=AT))
    return {
        "rows": people,
        "state": batch.state,
        "plan_seconds": plan_seconds,
        "import_seconds": seconds,
        "import_cpu_seconds": busy,
        "import_limit_seconds": 10,
        "rows_a_second": int(people / seconds),
        "same_again_seconds": again_seconds,
        "same_again_rows_new": same.counts["rows_new"],
        "undo_seconds": undo_seconds,
        "peak_megabytes": peak_megabytes(),
    }


def _timed(act: Callable[[], Any]) -> tuple[Any, float, float]:
    """The value, seconds on the clock, and seconds of one processor."""
    began, busy = time.perf_counter(), time.process_time()
    value = act()
    return value, round(time.perf_counter() - began, 2), round(time.process_time() - busy, 2)
