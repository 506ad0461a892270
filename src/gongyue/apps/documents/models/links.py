"""Links that lead to a calculation again. The address is the key: without it nothing here opens."""

from django.db import models


class CalculationLink(models.Model):
    """`id` is a keyed hash of the token in the address. `facts_sealed`: JSON {rule, answers,
    result} under a key that the token alone gives; the database by itself cannot read it."""

    id = models.CharField(primary_key=True, max_length=32, editable=False)
    facts_sealed = models.BinaryField("封存的答案")
    made_on = models.DateField("建立日")
    until = models.DateField("最后一天", db_index=True)

    class Meta:
        verbose_name = "计算链接"
        verbose_name_plural = "计算链接"

    def __str__(self) -> str:
        return f"{self.made_on:%Y-%m-%d}"
