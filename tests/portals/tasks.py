"""A task on somebody's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import AT


def task_of_office(user: Any, title: str = "核对一份材料", about: str = "") -> Any:
    """Opened by the system for the first organisation of the user."""
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.tasks.services import NewTask, task_open

    office = organisations_of(user)[0]
    new = NewTask(
        title=title,
        organisation_id=office.organisation_id,
        due_on=date(2026, 3, 20),
        if_nobody="转交上一级办理。",
        about=about,
    )
    return task_open(by=None, new=new, at=AT)
