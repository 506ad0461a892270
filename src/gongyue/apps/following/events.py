"""The event types this app adds to the stream."""

from gongyue.apps.registry.event_types import EventType, declare

_HOOK = {"hook": "int", "label": "text", "host": "text"}

declare(
    EventType(
        name="law_follow.begun",
        label="关注法规变化",
        fields={"rule": "text", "place": "text"},
        required=frozenset({"rule", "place"}),
    ),
    EventType(
        name="law_follow.ended",
        label="停止关注法规变化",
        fields={"rule": "text", "place": "text"},
        required=frozenset({"rule", "place"}),
    ),
    EventType(
        name="law_hook.registered",
        label="登记法规变化推送",
        fields=_HOOK,
        required=frozenset(_HOOK),
    ),
    EventType(
        name="law_hook.rotated",
        label="更换推送密钥",
        fields=_HOOK,
        required=frozenset(_HOOK),
    ),
    EventType(
        name="law_hook.ended",
        label="停止法规变化推送",
        fields=_HOOK,
        required=frozenset(_HOOK),
    ),
)
