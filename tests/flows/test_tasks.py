"""The life of a task, for the ladder of every kind that is declared."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.tasks.kinds import ENDS, TASK_KINDS, Rung, TaskKind, To
from gongyue.apps.tasks.models import MOVES, TaskState
from gongyue.apps.tasks.schedule import first_move_on, next_move_on
from gongyue.apps.tasks.selectors import inbox
from gongyue.apps.tasks.services import NewTask, task_cancel, task_done, task_open
from gongyue.apps.tasks.services.clock import move_on
from gongyue.apps.tasks.services.handing import task_hand_over, task_put_back, task_take
from tests.apps.people import DAY, People, grant
from tests.cast import AT
from tests.flows.explorer import Flow, Timeout, act, faults, flow_of

OPEN, DONE, CANCELLED = (str(state) for state in TaskState)
A_YEAR = 366
KINDS = sorted(TASK_KINDS)


def flow_of_kind(kind: TaskKind) -> Flow:
    """The states of models.MOVES, with one open state a rung of the ladder.

    An open task is in the hands of whoever was asked, then of each rung in turn; on the last one
    somebody who is always there is called again.
    """
    held = [OPEN, *(f"{OPEN} at {number} {rung.to}" for number, rung in enumerate(kind.escalation))]
    nexts = dict(itertools.pairwise(held)) | {held[-1]: held[-1]}
    lasts = kind.escalation[-1].to
    ends = frozenset(str(state) for state in MOVES[OPEN])
    moves = {state: ends | ({after} - {state}) for state, after in nexts.items()}
    timeouts = {
        state: Timeout(after, tells=after if after != state or lasts in ENDS else "")
        for state, after in nexts.items()
    }
    acts = [
        act("done", "whoever has it", held, DONE),
        act("cancel", "whoever has it", held, CANCELLED),
        *(act("hand over, take, put back", "whoever has it", state, state) for state in held),
    ]
    lawful = moves | {DONE: MOVES[DONE], CANCELLED: MOVES[CANCELLED]}
    return flow_of(kind.name, start=OPEN, moves=lawful, acts=acts, timeouts=timeouts,
                   ends=(DONE, CANCELLED))  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_sound_life(name: str) -> None:
    assert faults(flow_of_kind(TASK_KINDS[name])) == []


@pytest.mark.parametrize("name", KINDS)
def test_every_ladder_is_climbed_within_a_year(name: str) -> None:
    kind, day = TASK_KINDS[name], date(2026, 3, 2)
    for due_on in (day, None):
        on = first_move_on(kind, due_on=due_on, opened_on=day)
        for rung in range(1, len(kind.escalation) + 2):
            later = next_move_on(kind, rung=rung, on=on)
            assert later > on, "time must go on"
            on = later
        assert (on - day).days < A_YEAR


def test_a_ladder_without_somebody_at_its_end_would_be_found() -> None:
    kind = TASK_KINDS["task.general"]
    spoilt = replace(kind)
    object.__setattr__(spoilt, "escalation", (Rung(to=To.ABOVE),))
    assert any("time turns in a circle" in fault for fault in faults(flow_of_kind(spoilt)))


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["factory", "platform", "bureau", "committee"])
@pytest.mark.parametrize("name", KINDS)
def test_silence_brings_every_kind_to_somebody_everywhere(
    people: People, name: str, where: str
) -> None:
    """Day by day for three months: in the end the owner or the operator has been called."""
    organisation = getattr(people, where)
    kind = TASK_KINDS[name]
    facts: dict[str, Any] = {"kind": name, "if_nobody": "转交。", "about": f"x:{name}"}
    new = NewTask(title="试", organisation_id=organisation.pk, due_on=AT.date(), **facts)
    task = task_open(by=None, new=new, at=AT)
    gaps, last = [], AT.date()
    for number in range(1, 90):
        if move_on(at=AT + number * DAY):
            day = AT.date() + timedelta(days=number)
            gaps.append((day - last).days)
            last = day
    task.refresh_from_db()
    assert task.state == OPEN and max(gaps) <= max(7, *(r.after for r in kind.escalation))
    assert task.organisation.kind == Kind.OPERATOR or task.role in {Role.OWNER, ""}
    assert task.rung == len(kind.escalation)
    everybody = (people.chen, people.wang, people.zhou, people.zhao, people.operator)
    seen = [view.task_id for user in everybody for view in inbox(user, on=AT.date())]
    assert task.pk in seen


@pytest.mark.django_db
def test_acts_move_as_declared(people: People) -> None:
    grant(people.chen, people.factory, people.li, Role.HR)
    me = people.hr.memberships.get().pk

    def opened() -> Any:
        new = NewTask(title="试", organisation_id=people.factory.pk, role="hr")
        return task_open(by=people.chen, new=new, at=AT).pk

    call = {"by": people.hr, "at": AT}
    assert task_done(task_id=opened(), result="", **call).state == DONE
    assert task_cancel(task_id=opened(), reason="不用", **call).state == CANCELLED
    task = opened()
    assert task_take(task_id=task, **call).state == OPEN
    assert task_put_back(task_id=task, **call).state == OPEN
    assert task_hand_over(task_id=task, to=me, words="接着办", **call).state == OPEN
