"""Employment ties a person to an organisation: today's reading of the events, kept as a row."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class EmploymentKind(models.TextChoices):
    FULL_TIME = "full_time", "全日制"
    PART_TIME = "part_time", "非全日制"
    INTERN = "intern", "实习"
    REHIRED_RETIREE = "rehired_retiree", "退休返聘"
    SERVICE = "service", "劳务"
    DISPATCH = "dispatch", "劳务派遣"
    UNKNOWN = "unknown", "未说明"


def employed_on(day: date, path: str = "") -> Q:
    """Employments that run on a day: nobody has left, or leaves later. `path` ends in "__"."""
    return Q(**{f"{path}has_left": False}) | Q(**{f"{path}left_on__gt": day})


class Employment(models.Model):
    """Recomputed from live events by services/projection.py; never edited by hand."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="employments"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="employments"
    )
    kind = models.CharField("用工形式", max_length=16, choices=EmploymentKind)
    department = models.CharField("部门", max_length=60, blank=True)
    post = models.CharField("岗位", max_length=60, blank=True)
    hired_on = models.DateField("入职日期", null=True)
    left_on = models.DateField("离职日期", null=True)
    has_left = models.BooleanField("已离职", default=False)
    # JSON {name, id_number, phone, employee_no} as the firm wrote it, under the person's key.
    card_sealed = models.BinaryField()
    name_hash = models.CharField(max_length=32, db_index=True)
    local_hash = models.CharField(max_length=32, db_index=True)
    # Under another word than the hash of an account's number: a stolen table joins nobody.
    phone_hash = models.CharField(max_length=32, blank=True, db_index=True)
    made_at = models.DateTimeField()
    is_withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "用工关系"
        verbose_name_plural = "用工关系"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_employment_one_open",
                fields=["organisation", "person"],
                condition=Q(has_left=False, is_withdrawn=False),
            ),
            models.CheckConstraint(
                name="registry_employment_kind", condition=Q(kind__in=EmploymentKind.values)
            ),
            models.CheckConstraint(
                name="registry_employment_days_in_order",
                condition=Q(left_on__isnull=True)
                | Q(hired_on__isnull=True)
                | Q(left_on__gte=F("hired_on")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "is_withdrawn", "has_left", "id"],
                name="registry_employment_list",
            ),
        ]

    def __str__(self) -> str:
        return f"用工关系 {self.pk}"
