"""What can be asked about tasks. The door for other capabilities and for the screens."""

from gongyue.apps.tasks.selectors.inbox import (
    Counts,
    InboxQuery,
    TaskList,
    inbox,
    inbox_count,
    inbox_counts,
    inbox_list,
)
from gongyue.apps.tasks.selectors.page import ThreadLine, task_page, tasks_about, thread_of
from gongyue.apps.tasks.selectors.people import Colleague, CoverView, colleagues_of, covers_of
from gongyue.apps.tasks.selectors.views import TaskView

__all__ = [
    "Colleague",
    "Counts",
    "CoverView",
    "InboxQuery",
    "TaskList",
    "TaskView",
    "ThreadLine",
    "colleagues_of",
    "covers_of",
    "inbox",
    "inbox_count",
    "inbox_counts",
    "inbox_list",
    "task_page",
    "tasks_about",
    "thread_of",
]
