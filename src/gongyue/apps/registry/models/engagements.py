"""A firm lets a service provider act for it: for which acts, from when to when, agreed by both."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.engaging import EngagementState, Side
from gongyue.apps.registry.identifiers import time_ordered_uuid


class Engagement(models.Model):
    """Asked for by one side, answered by the other, ended by either. Its days end it besides."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    firm = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="engaged"
    )
    provider = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="engagements"
    )
    acts = models.JSONField("可以办的事", default=list)
    first_on = models.DateField("从哪天起")
    last_on = models.DateField("到哪天止", null=True)
    words = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=EngagementState)
    asked_side = models.CharField(max_length=10, choices=Side)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    ended_side = models.CharField(max_length=10, choices=Side, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "服务委托"
        verbose_name_plural = "服务委托"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_engagement_one_open",
                fields=["firm", "provider"],
                condition=Q(state__in=["asked", "running"]),
            ),
            models.CheckConstraint(
                name="registry_engagement_state", condition=Q(state__in=EngagementState.values)
            ),
            models.CheckConstraint(
                name="registry_engagement_days_in_order",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="registry_engagement_running_was_answered",
                condition=~Q(state__in=["running", "ended"]) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_engagement_ended_by_a_side",
                condition=~Q(state="ended") | (Q(ended_at__isnull=False) & ~Q(ended_side="")),
            ),
        ]

    def __str__(self) -> str:
        return f"服务委托 {self.pk}"


class ClientAssignment(models.Model):
    """Which agent of the provider looks after which client."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="assignments")
    membership = models.ForeignKey(
        "registry.Membership", on_delete=models.PROTECT, related_name="clients"
    )
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "客户分配"
        verbose_name_plural = "客户分配"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_assignment_once",
                fields=["engagement", "membership"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"客户分配 {self.pk}"
