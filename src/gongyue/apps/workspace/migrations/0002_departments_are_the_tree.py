"""The dictionary of departments goes into the tree (registry.Department); nothing is lost.

A spelling that is a department of its own in the tree stays one, below the one it belongs to: data
scopes and the departments below it point at it. Any other spelling is kept in `also`.
"""

from django.db import migrations, models
from django.db.models import Q

NAMES = [("post", "岗位"), ("shift", "班次"), ("site", "工作地点")]
DEEPEST = 8  # as registry.scoping has it


def into_the_tree(apps, schema_editor):
    Entry = apps.get_model("workspace", "DictionaryEntry")
    Department = apps.get_model("registry", "Department")
    entries = Entry.objects.filter(dictionary="department")
    for entry in entries.order_by("organisation", "retired_at", "position", "pk"):
        _move(Department, entry)
    entries.delete()


def _move(Department, entry):
    here = Department.objects.filter(organisation=entry.organisation_id)
    claimed = {text for row in here for text in (row.text, *row.also)}
    spellings = list(dict.fromkeys([entry.label, *entry.also]))
    own = {row.text: row for row in here.filter(text__in=spellings)}
    top = next((own[text] for text in spellings if text in own), None)
    if top is None:
        top = Department.objects.create(
            organisation_id=entry.organisation_id, text=entry.label, name=entry.label,
            made_at=entry.made_at, retired_at=entry.retired_at,
        )  # fmt: skip
        top.path = f"/{top.pk}/"
    elif entry.retired_at and top.retired_at is None:
        top.retired_at = entry.retired_at
    top.name, top.code, top.position = entry.label, entry.code, entry.position
    rest = [text for text in spellings if text != top.text and text not in claimed]
    top.also = [*top.also, *rest]
    top.save()
    for text, row in own.items():
        if text != top.text and row.parent_id is None and _fits(Department, row, top):
            _hang(Department, row, top)


def _fits(Department, row, top):
    """Not above the one it would hang under, and not too deep then."""
    if top.path.startswith(row.path):
        return False
    below = Department.objects.filter(organisation=row.organisation_id, path__startswith=row.path)
    height = max(each.path.count("/") for each in below) - row.path.count("/") + 1
    return top.path.count("/") - 1 + height <= DEEPEST


def _hang(Department, row, top):
    before = row.path
    row.parent = top
    row.save(update_fields=["parent"])
    below = Department.objects.filter(organisation=row.organisation_id, path__startswith=before)
    for each in below:
        each.path = f"{top.path}{each.path.removeprefix('/')}"
        each.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = [("workspace", "0001_initial"), ("registry", "0017_departments_spelled")]
    operations = [
        migrations.RunPython(into_the_tree, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("dictionaryentry", "workspace_entry_known_dictionary"),
        migrations.AlterField(
            "dictionaryentry",
            "dictionary",
            models.CharField(choices=NAMES, max_length=20, verbose_name="字典"),
        ),
        migrations.AddConstraint(
            "dictionaryentry",
            models.CheckConstraint(
                condition=Q(dictionary__in=[name for name, _ in NAMES]),
                name="workspace_entry_known_dictionary",
            ),
        ),
    ]
