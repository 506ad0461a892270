"""What this app holds about somebody: what they follow."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from gongyue.apps.following.models import Following
from gongyue.apps.registry.about_me import Part, Row, Subject, declare_not_personal, declare_part
from gongyue.apps.registry.events import person_erased


def _following(subject: Subject) -> Iterator[Row]:
    for row in Following.objects.filter(user__in=subject.user_ids).order_by("made_at"):
        yield {"what": str(row), "made_at": row.made_at, "ended_at": row.ended_at}


declare_part(
    Part(
        name="following",
        label="关注的法规和地区",
        rows=_following,
        covers=("following.Following",),
        columns={"what": "关注什么", "made_at": "开始", "ended_at": "停止"},
    )
)
declare_not_personal({"following.Hook": "单位登记的推送地址，记着是谁登记的。"})


@receiver(person_erased)
def forget_followings(sender: Any, person_id: UUID, user_ids: frozenset[int], **_: Any) -> None:
    """What somebody followed for themself goes with them."""
    Following.objects.filter(user__in=user_ids).delete()
