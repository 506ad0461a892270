"""Somebody says that a record about them is wrong, and what is right."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.correcting import OPEN, CorrectionState
from gongyue.apps.registry.identifiers import time_ordered_uuid


class Correction(models.Model):
    """One request about one record, answered by whoever declared it; silence escalates it."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="corrections"
    )
    record = models.ForeignKey(
        "registry.Event", on_delete=models.PROTECT, related_name="corrections"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="corrections"
    )
    # The field of engines.workbook.FIELDS that is wrong; empty: something else about the record.
    field = models.CharField("哪一项", max_length=40, blank=True)
    # JSON {right, words, answer, decision} under the person's key.
    said_sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=CorrectionState)
    asked_at = models.DateTimeField()
    due_on = models.DateField("期限", null=True)
    citation = models.CharField(max_length=80, blank=True)
    # The regulator that has it, once the organisation was silent or refused.
    office = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # The record that took the place of the wrong one.
    became = models.ForeignKey(
        "registry.Event", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "更正申请"
        verbose_name_plural = "更正申请"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_correction_state", condition=Q(state__in=CorrectionState.values)
            ),
            models.CheckConstraint(
                name="registry_correction_open_has_a_day",
                condition=~Q(state__in=OPEN) | (Q(due_on__isnull=False) & ~Q(citation="")),
            ),
            models.CheckConstraint(
                name="registry_correction_corrected_has_its_record",
                condition=Q(state="corrected", became__isnull=False)
                | (~Q(state="corrected") & Q(became__isnull=True)),
            ),
            models.CheckConstraint(
                name="registry_correction_escalated_has_an_office",
                condition=~Q(state__in=["escalated", "directed", "upheld"])
                | Q(office__isnull=False),
            ),
            models.UniqueConstraint(
                name="registry_correction_one_open_a_record",
                fields=["record"],
                condition=Q(state__in=OPEN),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="registry_correction_due"),
        ]

    def __str__(self) -> str:
        return f"更正申请 {self.pk}"
