"""What the dictionary of departments knew and the tree did not: other spellings, code, order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_streets")]
    operations = [
        migrations.AddField(
            "department", "also", models.JSONField(default=list, verbose_name="又写作")
        ),
        migrations.AddField(
            "department",
            "code",
            models.CharField(blank=True, default="", max_length=30, verbose_name="代码"),
            preserve_default=False,
        ),
        migrations.AddField(
            "department",
            "position",
            models.PositiveSmallIntegerField(default=0, verbose_name="顺序"),
        ),
    ]
