"""Who may read what of whom because the person said so; and the card by which one shows oneself."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.consenting import ConsentState
from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.roles import Purpose


class Consent(models.Model):
    """One person, one organisation, one purpose, some kinds of record, until a day."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="consents")
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField("用途", max_length=20, choices=Purpose)
    kinds = models.JSONField("记录种类", default=list)
    state = models.CharField(max_length=10, choices=ConsentState)
    days = models.PositiveSmallIntegerField("请求的天数")
    last_on = models.DateField("同意到（含当日）", null=True)
    text_version = models.CharField("告知文本版本", max_length=12)
    # The asker's own words, under the person's key: they may name them.
    words_sealed = models.BinaryField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "同意"
        verbose_name_plural = "同意"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_consent_state", condition=Q(state__in=ConsentState.values)
            ),
            models.CheckConstraint(
                name="registry_consent_given_until_a_day",
                condition=~Q(state__in=["given", "withdrawn"])
                | Q(last_on__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_consent_withdrawn_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="registry_consent_asked_once",
                fields=["person", "organisation", "purpose"],
                condition=Q(state="requested"),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "state"], name="registry_consent_of_office"),
        ]

    def __str__(self) -> str:
        return f"同意 {self.pk}"


class Card(models.Model):
    """亮证: what the rotating code of a person says, and the PIN before it is shown."""

    person = models.OneToOneField(
        "registry.Person", primary_key=True, on_delete=models.PROTECT, related_name="card"
    )
    handle = models.CharField("卡片标识", max_length=16, unique=True)
    pin_hash = models.CharField("密码（检索值）", max_length=32, blank=True)
    pin_set_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = "卡片"
        verbose_name_plural = "卡片"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_card_pin_set_says_when",
                condition=Q(pin_hash="", pin_set_at__isnull=True)
                | (~Q(pin_hash="") & Q(pin_set_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="registry_card_lock_after_issue",
                condition=Q(locked_until__isnull=True) | Q(locked_until__gte=F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"卡片 {self.pk}"
