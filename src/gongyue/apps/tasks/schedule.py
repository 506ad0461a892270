"""When a task reminds and when silence moves it: plain sums over days."""

from collections.abc import Iterable
from datetime import date, timedelta

from gongyue.apps.tasks.kinds import AGAIN, TaskKind


def first_move_on(kind: TaskKind, *, due_on: date | None, opened_on: date) -> date:
    """The day after the last day; without one, when patience ends; and the first rung's wait."""
    silence = due_on + timedelta(days=1) if due_on else opened_on + timedelta(days=kind.patience)
    return silence + timedelta(days=kind.escalation[0].after)


def next_move_on(kind: TaskKind, *, rung: int, on: date) -> date:
    """After `rung` rungs were climbed on a day: the next rung's day, or the next call."""
    if rung >= len(kind.escalation):
        return on + timedelta(days=AGAIN)
    return on + timedelta(days=max(1, kind.escalation[rung].after))


def next_reminder(days: Iterable[int], *, due_on: date | None, after: date) -> date | None:
    """The first day of reminding that is later than `after`; None when there is none left."""
    if due_on is None:
        return None
    planned = (due_on - timedelta(days=before) for before in days)
    return min((day for day in planned if day > after), default=None)
