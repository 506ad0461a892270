"""What an office had reckoned before a change of the law: the change, and sums."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class RunState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "测算中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成功"


class ImpactRun(models.Model):
    """One patch over the people of an office's place, as far as its member saw them.

    `report`: as published, groups too small to show already folded. `progress`: firms looked at.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    office = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="impact_runs"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("题目", max_length=80)
    on = models.DateField("哪一天")
    patch_text = models.TextField("改动")
    state = models.CharField(max_length=10, choices=RunState)
    firms = models.PositiveIntegerField("单位数", default=0)
    progress = models.PositiveIntegerField("已看的单位", default=0)
    report = models.JSONField("结果", default=dict)
    ordered_at = models.DateTimeField()
    # Of a run behind: when it last said how far it is. Silent for long, it was killed.
    seen_alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "政策影响测算"
        verbose_name_plural = "政策影响测算"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="impact_state", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="impact_failure_said", condition=~Q(state="failed") | ~Q(failure="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-ordered_at"], name="impact_of_office"),
        ]

    def __str__(self) -> str:
        return f"测算 {self.pk}"
