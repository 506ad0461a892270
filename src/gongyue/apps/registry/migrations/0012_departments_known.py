"""Departments that imports named before there was a tree; each import adds what is new."""

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    Employment = apps.get_model("registry", "Employment")
    Department = apps.get_model("registry", "Department")
    rows = Employment.objects.filter(is_withdrawn=False).exclude(department="")
    for firm, text in rows.order_by().values_list("organisation", "department").distinct():
        row = Department.objects.create(
            organisation_id=firm, text=text, name=text, made_at=timezone.now()
        )
        row.path = f"/{row.pk}/"
        row.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_scopes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
