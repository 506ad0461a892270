"""The database itself refuses to change or remove an event.

On SQLite a migration that rebuilds `registry_event` drops these triggers: put them back after it.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE TRIGGER registry_event_no_update BEFORE UPDATE ON registry_event
    BEGIN SELECT RAISE(ABORT, 'registry_event is append-only'); END
    """,
    """
    CREATE TRIGGER registry_event_no_delete BEFORE DELETE ON registry_event
    BEGIN SELECT RAISE(ABORT, 'registry_event is append-only'); END
    """,
)
POSTGRES = (
    """
    CREATE FUNCTION registry_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'registry_event is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER registry_event_no_change BEFORE UPDATE OR DELETE ON registry_event
    FOR EACH ROW EXECUTE FUNCTION registry_event_append_only()
    """,
    """
    CREATE TRIGGER registry_event_no_truncate BEFORE TRUNCATE ON registry_event
    FOR EACH STATEMENT EXECUTE FUNCTION registry_event_append_only()
    """,
)


def hold(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION registry_event_append_only() CASCADE")
        return
    for name in ("registry_event_no_update", "registry_event_no_delete"):
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(hold, release)]
