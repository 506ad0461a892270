"""The event types and the kind of task that the check-up adds to the lists."""

from django.dispatch import Signal

from gongyue.apps.registry.event_types import EventType, declare
from gongyue.apps.registry.roles import Role
from gongyue.apps.tasks.kinds import INSIDE, TaskKind, declare_kinds

# checkup (models.Checkup)
checkup_finished = Signal()

declare(
    EventType(
        name="checkup.completed",
        label="用工体检",
        fields={"checkup": "text", "on": "date", "findings": "int"},
        required=frozenset({"checkup", "on"}),
    ),
    # What a worker answers. Figures grow by the day, so they stay in the latest finding.
    EventType(
        name="checkup.found",
        label="体检结论",
        fields={"code": "text", "title": "text", "severity": "text", "status": "text"},
        required=frozenset({"code", "title"}),
        answerable=True,
    ),
    EventType(
        name="checkup.settled",
        label="体检结论处理",
        fields={"code": "text", "settlement": "text", "words": "text"},
        required=frozenset({"code", "settlement"}),
    ),
)

declare_kinds(
    TaskKind(
        name="checkup.finding",
        label="体检整改",
        role=Role.HR,
        reminders=(7, 3, 0),
        escalation=INSIDE,  # what a check-up found is the firm's own affair
        page="checkup_about",
        page_takes_about=True,
    ),
)
