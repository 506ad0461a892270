"""What was said to whom, and how each channel fared."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.notifications.kinds import PERSONAL, Channel

PERSONAL_VALUES = [str(channel) for channel in PERSONAL]


class Message(models.Model):
    """One message to one recipient: a user, a person (whoever's account speaks for them), or an
    organisation as such (its group chats). The text is JSON {facts, title, body}, sealed under the
    key of `sealed_for`; without one under the system key.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="messages"
    )
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.CASCADE, related_name="messages"
    )
    # The desk it belongs to, where it reached somebody as a member.
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField("类别", max_length=60)
    sealed_for = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    text_sealed = models.BinaryField("内容（密文）")
    url = models.CharField("去处", max_length=300, blank=True)
    about = models.CharField("关于", max_length=80, blank=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sender_organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # One for everybody told the same thing at the same time: the sender's view counts by it.
    sending = models.UUIDField(default=uuid4, db_index=True)
    once = models.CharField(max_length=120, null=True)  # noqa: DJ001 - null takes no part in unique
    sent_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notifications_message_to_one",
                condition=Q(user__isnull=False, person__isnull=True)
                | Q(user__isnull=True, person__isnull=False)
                | Q(user__isnull=True, person__isnull=True, organisation__isnull=False),
            ),
            models.CheckConstraint(name="notifications_message_kind", condition=~Q(kind="")),
            models.CheckConstraint(
                name="notifications_message_url_inside",
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")),
            ),
            models.UniqueConstraint(
                name="notifications_message_once_user", fields=["user", "once"]
            ),
            models.UniqueConstraint(
                name="notifications_message_once_person", fields=["person", "once"]
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["user"], condition=Q(read_at=None), name="notifications_unread_user"
            ),
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notifications_unread_person"
            ),
            models.Index(fields=["user", "-id"], name="notifications_of_user"),
            models.Index(fields=["person", "-id"], name="notifications_of_person"),
        ]

    def __str__(self) -> str:
        return f"消息 {self.pk}"


class DeliveryState(models.TextChoices):
    """Where a message stands on its way by one channel."""

    WAITING = "waiting", "等待发送"
    SENT = "sent", "已交给对方系统"
    DELIVERED = "delivered", "已送达"
    FAILED = "failed", "没有送到"
    GIVEN_UP = "given_up", "多次失败，不再重试"
    SKIPPED = "skipped", "没有发"


MOVES: dict[str, frozenset[str]] = {
    DeliveryState.WAITING: frozenset(
        {
            DeliveryState.SENT,
            DeliveryState.DELIVERED,
            DeliveryState.FAILED,
            DeliveryState.GIVEN_UP,
            DeliveryState.SKIPPED,
        }
    ),
    DeliveryState.SENT: frozenset({DeliveryState.DELIVERED, DeliveryState.FAILED}),
    DeliveryState.DELIVERED: frozenset(),
    DeliveryState.FAILED: frozenset(),
    DeliveryState.GIVEN_UP: frozenset(),
    DeliveryState.SKIPPED: frozenset(),
}


class Delivery(models.Model):
    """A message by one channel. `due_at` is when the next try may begin; `held_until` is the lease
    of the worker that tries now. `number` goes to the gateway, so that a second try after a crash
    can be recognised there.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    endpoint = models.ForeignKey(
        "notifications.Endpoint", null=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    why = models.CharField("原因", max_length=120, blank=True)
    in_digest = models.BooleanField(default=False)
    number = models.UUIDField(default=uuid4)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # To which phone an SMS went: the daily limit counts by it.
    to_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notifications_delivery_state", condition=Q(state__in=DeliveryState.values)
            ),
            models.CheckConstraint(
                name="notifications_delivery_ends",
                condition=Q(state=DeliveryState.WAITING, ended_at__isnull=True)
                | (~Q(state=DeliveryState.WAITING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="notifications_delivery_skip_says_why",
                condition=~Q(state=DeliveryState.SKIPPED) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="notifications_delivery_endpoint",
                condition=Q(channel__in=PERSONAL_VALUES, endpoint__isnull=True)
                | (~Q(channel__in=PERSONAL_VALUES) & Q(endpoint__isnull=False)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"],
                condition=Q(state="waiting"),
                name="notifications_delivery_due",
            ),
            models.Index(fields=["channel", "to_hash", "ended_at"], name="notifications_limit"),
            models.Index(fields=["state", "ended_at"], name="notifications_delivery_ended"),
        ]

    def __str__(self) -> str:
        return f"送达 {self.pk}"
