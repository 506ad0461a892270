"""The event types the notice boards add to the stream."""

from gongyue.apps.registry.event_types import EventType, declare

_FIELDS = {"announcement": "text", "words": "text", "version": "int"}
_REQUIRED = frozenset({"announcement", "words"})

declare(
    EventType(name="announcement.published", label="发布公告", fields=_FIELDS, required=_REQUIRED),
    EventType(name="announcement.edited", label="改公告", fields=_FIELDS, required=_REQUIRED),
    EventType(name="announcement.withdrawn", label="撤回公告", fields=_FIELDS, required=_REQUIRED),
    EventType(
        name="message.reminded",
        label="提醒未读的人",
        fields={"sending": "text", "count": "int"},
        required=frozenset({"sending", "count"}),
    ),
)
