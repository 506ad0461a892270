"""Two registrations said to be of one person or organisation, or said not to be; nothing moves."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class SamenessState(models.TextChoices):
    PROPOSED = "proposed", "待确认"
    MERGED = "merged", "已合并"
    APART = "apart", "不是同一个"
    WITHDRAWN = "withdrawn", "已撤回"
    UNDONE = "undone", "已撤销"


# The life of a saying; the only place that says which move is lawful.
MOVES: dict[str, frozenset[str]] = {
    SamenessState.PROPOSED: frozenset(
        {SamenessState.MERGED, SamenessState.APART, SamenessState.WITHDRAWN}
    ),
    SamenessState.MERGED: frozenset({SamenessState.UNDONE}),
    SamenessState.APART: frozenset({SamenessState.UNDONE}),
    SamenessState.WITHDRAWN: frozenset(),
    SamenessState.UNDONE: frozenset(),
}
STANDING = (SamenessState.PROPOSED, SamenessState.MERGED, SamenessState.APART)


class Sameness(models.Model):
    """While it is merged, `merged_…` leads to `kept_…`; both rows stay as they are."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    kept_person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Both identifiers in order, so that a pair has one saying that stands.
    pair = models.CharField(max_length=73)
    state = models.CharField(max_length=10, choices=SamenessState)
    reason_sealed = models.BinaryField("理由（密文）")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_for = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    # The last event before the decision: what is younger may be built on it.
    last_event = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "重复登记的认定"
        verbose_name_plural = "重复登记的认定"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_sameness_two_people_or_two_organisations",
                condition=Q(
                    kept_person__isnull=False, merged_person__isnull=False,
                    kept_organisation__isnull=True, merged_organisation__isnull=True,
                )
                | Q(
                    kept_person__isnull=True, merged_person__isnull=True,
                    kept_organisation__isnull=False, merged_organisation__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="registry_sameness_is_of_two",
                condition=(
                    Q(kept_person__isnull=True) | ~Q(kept_person=F("merged_person"))
                ) & (
                    Q(kept_organisation__isnull=True)
                    | ~Q(kept_organisation=F("merged_organisation"))
                ),
            ),
            models.CheckConstraint(
                name="registry_sameness_state", condition=Q(state__in=SamenessState.values)
            ),
            models.CheckConstraint(
                name="registry_sameness_decided",
                condition=~Q(state__in=["merged", "apart", "undone"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_sameness_undone",
                condition=~Q(state="undone") | Q(undone_by__isnull=False, undone_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="registry_sameness_one_word_a_pair", fields=["pair"],
                condition=Q(state__in=["proposed", "merged", "apart"]),
            ),
            models.UniqueConstraint(
                name="registry_sameness_person_leads_to_one", fields=["merged_person"],
                condition=Q(state="merged"),
            ),
            models.UniqueConstraint(
                name="registry_sameness_organisation_leads_to_one", fields=["merged_organisation"],
                condition=Q(state="merged"),
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kept_person", "state"], name="registry_sameness_kept"),
        ]

    def __str__(self) -> str:
        return f"重复登记 {self.pk}"

    @property
    def kind(self) -> str:
        """What the two are: person or organisation."""
        return "person" if self.kept_person_id else "organisation"

    @property
    def both(self) -> tuple[UUID, UUID]:
        """The identifiers: kept, merged."""
        if self.kept_person_id:
            return self.kept_person_id, self.merged_person_id
        return self.kept_organisation_id, self.merged_organisation_id
