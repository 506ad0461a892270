"""A lock on a word, for rules that no row stands for yet."""

from django.db import connection

from gongyue.apps.accounts.vault import keyed_hash


def lock_word(kind: str, word: str) -> None:
    """Held to the end of the transaction. SQLite needs none: its transactions are IMMEDIATE."""
    if connection.vendor == "postgresql":
        number = int(keyed_hash(kind, word)[:15], 16)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
