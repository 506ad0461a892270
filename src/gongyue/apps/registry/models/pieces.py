"""Pieces of the names of firms, so that a part of a name is found without reading them all."""

from typing import ClassVar

from django.db import models


class FirmPiece(models.Model):
    """One piece of one firm's name; registry/naming.py cuts them."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="pieces"
    )
    piece = models.CharField(max_length=4)

    class Meta:
        verbose_name = "名称片段"
        verbose_name_plural = "名称片段"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="registry_piece_once", fields=["piece", "organisation"]),
        ]

    def __str__(self) -> str:
        return f"片段 {self.pk}"
