"""Two organisations that may be one, as the last look over everybody found them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class FirmPair(models.Model):
    """`reasons`: [field, words, bits] without values. Shown to offices responsible for both."""

    left = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    in_ten_thousand = models.PositiveSmallIntegerField("可能性（万分之）")
    verdict = models.CharField(max_length=8)
    reasons = models.JSONField(default=list)
    run = models.ForeignKey(
        "registry.QualityRun", on_delete=models.CASCADE, related_name="firms_found"
    )

    class Meta:
        verbose_name = "可能重复的单位"
        verbose_name_plural = "可能重复的单位"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="registry_firm_pair_once", fields=["left", "right"]),
            models.CheckConstraint(
                name="registry_firm_pair_in_order", condition=Q(left__lt=F("right"))
            ),
            models.CheckConstraint(
                name="registry_firm_pair_likelihood", condition=Q(in_ten_thousand__lte=10_000)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"
