"""街道、乡镇: the level below the districts, as the operator's own list tells it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Street(models.Model):
    """A street office, town or township. Retired, never deleted: addresses use its code."""

    code = models.CharField("代码", max_length=9, primary_key=True)
    name = models.CharField("名称", max_length=40)
    imported_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "街道乡镇"
        verbose_name_plural = "街道乡镇"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_street_nine_digits", condition=Q(code__regex=r"^[0-9]{9}$")
            ),
            models.CheckConstraint(name="registry_street_named", condition=~Q(name="")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name"], name="registry_street_name"),
        ]

    def __str__(self) -> str:
        return self.name
