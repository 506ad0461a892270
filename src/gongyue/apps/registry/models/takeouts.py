"""What somebody takes out of the system, and what they want erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class TakeoutState(models.TextChoices):
    QUEUED = "queued", "正在准备"
    READY = "ready", "可以下载"
    FAILED = "failed", "没有做成"
    GONE = "gone", "已删除"


TAKEOUT_MOVES: dict[str, frozenset[str]] = {
    TakeoutState.QUEUED: frozenset({TakeoutState.READY, TakeoutState.FAILED, TakeoutState.GONE}),
    TakeoutState.READY: frozenset({TakeoutState.GONE}),
    TakeoutState.FAILED: frozenset({TakeoutState.QUEUED, TakeoutState.GONE}),
    TakeoutState.GONE: frozenset(),
}


class Takeout(models.Model):
    """关于我的一切: one zip, sealed under the person's key inside a file with a key of its own."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="takeouts")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=TakeoutState)
    ready_at = models.DateTimeField(null=True)
    delete_on = models.DateField("删除日期")
    size = models.PositiveIntegerField("字节数", default=0)
    rows = models.PositiveIntegerField("行数", default=0)
    file_key_wrapped = models.BinaryField(null=True)

    class Meta:
        verbose_name = "个人信息导出"
        verbose_name_plural = "个人信息导出"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_takeout_state", condition=Q(state__in=TakeoutState.values)
            ),
            models.CheckConstraint(
                name="registry_takeout_ready_has_a_file",
                condition=~Q(state="ready")
                | Q(ready_at__isnull=False, file_key_wrapped__isnull=False),
            ),
            models.UniqueConstraint(
                name="registry_takeout_one_at_a_time",
                fields=["person"],
                condition=Q(state="queued"),
            ),
        ]

    def __str__(self) -> str:
        return f"导出 {self.pk}"


class ErasureState(models.TextChoices):
    WAITING = "waiting", "等保存期满"
    ERASED = "erased", "已删除"
    WITHDRAWN = "withdrawn", "已撤回"


ERASURE_MOVES: dict[str, frozenset[str]] = {
    ErasureState.WAITING: frozenset({ErasureState.ERASED, ErasureState.WITHDRAWN}),
    ErasureState.ERASED: frozenset(),
    ErasureState.WITHDRAWN: frozenset(),
}


class ErasureRequest(models.Model):
    """Somebody wants to be forgotten; `reasons` say what the law keeps, until when and why."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    number = models.CharField("编号", max_length=20, unique=True)
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="erasure_requests"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ErasureState)
    # Lists of {what, until, citation}: days and articles, no name.
    reasons = models.JSONField("保存的原因", default=list)
    retain_until = models.DateField("保存至（含当日）")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "删除请求"
        verbose_name_plural = "删除请求"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_erasure_state", condition=Q(state__in=ErasureState.values)
            ),
            models.CheckConstraint(
                name="registry_erasure_ended_says_when",
                condition=Q(state="waiting", ended_at__isnull=True)
                | (~Q(state="waiting") & Q(ended_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="registry_erasure_one_waiting",
                fields=["person"],
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"删除请求 {self.number}"
