"""`gongyue tick`: hand the daily work to the background worker.

`gongyue demo` and `gongyue up` do this themselves, once at the start and then every day. Where a
city runs many workers, a timer runs this command once a day instead. Running it twice does no harm:
each of these tasks finds nothing left to do.
"""

from __future__ import annotations

import argparse
import os
import threading
from datetime import datetime, timedelta
from typing import Any

from gongyue.cli.serve import CannotServe, use_settings

# What is due each day, as module:function.
DAILY = (
    "gongyue.apps.registry.tasks:delete_old_uploads",
    "gongyue.apps.tasks.tasks:tell_what_is_overdue",
)
HOUR, MINUTE = 0, 10


def add_parser(subparsers: Any) -> None:
    """Add `tick`."""
    parser = subparsers.add_parser("tick", help="派发每日任务  hand out the daily work")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Enqueue today's work."""
    try:
        use_settings("scaled" if os.environ.get("DATABASE_URL") else "embedded")
    except CannotServe as reason:
        print(reason)
        return 1
    print(f"已派发 {enqueue_daily()} 项。 Handed out.")
    return 0


def enqueue_daily() -> int:
    """Enqueue each daily task; returns how many."""
    from django.utils.module_loading import import_string

    for path in DAILY:
        import_string(path.replace(":", ".")).enqueue()
    return len(DAILY)


def every_day(stopped: threading.Event) -> None:
    """Enqueue now and shortly after each midnight, until told to stop."""
    from django.db import connection
    from django.utils import timezone

    while True:
        enqueue_daily()
        connection.close()
        if stopped.wait(seconds_until_next(timezone.localtime())):
            return


def seconds_until_next(now: datetime) -> int:
    """Seconds from `now` to the next time of the daily work; at least one."""
    due = now.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    if due <= now:
        due += timedelta(days=1)
    return max(1, int((due - now).total_seconds()))
