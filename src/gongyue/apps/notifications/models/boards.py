"""Notice boards: what an organisation tells many, who has read it, and what they answered."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Audience(models.TextChoices):
    """Who finds an announcement on their board."""

    EVERYBODY = "everybody", "所有人（公开）"
    FIRMS = "firms", "辖区用人单位"
    WORKERS = "workers", "辖区劳动者"
    OWN = "own", "本单位成员和职工"


class Announcement(models.Model):
    """Published by an organisation; what it says stands in its newest version. `reach` is what the
    six digits of every place it is for begin with."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="announcements"
    )
    audience = models.CharField(max_length=10, choices=Audience)
    reach = models.CharField(max_length=6, blank=True)
    first_on = models.DateField("从哪天起")
    last_on = models.DateField("到哪天（含当日）", null=True)
    is_pinned = models.BooleanField("置顶", default=False)
    is_urgent = models.BooleanField("紧急", default=False)
    is_answerable = models.BooleanField("可以答复", default=False)
    version = models.PositiveSmallIntegerField(default=1)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdraw_reason = models.CharField("撤回原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "通知公告"
        verbose_name_plural = "通知公告"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notifications_announcement_audience",
                condition=Q(audience__in=Audience.values),
            ),
            models.CheckConstraint(
                name="notifications_announcement_days",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="notifications_announcement_withdrawn_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdraw_reason="")
                ),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["audience", "reach", "-published_at"],
                condition=Q(withdrawn_at=None),
                name="notifications_board",
            ),
            models.Index(fields=["organisation", "-published_at"], name="notifications_board_own"),
        ]

    def __str__(self) -> str:
        return f"通知公告 {self.pk}"


class AnnouncementVersion(models.Model):
    """The words of an announcement as they were; never changed."""

    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "公告版本"
        verbose_name_plural = "公告版本"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="notifications_version_once", fields=["announcement", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"公告版本 {self.pk}"


class AnnouncementReading(models.Model):
    """Who opened it, and in which version. The publisher sees how many, never who."""

    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "公告阅读"
        verbose_name_plural = "公告阅读"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="notifications_reading_once", fields=["announcement", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"公告阅读 {self.pk}"


class AnnouncementAnswer(models.Model):
    """What a reader answered, for themself or for their organisation; and the publisher's reply.

    JSON {words, name}, sealed under the key of the person who wrote it, else the system key.
    """

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    sealed_for = models.ForeignKey(
        "registry.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    words_sealed = models.BinaryField()
    answered_at = models.DateTimeField()
    reply_sealed = models.BinaryField(default=bytes)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "公告答复"
        verbose_name_plural = "公告答复"

    def __str__(self) -> str:
        return f"公告答复 {self.pk}"
