"""Who follows what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Following(models.Model):
    """A rule, a place or both, followed by an account for itself or for its organisation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="followings"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", null=True, on_delete=models.CASCADE, related_name="followings"
    )
    rule = models.CharField("哪个计算", max_length=60, blank=True)
    place = models.CharField("哪个地方", max_length=6, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "关注"
        verbose_name_plural = "关注"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="following_user_once",
                fields=["user", "rule", "place"],
                condition=Q(ended_at=None, organisation=None),
            ),
            models.UniqueConstraint(
                name="following_organisation_once",
                fields=["organisation", "rule", "place"],
                condition=Q(ended_at=None, user=None),
            ),
            models.CheckConstraint(
                name="following_by_one",
                condition=Q(user__isnull=True) ^ Q(organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="following_something", condition=~Q(rule="") | ~Q(place="")
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.rule, self.place)))
