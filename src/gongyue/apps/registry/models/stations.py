"""One visit at a counter, locked to one person, and the lines of its receipt."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.stationing import Done, EndReason, Presence


class CounterSession(models.Model):
    """From "you agree?" to the receipt. A clerk has one at a time; idle minutes end it."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    number = models.CharField("回执编号", max_length=20, unique=True)
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="counter_sessions"
    )
    office = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="counter_sessions"
    )
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="counter_sessions"
    )
    presence = models.CharField(max_length=8, choices=Presence)
    delegation = models.ForeignKey(
        "registry.Delegation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    queue_number = models.CharField("排队号", max_length=12, blank=True)
    text_version = models.CharField("告知文本版本", max_length=12)
    started_at = models.DateTimeField()
    last_act_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=8, choices=EndReason, blank=True)

    class Meta:
        verbose_name = "窗口代办"
        verbose_name_plural = "窗口代办"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_counter_one_visitor_a_clerk",
                fields=["clerk"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="registry_counter_presence",
                condition=Q(presence="self", delegation__isnull=True)
                | Q(presence="delegate", delegation__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_counter_ended_says_why",
                condition=Q(ended_at__isnull=True, end_reason="")
                | Q(ended_at__gte=F("started_at"), end_reason__in=EndReason.values),
            ),
        ]

    def __str__(self) -> str:
        return f"窗口代办 {self.number}"


class CounterAct(models.Model):
    """One line of the receipt: what, when; nothing personal."""

    session = models.ForeignKey(CounterSession, on_delete=models.PROTECT, related_name="acts")
    what = models.CharField(max_length=12, choices=Done)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "窗口办理事项"
        verbose_name_plural = "窗口办理事项"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_counter_act_known", condition=Q(what__in=Done.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
