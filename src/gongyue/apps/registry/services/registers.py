"""Many firms at once, from another office's register of firms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import FirmPiece, Organisation
from gongyue.apps.registry.naming import pieces_of
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.roles import Can, Kind
from gongyue.apps.registry.services.organisations import code_of, require_place
from gongyue.apps.registry.stream import Entry, append

PORTION = 2_000


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """A firm as the register of firms knows it; the credit code is its key."""

    name: str
    credit_code: str
    place: str
    industry: str = ""


def register_firms(*, by: User, rows: Iterable[RegisterRow], at: datetime) -> int:
    """Enter firms that nobody has registered yet, without owners; how many were new.

    Each portion is written whole or not at all. Raises NotFound, NotAllowed, Refused.
    """
    office = require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    written, waiting = 0, iter(rows)
    while portion := list(islice(waiting, PORTION)):
        with transaction.atomic():
            firms = list(_new(portion, at))
            Organisation.objects.bulk_create(firms)
            FirmPiece.objects.bulk_create(
                FirmPiece(organisation=firm, piece=piece)
                for firm in firms
                for piece in pieces_of(firm.name)
            )
            append([_entry(firm, by, office, at) for firm in firms])
        written += len(firms)
    return written


def _new(rows: list[RegisterRow], at: datetime) -> Iterator[Organisation]:
    codes = {row: code_of(row.credit_code) for row in rows}
    known = Organisation.objects.filter(credit_code__in=[code for code in codes.values() if code])
    seen = set(known.values_list("credit_code", flat=True))
    for row, code in codes.items():
        require_place(row.place)
        if code and code not in seen and row.name.strip():
            seen.add(code)
            yield Organisation(
                name=row.name.strip()[:120],
                kind=Kind.ENTERPRISE,
                credit_code=code,
                place=row.place,
                industry=row.industry,
                registered_at=at,
            )


def _entry(firm: Organisation, by: User, office: Organisation, at: datetime) -> Entry:
    return Entry(
        type="organisation.registered",
        by=by,
        at=at,
        occurred_on=localdate(at),
        organisation_id=firm.pk,
        acting_as=office,
        payload={"name": firm.name, "kind": firm.kind, "place": firm.place},
    )
