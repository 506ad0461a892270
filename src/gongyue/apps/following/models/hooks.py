"""Other systems that are sent each change, and what became of each sending."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class HookState(models.TextChoices):
    """WAITING is tried again later; GIVEN_UP was tried as often as we try."""

    WAITING = "waiting", "等待发送"
    DELIVERED = "delivered", "已送到"
    FAILED = "failed", "对方不接受"
    GIVEN_UP = "given_up", "多次没有送到"


class Hook(models.Model):
    """An address of an organisation's own system. Address and secret rest sealed; the address may
    hold a key, and the secret signs. `stopped_at`: too many failures in a row."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="law_hooks"
    )
    label = models.CharField("名称", max_length=40)
    purpose = models.CharField("用途", max_length=200)
    host = models.CharField("对方主机", max_length=255)
    address_sealed = models.BinaryField("地址（密文）")
    secret_sealed = models.BinaryField("密钥（密文）")
    rule = models.CharField("只要哪个计算的", max_length=60, blank=True)
    place = models.CharField("只要哪个地方的", max_length=6, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField("连续没有送到", default=0)
    stopped_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "法规变化推送"
        verbose_name_plural = "法规变化推送"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation"], condition=Q(ended_at=None), name="following_hook_live"
            ),
        ]

    def __str__(self) -> str:
        return f"推送 {self.pk} {self.host}"


class HookDelivery(models.Model):
    """One change to one address. `number` is the same at every try, and at a redelivery."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    change = models.ForeignKey(
        "following.LawChange", on_delete=models.PROTECT, related_name="deliveries"
    )
    number = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=HookState, default=HookState.WAITING)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    why = models.CharField("原因", max_length=120, blank=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "推送记录"
        verbose_name_plural = "推送记录"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="following_delivery_once", fields=["hook", "change"]),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"],
                condition=Q(state=HookState.WAITING),
                name="following_delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"推送记录 {self.pk} {self.state}"
