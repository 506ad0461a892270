"""Check-ups as they were run, and what each found. Details rest sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class CheckupState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "体检中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成功"


MOVES: dict[str, frozenset[str]] = {
    # FAILED directly: the file was gone before its turn came.
    CheckupState.QUEUED: frozenset({CheckupState.RUNNING, CheckupState.FAILED}),
    # RUNNING again after a kill: the result is written in one transaction, so nothing is lost.
    CheckupState.RUNNING: frozenset({CheckupState.RUNNING, CheckupState.DONE, CheckupState.FAILED}),
    CheckupState.DONE: frozenset(),
    CheckupState.FAILED: frozenset(),
}


class Severity(models.TextChoices):
    HIGH = "high", "严重"
    MEDIUM = "medium", "较重"
    LOW = "low", "一般"
    INFO = "info", "提示"


class Settlement(models.TextChoices):
    FIXED = "fixed", "已整改"
    NOT_SO = "not_so", "经核实不属实"
    LATER = "later", "暂缓处理"


class Checkup(models.Model):
    """One run on a day at a place: on an uploaded file, or on the firm's records."""

    class Source(models.TextChoices):
        FILE = "file", "上传的表格"
        RECORDS = "records", "登记的记录"

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="checkups"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    state = models.CharField(max_length=10, choices=CheckupState)
    place = models.CharField(max_length=6)
    on = models.DateField("体检日")
    file_name = models.CharField(max_length=200, blank=True)
    file_key_wrapped = models.BinaryField(null=True)
    overrides = models.JSONField(default=dict)
    include_hidden = models.BooleanField(default=False)
    totals = models.JSONField("合计", default=dict)
    # Sheets, problems and the like under the check-up's own key, itself wrapped.
    key_wrapped = models.BinaryField()
    report_sealed = models.BinaryField(null=True)
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "用工体检"
        verbose_name_plural = "用工体检"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="checkup_state", condition=Q(state__in=CheckupState.values)
            ),
            models.CheckConstraint(
                name="checkup_done_has_report",
                condition=~Q(state="done")
                | Q(report_sealed__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="checkup_failure_said", condition=~Q(state="failed") | ~Q(failure="")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-ordered_at"], name="checkup_of_firm"),
        ]

    def __str__(self) -> str:
        return f"体检 {self.pk}"


class CheckupFinding(models.Model):
    """One finding, or one thing that could not be judged (`is_undecided`).

    Details are sealed under the person's key where the person is known, so that erasing the
    person erases them; else under the check-up's key.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    checkup = models.ForeignKey(Checkup, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveIntegerField()
    is_undecided = models.BooleanField(default=False)
    code = models.CharField(max_length=40)
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="findings"
    )
    severity = models.CharField(max_length=10, choices=Severity, blank=True)
    status = models.CharField(max_length=10, blank=True)
    amount_fen = models.BigIntegerField("金额（分）", null=True)
    worsens_on = models.DateField(null=True)
    details_sealed = models.BinaryField()
    event = models.ForeignKey(
        "registry.Event", null=True, on_delete=models.PROTECT, related_name="findings"
    )
    settlement = models.CharField(max_length=10, choices=Settlement, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "体检结论"
        verbose_name_plural = "体检结论"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="checkup_finding_position", fields=["checkup", "position"]
            ),
            models.CheckConstraint(
                name="checkup_finding_amount_not_negative",
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0),
            ),
            models.CheckConstraint(
                name="checkup_finding_judged_or_undecided",
                condition=Q(is_undecided=True, severity="", status="", amount_fen__isnull=True)
                | Q(
                    is_undecided=False,
                    severity__in=Severity.values,
                    status__in=["breach", "to_check"],
                ),
            ),
            models.CheckConstraint(
                name="checkup_finding_settled_by_somebody",
                condition=Q(settlement="", settled_at__isnull=True)
                | Q(
                    settlement__in=Settlement.values,
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "checkup"], name="checkup_finding_person"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"
