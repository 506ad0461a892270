"""What a look over the records found: counts, rows to open, pairs to review. No personal values."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class QualityRun(models.Model):
    """One look: over one organisation, or over everybody (`organisation` null)."""

    class State(models.TextChoices):
        RUNNING = "running", "核对中"
        DONE = "done", "已完成"
        FAILED = "failed", "未成功"

    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    employments = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "数据质量核对"
        verbose_name_plural = "数据质量核对"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_quality_finished",
                condition=Q(state="running") | Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"数据质量核对 {self.pk}"


class QualityIssue(models.Model):
    """One thing about one employment; replaced by the next look over its organisation."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    employment = models.ForeignKey(
        "registry.Employment", on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=30)
    run = models.ForeignKey(QualityRun, on_delete=models.CASCADE, related_name="issues")

    class Meta:
        verbose_name = "数据质量问题"
        verbose_name_plural = "数据质量问题"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "code"], name="registry_quality_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.employment_id}"


class DuplicatePair(models.Model):
    """Two people who may be one. `reasons`: [field, words, bits] without values.

    `organisation`: judged by what that firm wrote itself, and shown to it; null: by everything,
    and shown to the operator.
    """

    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )

    left = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    in_ten_thousand = models.PositiveSmallIntegerField("可能性（万分之）")
    verdict = models.CharField(max_length=8)
    reasons = models.JSONField(default=list)
    run = models.ForeignKey(QualityRun, on_delete=models.CASCADE, related_name="found")

    class Meta:
        verbose_name = "可能重复的人员"
        verbose_name_plural = "可能重复的人员"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_pair_once",
                fields=["left", "right"],
                condition=Q(organisation__isnull=True),
            ),
            models.UniqueConstraint(
                name="registry_pair_once_a_firm", fields=["organisation", "left", "right"]
            ),
            models.CheckConstraint(name="registry_pair_in_order", condition=Q(left__lt=F("right"))),
            models.CheckConstraint(
                name="registry_pair_likelihood", condition=Q(in_ten_thousand__lte=10_000)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"
