"""What tasks tell the apps above, and the event types and kinds of task they add to the lists."""

from django.dispatch import Signal

from gongyue.apps.registry.event_types import EventType, declare

# task (models.Task), by (User or None), at
task_closed = Signal()
# task, at: its last day has passed and nobody acted
task_overdue = Signal()
# task, days_left (int, 0 on the last day), at
task_reminder = Signal()
# task, at, again (bool): silence has moved it, or calls once more whoever has it (again)
task_escalated = Signal()
# task, by, to (User), giver (User or None), words, at: a colleague has it now
task_handed_over = Signal()
# task, by (User who left), at: the role has it again, and the owner is to know
task_fell_back = Signal()
# task, by, at: somebody wrote a remark
task_said = Signal()
# cover (models.Cover), by, at
cover_given = Signal()
# filing (models.Filing), step (str, an event type), by (User or None), at
filing_moved = Signal()

_TASK = {"task": "text", "about": "text", "title": "text", "result": "text", "note": "text"}
_NAMED = frozenset({"task"})


declare(
    EventType(name="task.opened", label="新建待办", fields=_TASK, required=_NAMED, version=2),
    EventType(name="task.done", label="办结待办", fields=_TASK, required=_NAMED, version=2),
    EventType(name="task.cancelled", label="取消待办", fields=_TASK, required=_NAMED, version=2),
    EventType(name="task.overdue", label="待办逾期", fields=_TASK, required=_NAMED, version=2),
    EventType(name="task.escalated", label="无人办理，移交", fields=_TASK, required=_NAMED),
    EventType(name="task.called", label="再次催办", fields=_TASK, required=_NAMED),
    EventType(name="task.taken", label="认领", fields=_TASK, required=_NAMED),
    EventType(name="task.put_back", label="放回", fields=_TASK, required=_NAMED),
    EventType(name="task.handed_over", label="交给同事", fields=_TASK, required=_NAMED),
    EventType(name="task.fell_back", label="退回角色", fields=_TASK, required=_NAMED),
    EventType(name="task.said", label="留言", fields=_TASK, required=_NAMED),
)

_COVER = {
    "cover": "text",
    "absent": "int",
    "colleague": "int",
    "first_on": "date",
    "last_on": "date",
}
declare(
    EventType(name="cover.given", label="请同事代班", fields=_COVER, required=frozenset({"cover"})),
    EventType(name="cover.ended", label="结束代班", fields=_COVER, required=frozenset({"cover"})),
)

_FILING = {"filing": "text", "kind": "text", "words": "text", "note": "text", "name": "text"}
_NUMBERED = frozenset({"filing"})
declare(
    EventType(name="filing.submitted", label="提交", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.answered", label="答复", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.asked", label="请补充", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.replied", label="补充", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.objected", label="认为没有解决", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.passed_on", label="转办", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.escalated", label="移交上级", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.unanswered", label="没有收到补充", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.closed", label="办结", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.withdrawn", label="撤回", fields=_FILING, required=_NUMBERED),
    EventType(name="filing.rated", label="评价", fields=_FILING, required=_NUMBERED),
)
