"""Keys of other programs, and how often each was used."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class KeyScope(models.TextChoices):
    """What a key lets read."""

    LAW_READ = "law:read", "查询劳动法规则、数值和条文"


class ApiKey(models.Model):
    """Of an organisation or of one account. The key itself is nowhere: only its keyed hash, and
    the beginning by which its owner knows it."""

    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.CASCADE, related_name="api_keys"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="api_keys"
    )
    label = models.CharField("名称", max_length=40)
    purpose = models.CharField("用途", max_length=200)
    scope = models.CharField("范围", max_length=20, choices=KeyScope, default=KeyScope.LAW_READ)
    prefix = models.CharField("开头", max_length=16, unique=True)
    key_hash = models.CharField("密钥摘要", max_length=32, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField("到期")
    used_at = models.DateTimeField("最近使用", null=True)
    revoked_at = models.DateTimeField("作废", null=True)

    class Meta:
        verbose_name = "接口密钥"
        verbose_name_plural = "接口密钥"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="apikeys_of_one",
                condition=Q(user__isnull=True) ^ Q(organisation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"接口密钥 {self.prefix}"


class KeyUse(models.Model):
    """How often a key asked one route on one day; nothing of what was asked."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="uses")
    on = models.DateField("日期")
    route = models.CharField("接口", max_length=40)
    times = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "接口密钥使用次数"
        verbose_name_plural = "接口密钥使用次数"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="apikeys_use_once", fields=["key", "on", "route"]),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.route} {self.times}"
