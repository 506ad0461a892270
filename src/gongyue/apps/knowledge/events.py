"""Types of event this app writes."""

from gongyue.apps.registry.event_types import EventType, declare

declare(
    EventType(
        name="statutes.imported",
        label="导入法规文本",
        fields={"acts": "int", "versions": "int", "articles": "int"},
        required=frozenset({"versions"}),
    )
)
