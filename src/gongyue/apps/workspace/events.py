"""Types of event this app writes."""

from gongyue.apps.registry.event_types import EventType, declare

declare(
    EventType(
        name="module.switched",
        label="启用或停用功能",
        fields={"module": "text", "is_on": "bool", "by_operator": "bool"},
        required=frozenset({"module", "is_on"}),
    ),
    EventType(
        name="dictionary.changed",
        label="修改字典",
        fields={"dictionary": "text", "code": "text", "label": "text", "retired": "bool"},
        required=frozenset({"dictionary", "code"}),
    ),
)
