"""Kinds of task: declared once, refused when they make no sense; days counted by their ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongyue.apps.tasks.kinds import (
    INSIDE,
    TASK_KINDS,
    BadKind,
    Rung,
    TaskKind,
    To,
    declare_kinds,
    kind_of,
    require_kind,
)
from gongyue.apps.tasks.schedule import first_move_on, next_move_on, next_reminder
from gongyue.apps.tasks.services import NewTask, task_open
from tests.cast import AT

KIND = TaskKind(name="test.kind", label="试", reminders=(7, 1))


@pytest.mark.parametrize(
    "broken",
    [
        {"name": "nodot"},
        {"name": "a." + "b" * 40},
        {"label": ""},
        {"escalation": ()},
        {"escalation": (Rung(to=To.ABOVE),)},
        {"escalation": (Rung(to=To.ROLE, role="hr"),)},
        {"reminders": (-1,)},
        {"patience": 0},
        {"by_hand": False},
    ],
)
def test_a_kind_that_makes_no_sense_fails_where_it_is_written(broken: dict[str, Any]) -> None:
    with pytest.raises(BadKind):
        replace(KIND, **broken)


@pytest.mark.parametrize("broken", [{"after": -1}, {"to": To.ROLE}, {"role": "hr"}])
def test_a_rung_that_makes_no_sense_does_too(broken: dict[str, Any]) -> None:
    with pytest.raises(BadKind):
        replace(Rung(to=To.OWNER), **broken)


def test_a_name_belongs_to_one_kind() -> None:
    known = dict(TASK_KINDS)
    try:
        declare_kinds(KIND)
        declare_kinds(KIND)
        with pytest.raises(BadKind):
            declare_kinds(replace(KIND, label="另一种"))
    finally:
        TASK_KINDS.clear()
        TASK_KINDS.update(known)


def test_a_misspelt_kind_is_not_opened(db: None) -> None:
    with pytest.raises(BadKind):
        task_open(by=None, new=NewTask(title="x", kind="no.such"), at=AT)
    with pytest.raises(BadKind):
        require_kind("no.such")
    assert kind_of("no.such").name == "task.general"


def test_silence_is_counted_from_the_last_day_or_from_patience() -> None:
    opened, due = date(2026, 3, 2), date(2026, 3, 5)
    assert first_move_on(KIND, due_on=due, opened_on=opened) == date(2026, 3, 6)
    assert first_move_on(KIND, due_on=None, opened_on=opened) == date(2026, 4, 1)
    later = replace(KIND, escalation=(Rung(to=To.OWNER, after=2),))
    assert first_move_on(later, due_on=due, opened_on=opened) == date(2026, 3, 8)


def test_every_rung_has_its_day_and_the_last_calls_again() -> None:
    on = date(2026, 3, 6)
    assert next_move_on(KIND, rung=1, on=on) == date(2026, 3, 11)
    assert next_move_on(KIND, rung=3, on=on) == date(2026, 3, 13)
    both = replace(KIND, escalation=(Rung(to=To.OWNER), Rung(to=To.OPERATOR)))
    assert next_move_on(both, rung=1, on=on) == date(2026, 3, 7)  # never twice on one day
    assert next_move_on(replace(KIND, escalation=INSIDE), rung=1, on=on) == date(2026, 3, 13)


def test_reminders_come_in_order_and_end() -> None:
    due = date(2026, 3, 10)
    asked = [date(2026, 3, 1), date(2026, 3, 3), date(2026, 3, 9)]
    found = [next_reminder((7, 1), due_on=due, after=day) for day in asked]
    assert found == [date(2026, 3, 3), date(2026, 3, 9), None]
    assert next_reminder((7,), due_on=None, after=asked[0]) is None
