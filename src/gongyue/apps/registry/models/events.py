"""The append-only stream: what was said, by whom, about whom, and who looked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongyue.apps.registry.roles import Purpose


class Event(models.Model):
    """One thing that happened or was declared. Never updated, never deleted: triggers hold it.

    Records, stances (`stance.…`), accesses and refusals (`access.…`), reversals
    (`record.reversed`) and changes of role are all events: the audit trail is this table.
    """

    class Source(models.TextChoices):
        IMPORT = "import", "表格导入"
        PORTAL = "portal", "网页办理"
        COUNTER = "counter", "窗口办理"
        SYSTEM = "system", "系统"
        API = "api", "接口"

    class Standing(models.TextChoices):
        DECLARED = "declared", "一方申报"
        AGREED = "agreed", "双方形成"
        OFFICIAL = "official", "机关作出"
        RECORDED = "recorded", "系统记录"

    type = models.CharField("类型", max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    occurred_on = models.DateField("发生日期")
    recorded_at = models.DateTimeField("记录时间")
    person = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.PROTECT, related_name="events"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="events"
    )
    employment = models.ForeignKey(
        "registry.Employment", null=True, on_delete=models.PROTECT, related_name="events"
    )
    source = models.CharField(max_length=10, choices=Source)
    standing = models.CharField(max_length=10, choices=Standing)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acting_as = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answers")
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    batch = models.ForeignKey(
        "registry.ImportBatch", null=True, on_delete=models.PROTECT, related_name="events"
    )
    sheet = models.PositiveSmallIntegerField("来源工作表序号", null=True)
    row = models.PositiveIntegerField("来源行号", null=True)
    # A later live event of the same person, organisation, type and slot takes its place.
    slot = models.CharField("同一事项", max_length=60, blank=True)
    payload = models.BinaryField("内容（密文）")
    digest = models.CharField("内容摘要", max_length=32)
    idempotency_key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001

    class Meta:
        verbose_name = "事件"
        verbose_name_plural = "事件"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "type", "id"], name="registry_event_person"),
            models.Index(fields=["organisation", "type", "id"], name="registry_event_org"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="registry_event_typed", condition=~Q(type="")),
            models.CheckConstraint(
                name="registry_event_concerns_somebody",
                condition=Q(person__isnull=False)
                | Q(organisation__isnull=False)
                | Q(actor__isnull=False),
            ),
            models.CheckConstraint(
                # The list itself is roles.Purpose: a new purpose must not rebuild this table.
                name="registry_event_opened_for_a_purpose",
                condition=~Q(type="access.opened") | ~Q(purpose=""),
            ),
            models.CheckConstraint(
                name="registry_event_stance_is_about_a_record",
                condition=~Q(type__startswith="stance.")
                | Q(about__isnull=False, actor__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_event_reversal_names_a_record",
                condition=Q(type="record.reversed", reverses__isnull=False)
                | (~Q(type="record.reversed") & Q(reverses__isnull=True)),
            ),
            models.CheckConstraint(
                name="registry_event_import_row_complete",
                condition=Q(row__isnull=True) | Q(sheet__isnull=False, batch__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.pk}"
