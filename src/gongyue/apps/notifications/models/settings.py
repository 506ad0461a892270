"""What each person wants, and where an organisation lets itself be told."""

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.notifications.kinds import OF_ORGANISATION, PERSONAL, Channel, Group

QUIET_FROM, QUIET_UNTIL, DIGEST_AT = time(22), time(7), time(18)


class Contact(models.Model):
    """Addresses of a user besides the phone, and their hours. Sealed under the system key: they
    belong to the account, and go with it. No row means the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="contact",
    )
    email_sealed = models.BinaryField("电子邮箱（密文）", default=bytes)
    email_proven_at = models.DateTimeField(null=True)
    # While an address waits to be proven: the hash of the code mailed to it, and its tries.
    code_hash = models.CharField(max_length=32, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_count = models.PositiveSmallIntegerField(default=0)  # sent within a day of each other
    openid_sealed = models.BinaryField("微信 openid（密文）", default=bytes)
    quiet_from = models.TimeField("免打扰开始", default=QUIET_FROM)
    quiet_until = models.TimeField("免打扰结束", default=QUIET_UNTIL)
    digest_at = models.TimeField("每日汇总", default=DIGEST_AT)

    class Meta:
        verbose_name = "联系方式"
        verbose_name_plural = "联系方式"

    def __str__(self) -> str:
        return f"联系方式 {self.pk}"


class Preference(models.Model):
    """Whether a user wants a group of kinds by a channel. No row means the kind's default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences"
    )
    group = models.CharField(max_length=12, choices=Group)
    channel = models.CharField(max_length=10, choices=[(c.value, c.label) for c in PERSONAL])
    wanted = models.BooleanField()

    class Meta:
        verbose_name = "接收设置"
        verbose_name_plural = "接收设置"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="notifications_preference_once", fields=["user", "group", "channel"]
            ),
            models.CheckConstraint(
                name="notifications_preference_personal",
                condition=Q(channel__in=[str(c) for c in PERSONAL]),
            ),
        ]

    def __str__(self) -> str:
        return f"接收设置 {self.pk}"


class Endpoint(models.Model):
    """A group chat or another system of an organisation. The address holds the access key, so it
    rests sealed; the secret signs what is sent."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="endpoints"
    )
    channel = models.CharField(max_length=10, choices=[(c.value, c.label) for c in OF_ORGANISATION])
    label = models.CharField("名称", max_length=40)
    address_sealed = models.BinaryField("地址（密文）")
    secret_sealed = models.BinaryField("密钥（密文）", default=bytes)
    groups = models.JSONField("发哪几类", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "单位接收渠道"
        verbose_name_plural = "单位接收渠道"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notifications_endpoint_channel",
                condition=Q(channel__in=[str(c) for c in OF_ORGANISATION]),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation"],
                condition=Q(ended_at=None),
                name="notifications_endpoint_live",
            ),
        ]

    def __str__(self) -> str:
        return f"接收渠道 {self.pk} {Channel(self.channel).label}"
