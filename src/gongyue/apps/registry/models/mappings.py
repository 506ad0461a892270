"""What a firm's people corrected in the reading of a table, kept for the next table like it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from gongyue.apps.registry.identifiers import time_ordered_uuid


class RememberedMapping(models.Model):
    """One shape of header of one firm. columns: dicts of heading, nth, letter, field, was."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="mappings"
    )
    fingerprint = models.CharField("表头的指纹", max_length=64)
    sheet_name = models.CharField("当时的表名", max_length=100)
    headings = models.JSONField("表头", default=list)
    columns = models.JSONField("改过的列", default=list)
    role = models.CharField("当作哪种表", max_length=12, blank=True)
    header_row = models.PositiveIntegerField("表头在第几行", default=0)
    remembered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    remembered_at = models.DateTimeField()
    used = models.PositiveIntegerField("用上的次数", default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "记住的列对应"
        verbose_name_plural = "记住的列对应"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="registry_mapping_once"
            ),
        ]

    def __str__(self) -> str:
        return f"列对应 {self.pk}"
