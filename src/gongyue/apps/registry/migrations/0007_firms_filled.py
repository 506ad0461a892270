"""What was registered before lists could be searched by part of a name and by telephone number."""

from django.db import migrations

from gongyue.apps.registry.identity import card_of, phone_hash_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.naming import pieces_of
from gongyue.apps.registry.roles import EMPLOYERS


def fill(apps, schema_editor):
    Organisation = apps.get_model("registry", "Organisation")
    FirmPiece = apps.get_model("registry", "FirmPiece")
    Employment = apps.get_model("registry", "Employment")
    for firm in Organisation.objects.filter(kind__in=EMPLOYERS).iterator():
        FirmPiece.objects.bulk_create(
            FirmPiece(organisation_id=firm.pk, piece=piece) for piece in sorted(pieces_of(firm.name))
        )
        firm.headcount = Employment.objects.filter(
            organisation=firm, is_withdrawn=False, has_left=False
        ).count()
        firm.save(update_fields=["headcount"])
    for row in Employment.objects.select_related("person__key").iterator(chunk_size=1_000):
        try:
            row.phone_hash = phone_hash_of(card_of(row, unwrapped(row.person.key)).phone)
        except Erased:
            continue
        if row.phone_hash:
            row.save(update_fields=["phone_hash"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_firms_found")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
