"""`gongyue tick`: hand the daily work, or the work of each minute, to the background worker.

`gongyue demo` and `gongyue up` do this themselves: the daily work once at the start and then every
day, the other each minute. Where a city runs many workers, timers run `gongyue tick` once a day and
`gongyue tick --often` each minute instead. Running it twice does no harm: each of these tasks finds
nothing left to do.
"""

from __future__ import annotations

import argparse
import logging
import threading
from datetime import datetime, timedelta
from typing import Any

from gongyue.cli.serve import (
    CannotServe,
    database_fails,
    require_a_system,
    settings_here,
    use_settings,
)

log = logging.getLogger(__name__)

# What is due each day, as module:function.
DAILY = (
    "gongyue.apps.accounts.tasks:forget_ended_sessions",
    "gongyue.apps.registry.tasks:delete_old_uploads",
    "gongyue.apps.registry.tasks:look_over_everybody",
    "gongyue.apps.documents.tasks:keep_documents_in_order",
    "gongyue.apps.registry.tasks:count_people",
    "gongyue.apps.tasks.tasks:tell_what_is_overdue",
    "gongyue.apps.tasks.tasks:ask_to_check_the_law",
    "gongyue.apps.following.tasks:look_for_changes",
    "gongyue.apps.apikeys.tasks:keep_keys_in_order",
    "gongyue.apps.notifications.tasks:forget_messages",
    "gongyue.apps.registry.rights_daily:keep_rights_in_order",
)
# What is due often, if the second function says that there is something to do.
OFTEN = (
    (
        "gongyue.apps.notifications.tasks:deliver_what_is_due",
        "gongyue.apps.notifications.delivering:is_anything_due",
    ),
    (
        "gongyue.apps.following.tasks:deliver_due_hooks",
        "gongyue.apps.following.hooks.delivering:is_a_hook_due",
    ),
)
HOUR, MINUTE = 0, 10
OFTEN_SECONDS = 60


def add_parser(subparsers: Any) -> None:
    """Add `tick`."""
    parser = subparsers.add_parser("tick", help="派发每日任务  hand out the daily work")
    parser.add_argument(
        "--often", action="store_true", help="每分钟的任务  the work of each minute"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Enqueue today's work; 1 where there is no system, or its database does not answer."""
    try:
        settings = settings_here()
        require_a_system("tick")
        use_settings(settings)
        print(f"已派发 {_hand_out(often=args.often)} 项。 Handed out.")
    except CannotServe as reason:
        print(reason)
        return 1
    return 0


def _hand_out(*, often: bool) -> int:
    from django.db import DatabaseError

    try:
        return enqueue_often() if often else enqueue_daily()
    except DatabaseError as error:
        raise database_fails(error) from error


def enqueue_daily() -> int:
    """Enqueue each daily task; returns how many."""
    from django.utils.module_loading import import_string

    for path in DAILY:
        import_string(path.replace(":", ".")).enqueue()
    return len(DAILY)


def enqueue_often() -> int:
    """Enqueue what has something to do now; returns how many."""
    from django.utils.module_loading import import_string
    from django.utils.timezone import now

    due = [path for path, asks in OFTEN if import_string(asks.replace(":", "."))(now())]
    for path in due:
        import_string(path.replace(":", ".")).enqueue()
    return len(due)


def every_day(stopped: threading.Event) -> None:
    """The daily work now and shortly after each midnight, the other each minute, until told to
    stop. A minute that fails (the database is busy) is followed by the next one."""
    from django.db import Error, connection
    from django.utils import timezone

    _warm()
    daily_at = timezone.localtime()
    while True:
        try:
            if timezone.localtime() >= daily_at:
                enqueue_daily()
                daily_at = timezone.localtime()
                daily_at += timedelta(seconds=seconds_until_next(daily_at))
            enqueue_often()
        except Error:
            log.exception("the work could not be handed out")
        connection.close()
        if stopped.wait(OFTEN_SECONDS):
            return


def _warm() -> None:
    """What all processes share is made here, not while somebody waits for a page."""
    from gongyue.api import kept

    kept.warm()


def seconds_until_next(now: datetime) -> int:
    """Seconds from `now` to the next time of the daily work; at least one."""
    due = now.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    if due <= now:
        due += timedelta(days=1)
    return max(1, int((due - now).total_seconds()))
