"""One uploaded workbook on its way into the registry."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class BatchState(models.TextChoices):
    READING = "reading", "识别中"
    PLANNED = "planned", "待确认"
    QUEUED = "queued", "排队中"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    FAILED = "failed", "未成功"
    DISCARDED = "discarded", "已放弃"
    UNDONE = "undone", "已撤销"


# The life of a batch; the only place that says which move is lawful.
MOVES: dict[str, frozenset[str]] = {
    # Paper is recognised behind; only then there is a plan.
    BatchState.READING: frozenset(
        {BatchState.PLANNED, BatchState.FAILED, BatchState.READING, BatchState.DISCARDED}
    ),
    BatchState.PLANNED: frozenset({BatchState.QUEUED, BatchState.RUNNING, BatchState.DISCARDED}),
    BatchState.QUEUED: frozenset({BatchState.RUNNING, BatchState.DISCARDED}),
    # RUNNING again: the process that ran it was killed.
    BatchState.RUNNING: frozenset(
        {BatchState.DONE, BatchState.FAILED, BatchState.QUEUED, BatchState.DISCARDED}
    ),
    BatchState.FAILED: frozenset({BatchState.QUEUED, BatchState.READING, BatchState.DISCARDED}),
    BatchState.DONE: frozenset({BatchState.UNDONE}),
    BatchState.DISCARDED: frozenset(),
    BatchState.UNDONE: frozenset(),
}


class ImportBatch(models.Model):
    """The file rests sealed until `delete_file_on`; what was read of it are counts and columns."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="batches"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=BatchState)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=32)
    file_key_wrapped = models.BinaryField(null=True)
    delete_file_on = models.DateField()
    overrides = models.JSONField("列对应的更改", default=dict)
    include_hidden = models.BooleanField(default=False)
    shapes = models.JSONField("工作表当作什么、表头在哪行", default=dict)
    headings_first = models.JSONField("更改之前读出的表头", default=dict)
    scan_key_wrapped = models.BinaryField("识别结果的钥匙", null=True)
    corrections_sealed = models.BinaryField("核对过的格子（密文）", null=True)
    sheets = models.JSONField("工作表与列对应", default=list)
    counts = models.JSONField("人数与行数", default=dict)
    report_sealed = models.BinaryField("逐格问题（密文）")
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Written outside the transaction of the import, so that others can read it meanwhile.
    stage = models.CharField(max_length=12, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    seen_alive_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_batch_state", condition=Q(state__in=BatchState.values)
            ),
            models.CheckConstraint(
                name="registry_batch_running_since",
                condition=~Q(state__in=["running", "done", "undone"]) | Q(started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_batch_finished_at",
                condition=~Q(state__in=["done", "undone"]) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_batch_failure_said",
                condition=~Q(state="failed") | ~Q(failure=""),
            ),
        ]

    def __str__(self) -> str:
        return f"导入 {self.pk}"
