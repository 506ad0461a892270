"""What this app holds about somebody: their own keys."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from gongyue.apps.apikeys.models import ApiKey
from gongyue.apps.registry.about_me import Part, Row, Subject, declare_part
from gongyue.apps.registry.events import person_erased


def _keys(subject: Subject) -> Iterator[Row]:
    for row in ApiKey.objects.filter(user__in=subject.user_ids).order_by("made_at"):
        names = ("label", "purpose", "prefix", "made_at", "expires_at", "used_at", "revoked_at")
        yield {name: getattr(row, name) for name in names}


declare_part(
    Part(
        name="api_keys",
        label="自己的接口密钥",
        rows=_keys,
        covers=("apikeys.ApiKey",),
        columns={
            "label": "名称",
            "purpose": "用途",
            "prefix": "开头",
            "made_at": "发放",
            "expires_at": "到期",
            "used_at": "最近使用",
            "revoked_at": "作废",
        },
    )
)


@receiver(person_erased)
def forget_keys(sender: Any, person_id: UUID, user_ids: frozenset[int], **_: Any) -> None:
    """Somebody's own keys go with them, and how often they were used."""
    ApiKey.objects.filter(user__in=user_ids).delete()
