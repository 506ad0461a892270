"""Write `<name>.sql`: the cast's small city as the version at hand keeps it, under the test key.

    GONGYUE_HOME=<an empty folder> python -m tests.upgrade.make <name>

Run once when a version is released; the file is never made again. `test_upgrade.py` brings every
such file up to date and looks whether everything can still be read.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path


def main(name: str) -> None:
    """Tell the cast in a database of its own, and dump it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongyue.config.settings.test"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests.cast import bring_to_life

    call_command("migrate", verbosity=0, interactive=False)
    bring_to_life()
    with sqlite3.connect(settings.HOME / "gongyue.sqlite3") as connection:
        dump = "\n".join(connection.iterdump())
    (Path(__file__).parent / f"{name}.sql").write_text(dump + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
