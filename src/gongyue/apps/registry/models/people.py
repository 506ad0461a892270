"""People, the key that seals what is known of each, and whose account speaks for whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongyue.apps.registry.identifiers import time_ordered_uuid


class Person(models.Model):
    """One human being in the whole city, whatever firm or office first wrote them down."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    # JSON {name, id_number, id_kind}, sealed under the person's own key; null once erased.
    identity_sealed = models.BinaryField(null=True)
    id_hash = models.CharField("证件号码（检索值）", max_length=32, null=True, unique=True)  # noqa: DJ001
    made_at = models.DateTimeField()
    restricted_until = models.DateField("限制查阅至（含当日）", null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_person_erased_knows_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(identity_sealed__isnull=True, id_hash__isnull=True),
            ),
            models.CheckConstraint(
                name="registry_person_id_hash_not_blank",
                condition=Q(id_hash__isnull=True) | ~Q(id_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"人员 {self.pk}"


class PersonKey(models.Model):
    """The key of one person, wrapped by the system key. Destroying it is erasure."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="key"
    )
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "人员密钥"
        verbose_name_plural = "人员密钥"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="registry_key_present_or_destroyed",
                condition=Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | Q(wrapped__isnull=True, destroyed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"密钥 {self.pk}"


class PersonLink(models.Model):
    """本人绑定: this account speaks for this person. Never made from a firm's data."""

    class Proof(models.TextChoices):
        SELF_ENTERED = "self_entered", "本人登录后填写姓名与证件号码"
        COUNTER = "counter", "服务窗口核验证件"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person_links"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    proof = models.CharField(max_length=20, choices=Proof)
    proven_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    phone_is_a_firms = models.BooleanField("手机号也是用人单位账号")
    phone_differs = models.BooleanField("手机号与单位登记的不一致")

    class Meta:
        verbose_name = "本人绑定"
        verbose_name_plural = "本人绑定"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="registry_link_one_person_a_user",
                fields=["user"],
                condition=Q(ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="registry_link_one_user_a_person",
                fields=["person"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="registry_link_counter_names_the_clerk",
                condition=Q(proof="self_entered", proven_by__isnull=True)
                | Q(proof="counter", proven_by__isnull=False),
            ),
            models.CheckConstraint(
                name="registry_link_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("linked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"绑定 {self.pk}"
