"""What an office does here is told in the stream: what it looked at, never whom."""

from gongyue.apps.registry.event_types import EventType, declare

declare(
    EventType(
        name="impact.computed",
        label="政策影响测算",
        fields={"run": "text", "on": "date", "firms": "int", "asked": "int", "moved": "int"},
        required=frozenset({"run", "on"}),
    ),
)
