from django.db import migrations, models


def forget(apps, schema_editor):
    """Messages of the demo kept so far name no recipient; they are of no use to anybody."""
    apps.get_model("accounts", "DemoMessage").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="demomessage",
            options={"verbose_name": "演示消息", "verbose_name_plural": "演示消息"},
        ),
        migrations.AddField(
            model_name="demomessage",
            name="channel",
            field=models.CharField(default="sms", max_length=10),
        ),
        migrations.AddField(
            model_name="demomessage",
            name="to_sealed",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
