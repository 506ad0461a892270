"""Texts of the law, as the operator installed them. Nothing of them is in the programme."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from gongyue.apps.accounts.errors import Refused


class Act(models.Model):
    """An instrument under one title. `source_id`: its name in law/sources.yaml, if it has one."""

    key = models.CharField(max_length=160, unique=True)
    title = models.CharField("名称", max_length=160)
    source_id = models.CharField(max_length=80, blank=True, db_index=True)
    kind = models.CharField("种类", max_length=20)

    class Meta:
        verbose_name = "法规"
        verbose_name_plural = "法规"

    def __str__(self) -> str:
        return self.title


class Kept(models.Model):
    """What is written once and never changed; a correction is another version."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused("法规文本只增不改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refused("法规文本只增不改。")


class Version(Kept):
    """One text of an act: as promulgated, or as amended. `digest` is of what was understood."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="versions")
    promulgated = models.DateField("公布", null=True)
    in_force_from = models.DateField("施行", null=True)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("制定机关", max_length=60, blank=True)
    head = models.JSONField(default=list)
    repeals = models.JSONField(default=list)
    article_count = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "法规版本"
        verbose_name_plural = "法规版本"

    def __str__(self) -> str:
        return f"{self.act_id} {self.promulgated or ''}"


class Article(Kept):
    """条. `paragraphs`: a list of {text, items: [[number, text]]}; number 0: outside articles."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="articles")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    suffix = models.PositiveSmallIntegerField(default=0)
    path = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)

    class Meta:
        verbose_name = "法条"
        verbose_name_plural = "法条"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="knowledge_article_one_place", fields=["version", "position"]
            ),
            models.UniqueConstraint(
                name="knowledge_article_once",
                fields=["version", "number", "suffix"],
                condition=models.Q(number__gt=0),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["version", "number", "suffix"], name="knowledge_article_number"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.number}"
