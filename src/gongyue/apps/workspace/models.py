"""What a desk sets up for itself. No record of anybody."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

# Departments are a tree of their own (registry.Department), on which data scopes stand.
DICTIONARIES = (("post", "岗位"), ("shift", "班次"), ("site", "工作地点"))


class SavedFilter(models.Model):
    """The query of a list under a name: one person's, or shared with their organisation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    page = models.CharField("列表", max_length=60)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=500)
    is_shared = models.BooleanField("本单位共用", default=False)
    is_default = models.BooleanField("打开时使用", default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "常用筛选"
        verbose_name_plural = "常用筛选"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="workspace_filter_named_once", fields=["user", "organisation", "page", "name"]
            ),
            models.UniqueConstraint(
                name="workspace_filter_one_default",
                fields=["user", "organisation", "page"],
                condition=Q(is_default=True),
            ),
            models.CheckConstraint(
                name="workspace_filter_shared_within",
                condition=Q(is_shared=False) | Q(organisation__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["page", "organisation"], name="workspace_filter_page"),
        ]

    def __str__(self) -> str:
        return f"常用筛选 {self.pk}"


class ModuleSwitch(models.Model):
    """Absent: allowed and on. `is_allowed` is the operator's word, `is_on` the owner's."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="module_switches"
    )
    module = models.CharField(max_length=20)
    is_allowed = models.BooleanField(default=True)
    is_on = models.BooleanField(default=True)
    switched_at = models.DateTimeField()
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "功能开关"
        verbose_name_plural = "功能开关"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="workspace_switch_once", fields=["organisation", "module"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} {self.organisation_id}"


class DictionaryEntry(models.Model):
    """One value of an organisation's own list. Retired, never deleted: old records use it."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="dictionary_entries"
    )
    dictionary = models.CharField("字典", max_length=20, choices=DICTIONARIES)
    code = models.CharField("代码", max_length=30)
    label = models.CharField("名称", max_length=60)
    also = models.JSONField("又写作", default=list)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "字典项"
        verbose_name_plural = "字典项"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="workspace_entry_once", fields=["organisation", "dictionary", "code"]
            ),
            models.CheckConstraint(name="workspace_entry_named", condition=~Q(label="")),
            models.CheckConstraint(
                name="workspace_entry_known_dictionary",
                condition=Q(dictionary__in=[name for name, _ in DICTIONARIES]),
            ),
        ]

    def __str__(self) -> str:
        return self.label
