"""What was open before has no day on which silence moves it: it gets the one of its last day."""

from datetime import timedelta

from django.db import migrations
from django.utils.timezone import localdate

PATIENCE = timedelta(days=30)
A_DAY = timedelta(days=1)


def give_days(apps, schema_editor):
    Task = apps.get_model("tasks", "Task")
    rows = Task.objects.filter(state="open", moves_on=None)
    for task in rows.iterator():
        last = task.due_on + A_DAY if task.due_on else localdate(task.opened_at) + PATIENCE
        task.moves_on = last
        if task.about.startswith("checkup:"):
            task.kind = "checkup.finding"
        task.save(update_fields=["moves_on", "kind"])


class Migration(migrations.Migration):

    dependencies = [
        ("tasks", "0003_kinds_and_filings"),
    ]

    operations = [
        migrations.RunPython(give_days, migrations.RunPython.noop),
    ]
