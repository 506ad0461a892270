"""Organisations, and who belongs to them in which role."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.industries import Industry
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.scoping import Scope


class Organisation(models.Model):
    """A firm, platform, office, mediation body, service provider or union."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    credit_code = models.CharField(  # noqa: DJ001
        "统一社会信用代码", max_length=18, null=True, unique=True
    )
    place = models.CharField("所在地（六位区划代码）", max_length=6)
    industry = models.CharField("行业", max_length=1, choices=Industry, blank=True)
    street = models.CharField("街道乡镇（九位代码）", max_length=9, blank=True)
    # What is left below the street, or the whole address of old records.
    address = models.CharField("地址", max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()
    # Whose sample (样例) this is; the number of a sample says so too: identifiers.is_sample.
    sample_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="samples"
    )
    # Counted after each import and every day, for sorting and filtering lists; a page counts anew.
    headcount = models.PositiveIntegerField("登记的在职人数", default=0)

    class Meta:
        verbose_name = "组织"
        verbose_name_plural = "组织"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_organisation_kind", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="registry_organisation_place_six_digits",
                condition=Q(place__regex=r"^[0-9]{6}$"),
            ),
            models.CheckConstraint(
                name="registry_organisation_street_nine_digits",
                condition=Q(street="") | Q(street__regex=r"^[0-9]{9}$"),
            ),
            models.CheckConstraint(name="registry_organisation_named", condition=~Q(name="")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place", "kind"], name="registry_org_place_kind"),
            models.Index(fields=["street", "kind"], name="registry_org_street_kind"),
            models.Index(fields=["name", "id"], name="registry_org_name"),
            models.Index(fields=["headcount", "id"], name="registry_org_headcount"),
            models.Index(fields=["registered_at", "id"], name="registry_org_registered"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's role in an organisation, from one instant to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField("角色", max_length=16, choices=Role)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    scope = models.CharField("数据范围", max_length=12, choices=Scope, default=Scope.ALL)
    scope_departments = models.JSONField("范围内的部门", default=list)
    scope_places = models.JSONField("范围内的地区", default=list)

    class Meta:
        verbose_name = "成员"
        verbose_name_plural = "成员"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_membership_once",
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="registry_membership_role", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="registry_membership_scope", condition=Q(scope__in=Scope.values)
            ),
            models.CheckConstraint(
                name="registry_membership_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("granted_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"成员 {self.pk}"
