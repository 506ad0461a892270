"""The departments of an organisation as a tree. Employments keep the text that was imported."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Department(models.Model):
    """`text` is how imported tables write it, `also` how else they do; `name` how screens do.
    `path` is "/1/7/": the numbers from the root down to this one. `code`, `position`: the owner's.
    """

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="departments"
    )
    text = models.CharField("表格里的写法", max_length=60)
    name = models.CharField("名称", max_length=60)
    also = models.JSONField("又写作", default=list)
    code = models.CharField("代码", max_length=30, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_department_text", fields=["organisation", "text"]
            ),
            models.CheckConstraint(
                name="registry_department_named", condition=~Q(name="") & ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which tables write it."""
        return (self.text, *self.also)
