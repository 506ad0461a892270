"""The event types this app adds to the stream."""

from gongyue.apps.registry.event_types import EventType, declare

_KEY = {"key": "int", "label": "text", "prefix": "text"}

declare(
    EventType(name="api_key.issued", label="发放接口密钥", fields=_KEY, required=frozenset(_KEY)),
    EventType(name="api_key.revoked", label="作废接口密钥", fields=_KEY, required=frozenset(_KEY)),
)
