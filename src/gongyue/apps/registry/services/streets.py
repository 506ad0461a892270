"""街道、乡镇: the operator's list comes in as a file."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Street
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.places import DISTRICT
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.registry.street_files import Problem, read_streets

BATCH = 1_000


@dataclass(frozen=True, kw_only=True)
class StreetsImported:
    """What a file changed. With problems nothing is retired: a bad line is no abolished street."""

    added: int
    changed: int
    retired: int
    same: int
    problems: tuple[Problem, ...]


@transaction.atomic
def streets_import(*, by: User, content: bytes, complete: bool, at: datetime) -> StreetsImported:
    """Write the good lines and tell the bad ones; the same file again changes nothing.

    `complete`: in the districts it names the file is the whole list, so what it leaves out is
    retired. Raises NotFound, NotAllowed, Refused (no such file).
    """
    office = require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    lock_word("registry", "streets")
    file = read_streets(content)
    known = {row.code: row for row in Street.objects.all()}
    new, changed = _told(file.names, known, at)
    gone = _left_out(file.names, known, at) if complete and not file.problems else []
    Street.objects.bulk_create(new, batch_size=BATCH)
    fields = ["name", "imported_at", "retired_at"]
    Street.objects.bulk_update([*changed, *gone], fields, batch_size=BATCH)
    done = StreetsImported(
        added=len(new),
        changed=len(changed),
        retired=len(gone),
        same=len(file.names) - len(new) - len(changed),
        problems=file.problems,
    )
    if new or changed or gone:
        counts = {"added": done.added, "changed": done.changed, "retired": done.retired}
        append_one(
            Entry(
                type="streets.imported",
                by=by,
                at=at,
                occurred_on=localdate(at),
                organisation_id=office.pk,
                payload=counts,
            )
        )
    return done


def _told(
    names: dict[str, str], known: dict[str, Street], at: datetime
) -> tuple[list[Street], list[Street]]:
    """Streets nobody knew, and those that are called otherwise or come back."""
    new = [
        Street(code=code, name=name, imported_at=at)
        for code, name in names.items()
        if code not in known
    ]
    changed = []
    for code, name in names.items():
        row = known.get(code)
        if row and (row.name != name or row.retired_at):
            row.name, row.imported_at, row.retired_at = name, at, None
            changed.append(row)
    return new, changed


def _left_out(names: dict[str, str], known: dict[str, Street], at: datetime) -> list[Street]:
    districts = {code[:DISTRICT] for code in names}
    gone = [
        row
        for code, row in known.items()
        if code[:DISTRICT] in districts and code not in names and row.retired_at is None
    ]
    for row in gone:
        row.retired_at = at
    return gone
