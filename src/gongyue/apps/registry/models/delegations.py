"""Who may act for whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.delegating import DelegationState, Reason, Relation
from gongyue.apps.registry.identifiers import time_ordered_uuid


class Delegation(models.Model):
    """代办: `grantor` lets `delegate` act for them, for stated acts and days, until revoked.

    Both confirm: the delegate accepts, or both stood at a counter with paper (`recorded_by`).
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    # What stands on the receipt; nobody is named by it.
    number = models.CharField("委托编号", max_length=20, null=True, unique=True)  # noqa: DJ001
    grantor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_held"
    )
    # The name the grantor wrote: whoever accepts must be proved to bear it.
    delegate_name_hash = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=12, choices=Reason)
    relation = models.CharField("与委托人的关系", max_length=16, choices=Relation, blank=True)
    acts = models.JSONField("可代办事项", default=list)
    state = models.CharField(max_length=10, choices=DelegationState)
    first_on = models.DateField()
    last_on = models.DateField()
    granted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at_office = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "代办授权"
        verbose_name_plural = "代办授权"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_delegation_days_in_order",
                condition=Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="registry_delegation_not_to_oneself",
                condition=~Q(grantor=F("delegate")),
            ),
            models.CheckConstraint(
                name="registry_delegation_state", condition=Q(state__in=DelegationState.values)
            ),
            models.CheckConstraint(
                name="registry_delegation_revoked_says_when",
                condition=Q(state="revoked", revoked_at__isnull=False)
                | (~Q(state="revoked") & Q(revoked_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="registry_delegation_recorded_by_an_office",
                condition=Q(recorded_by__isnull=True, recorded_at_office__isnull=True)
                | Q(recorded_by__isnull=False, recorded_at_office__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"代办 {self.pk}"
