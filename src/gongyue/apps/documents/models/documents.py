"""What people hand in. The file rests beside the database (sealed_files.py)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.documents.kinds import DocumentKind, Media
from gongyue.apps.registry.identifiers import time_ordered_uuid


class ScanState(models.TextChoices):
    NOT_SCANNED = "not_scanned", "没有查毒"
    WAITING = "waiting", "等待查毒"
    CLEAN = "clean", "已查毒"
    INFECTED = "infected", "有病毒"


SCAN_MOVES: dict[str, frozenset[str]] = {
    ScanState.WAITING: frozenset({ScanState.CLEAN, ScanState.INFECTED}),
    ScanState.NOT_SCANNED: frozenset(),
    ScanState.CLEAN: frozenset(),
    ScanState.INFECTED: frozenset(),
}


class Document(models.Model):
    """One file: of a person, an organisation, or both (then the organisation may read it too).

    Name, digest and size of the picture are personal: `facts_sealed` holds them as JSON {name,
    sha256, size}. The file's key is wrapped by the person's key, else by the system's; without it
    nothing of the document can be read.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="documents"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="documents"
    )
    about = models.CharField("关于", max_length=80, blank=True, db_index=True)
    kind = models.CharField("类别", max_length=12, choices=DocumentKind)
    media = models.CharField("文件类型", max_length=8, choices=Media)
    bytes = models.PositiveBigIntegerField("字节数")
    pages = models.PositiveIntegerField("页数", default=0)
    key_wrapped = models.BinaryField(null=True)
    facts_sealed = models.BinaryField(null=True)
    scan = models.CharField(max_length=12, choices=ScanState)
    scanned_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    version = models.PositiveSmallIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    keep_until = models.DateField("保存至（含当日）", null=True, db_index=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "about"], name="documents_document_person"),
            models.Index(fields=["organisation", "about"], name="documents_document_org"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="documents_document_kind", condition=Q(kind__in=DocumentKind.values)
            ),
            models.CheckConstraint(
                name="documents_document_media", condition=Q(media__in=Media.values)
            ),
            models.CheckConstraint(
                name="documents_document_scan", condition=Q(scan__in=ScanState.values)
            ),
            models.CheckConstraint(
                name="documents_document_of_somebody_or_something",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False) | ~Q(about=""),
            ),
            models.CheckConstraint(
                name="documents_document_key_or_deleted",
                condition=Q(deleted_at__isnull=True, key_wrapped__isnull=False)
                | Q(deleted_at__isnull=False, key_wrapped__isnull=True, facts_sealed__isnull=True),
            ),
            models.CheckConstraint(
                name="documents_document_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="documents_document_not_its_own_successor",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"文件 {self.pk}"
