"""What tasks tell the apps above, and the event types they add to the stream."""

from django.dispatch import Signal

from gongyue.apps.registry.event_types import EventType, declare

# task (models.Task), by (User or None), at
task_closed = Signal()
# task (models.Task), at: its last day has passed and nobody acted
task_overdue = Signal()

_TASK = {"task": "text", "about": "text", "title": "text", "result": "text"}

declare(
    EventType(name="task.opened", label="新建待办", fields=_TASK, required=frozenset({"task"})),
    EventType(name="task.done", label="办结待办", fields=_TASK, required=frozenset({"task"})),
    EventType(name="task.cancelled", label="取消待办", fields=_TASK, required=frozenset({"task"})),
    EventType(name="task.overdue", label="待办逾期", fields=_TASK, required=frozenset({"task"})),
)
