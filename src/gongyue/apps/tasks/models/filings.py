"""What somebody hands in at an office or a firm: numbered, dated, tracked, rated."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class FilingState(models.TextChoices):
    RECEIVED = "received", "办理中"
    ASKED = "asked", "等您补充"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


FILING_MOVES: dict[str, frozenset[str]] = {
    # RECEIVED again: passed on, or moved by silence to whoever is next.
    FilingState.RECEIVED: frozenset(FilingState),
    FilingState.ASKED: frozenset({FilingState.RECEIVED, FilingState.WITHDRAWN}),
    FilingState.ANSWERED: frozenset(
        {FilingState.RECEIVED, FilingState.CLOSED, FilingState.WITHDRAWN}
    ),
    FilingState.CLOSED: frozenset(),
    FilingState.WITHDRAWN: frozenset(),
}
FILING_ENDS = frozenset({FilingState.CLOSED, FilingState.WITHDRAWN})


class Outcome(models.TextChoices):
    """How a filing ended."""

    SOLVED = "solved", "已解决"
    EXPLAINED = "explained", "已解释说明"
    NOT_OURS = "not_ours", "不属于本单位职责"
    UNFOUNDED = "unfounded", "经查不成立"
    SETTLED = "settled", "答复后未再提出"


class Level(models.IntegerChoices):
    """好差评."""

    DELIGHTED = 5, "非常满意"
    CONTENT = 4, "满意"
    FAIR = 3, "基本满意"
    DISCONTENT = 2, "不满意"
    ANGRY = 1, "非常不满意"


class Filing(models.Model):
    """One thing handed in. Words rest in the events of its steps, sealed; no name stands here.

    `person` seals them where the filer is linked to one; `tail_hash` is the keyed hash of the
    number and the last four digits of the telephone, `phone_hash` of the whole number.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    number = models.CharField("流水号", max_length=15, unique=True)
    kind = models.CharField("种类", max_length=40)
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.RECEIVED)
    office = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="filings"
    )
    filer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="filings"
    )
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="filings"
    )
    # The organisation that the filer speaks for, where it is no private matter.
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="filings_made"
    )
    counter_clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    phone_hash = models.CharField("手机号（检索值）", max_length=32, db_index=True)
    tail_hash = models.CharField("流水号与手机尾号（检索值）", max_length=32)
    about = models.CharField("关于", max_length=80, blank=True, db_index=True)
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    promised_on = models.DateField("承诺办结日")
    citation = models.CharField("期限依据", max_length=80, blank=True)
    # While the filer is asked or may object: the day on which silence moves the filing.
    waits_until = models.DateField("等本人至（含当日）", null=True)
    waits_since = models.DateField("从哪天起等本人", null=True)
    passes = models.PositiveSmallIntegerField("转办次数", default=0)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "申报事项"
        verbose_name_plural = "申报事项"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="tasks_filing_state", condition=Q(state__in=FilingState.values)
            ),
            models.CheckConstraint(
                name="tasks_filing_number_is_digits", condition=Q(number__regex=r"^[0-9]{15}$")
            ),
            models.CheckConstraint(
                name="tasks_filing_from_somebody",
                condition=Q(filer__isnull=False) | Q(counter_clerk__isnull=False),
            ),
            models.CheckConstraint(
                name="tasks_filing_waits_or_not",
                condition=Q(
                    state__in=["asked", "answered"],
                    waits_until__isnull=False,
                    waits_since__isnull=False,
                )
                | (
                    ~Q(state__in=["asked", "answered"])
                    & Q(waits_until__isnull=True, waits_since__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="tasks_filing_closed_with_outcome",
                condition=Q(state="closed", closed_at__isnull=False, outcome__in=Outcome.values)
                | Q(state="withdrawn", closed_at__isnull=False, outcome="")
                | Q(state__in=["received", "asked", "answered"], closed_at=None, outcome=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "state", "promised_on"], name="tasks_filing_desk"),
            models.Index(fields=["filer", "-made_at"], name="tasks_filing_mine"),
        ]

    def __str__(self) -> str:
        return f"申报 {self.number}"


class FilingStep(models.Model):
    """One line of the time-line: what happened, when, at which office. Words are in the event."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="steps")
    event = models.OneToOneField("registry.Event", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "办理进度"
        verbose_name_plural = "办理进度"

    def __str__(self) -> str:
        return f"进度 {self.pk}"


class Rating(models.Model):
    """好差评 of one filing: five levels, reasons ticked; words are in the event."""

    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="rating")
    office = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level)
    reasons = models.JSONField("理由", default=list)
    event = models.OneToOneField("registry.Event", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "好差评"
        verbose_name_plural = "好差评"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="tasks_rating_level", condition=Q(level__in=Level.values)),
        ]

    def __str__(self) -> str:
        return f"评价 {self.pk}"


class Promise(models.Model):
    """An office's own service promise: working days for one kind of filing."""

    office = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="promises"
    )
    kind = models.CharField("种类", max_length=40)
    days = models.PositiveSmallIntegerField("工作日")

    class Meta:
        verbose_name = "办理承诺"
        verbose_name_plural = "办理承诺"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="tasks_promise_once", fields=["office", "kind"]),
            models.CheckConstraint(
                name="tasks_promise_days", condition=Q(days__gte=1, days__lte=60)
            ),
        ]

    def __str__(self) -> str:
        return f"承诺 {self.pk}"


class Lookup(models.Model):
    """One try of the public progress query, whether it found anything or not; kept for a day."""

    number_hash = models.CharField(max_length=32, db_index=True)
    address_hash = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "进度查询"
        verbose_name_plural = "进度查询"

    def __str__(self) -> str:
        return f"查询 {self.pk}"
