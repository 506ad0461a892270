from gongyue.apps.tasks.models.filings import (
    Filing,
    FilingState,
    FilingStep,
    Level,
    Lookup,
    Outcome,
    Promise,
    Rating,
)
from gongyue.apps.tasks.models.tasks import MOVES, Cover, Task, TaskState, TaskTrace

__all__ = [
    "MOVES",
    "Cover",
    "Filing",
    "FilingState",
    "FilingStep",
    "Level",
    "Lookup",
    "Outcome",
    "Promise",
    "Rating",
    "Task",
    "TaskState",
    "TaskTrace",
]
