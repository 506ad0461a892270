"""What was issued: numbers without gaps, and enough of each paper to check it years later."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class PaperKind(models.TextChoices):
    EMPLOYED = "employed", "在职证明"
    EMPLOYMENT = "employment", "用工情况说明"
    OWN_RECORDS = "own_records", "本人记录清单"
    OTHER = "other", "文书"


class PaperState(models.TextChoices):
    VALID = "valid", "有效"
    REPLACED = "replaced", "已被新的代替"
    VOIDED = "voided", "已作废"


PAPER_MOVES: dict[str, frozenset[str]] = {
    PaperState.VALID: frozenset({PaperState.REPLACED, PaperState.VOIDED}),
    PaperState.REPLACED: frozenset(),
    PaperState.VOIDED: frozenset(),
}


class Series(models.Model):
    """The numbers of one issuer in one year. Locked while a number is taken, so none is lost."""

    issuer = models.CharField("出具人", max_length=40)
    code = models.CharField("编号前缀", max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "编号"
        verbose_name_plural = "编号"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="documents_series_once", fields=["issuer", "year"]),
            models.UniqueConstraint(name="documents_series_code", fields=["code", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.code}-{self.year}"


class Paper(models.Model):
    """An issued paper. The PDF rests sealed beside the database, as issued.

    `facts_sealed`: JSON {title, recipient, code, salt, reason} under the paper's key, which the
    key of the person it is about wraps. `digest` is SHA-256 of salt and the PDF's own SHA-256:
    without the salt nobody can test a guess.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    number = models.CharField("编号", max_length=24, unique=True)
    kind = models.CharField(max_length=12, choices=PaperKind)
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="papers"
    )
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="papers"
    )
    about = models.CharField("关于", max_length=80, blank=True, db_index=True)
    issued_on = models.DateField("出具日期")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    code_hash = models.CharField("校验码（检索值）", max_length=32)
    digest = models.CharField("加盐摘要", max_length=64)
    key_wrapped = models.BinaryField()
    facts_sealed = models.BinaryField()
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.VALID)
    replaced_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "issued_at"], name="documents_paper_org"),
            models.Index(fields=["person", "issued_at"], name="documents_paper_person"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="documents_paper_kind", condition=Q(kind__in=PaperKind.values)
            ),
            models.CheckConstraint(
                name="documents_paper_state",
                condition=Q(state="valid", ended_at__isnull=True, replaced_by__isnull=True)
                | Q(state="replaced", ended_at__isnull=False, replaced_by__isnull=False)
                | Q(state="voided", ended_at__isnull=False, replaced_by__isnull=True),
            ),
            models.CheckConstraint(
                name="documents_paper_of_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="documents_paper_not_its_own_successor",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"文书 {self.number}"
