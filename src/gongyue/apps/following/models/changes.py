"""What the rulebook held at the last look, and every difference found since."""

from typing import ClassVar

from django.db import models

from gongyue.law.tracking import Kind
from gongyue.law.tracking.telling import LABELS


class KnownItem(models.Model):
    """An item of the rulebook as it was at the last look."""

    key = models.CharField(max_length=160, unique=True)
    content = models.JSONField("内容")
    standing = models.JSONField("状态", default=dict)
    place_name = models.CharField("地区名", max_length=60)
    label = models.CharField("名称", max_length=120)
    seen_at = models.DateTimeField("最后核对")

    class Meta:
        verbose_name = "已知的法规内容"
        verbose_name_plural = "已知的法规内容"

    def __str__(self) -> str:
        return str(self.key)


class LawChange(models.Model):
    """One difference, kept for good. `before` and `after` are the row concerned; `item_before` is
    the whole item as it was: with it the earlier rulebook is put together again."""

    kind = models.CharField("什么变化", max_length=10, choices=[(k.value, LABELS[k]) for k in Kind])
    what = models.CharField(max_length=5)
    place = models.CharField("地区", max_length=6)
    place_name = models.CharField("地区名", max_length=60)
    name = models.CharField("编号", max_length=120)
    label = models.CharField("名称", max_length=120)
    unit = models.CharField("单位", max_length=20, blank=True)
    first_on = models.DateField("从哪天起", null=True)
    before = models.JSONField("原来", null=True)
    after = models.JSONField("现在", null=True)
    item_before = models.JSONField("整项原来", null=True)
    rules = models.JSONField("哪些计算用到", default=list)
    found_at = models.DateTimeField("发现")
    told_at = models.DateTimeField("通知", null=True)

    class Meta:
        verbose_name = "法规变化"
        verbose_name_plural = "法规变化"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-found_at", "-id"], name="following_change_newest"),
            models.Index(fields=["place", "name"], name="following_change_item"),
            models.Index(
                fields=["id"],
                condition=models.Q(told_at=None),
                name="following_change_untold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_name}{self.label} {self.kind}"

    @property
    def key(self) -> str:
        return f"{self.what}:{self.place}:{self.name}"
