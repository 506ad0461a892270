"""How a file of an import is read: remembered mappings on offer, cells of a scan in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import RememberedMapping
from gongyue.apps.registry.models.batches import BatchState
from gongyue.apps.registry.papers import corrections_of, scan_of_batch
from gongyue.apps.registry.permissions import require_can_import
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.services.imports import own_batch
from gongyue.apps.registry.services.recalling import overrides_from, remembered_for
from gongyue.engines.workbook.papers import address_of


@dataclass(frozen=True, kw_only=True)
class OfferedColumn:
    """What a remembered column would change: fields it is taken for now, and then."""

    letter: str
    heading: str
    now: str
    then: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A mapping remembered for the headings of a sheet of this plan, not yet taken over."""

    sheet: str
    mapping_id: UUID
    remembered_at: datetime
    used: int
    role: str
    header_row: int
    columns: tuple[OfferedColumn, ...]


@dataclass(frozen=True, kw_only=True)
class DoubtfulCell:
    """A cell of a scan that a person has to look at; `picture` is a PNG."""

    sheet: str
    address: str
    page: int
    text: str
    picture: bytes


@dataclass(frozen=True, kw_only=True)
class MappingRow:
    """One remembered mapping. `columns`: dicts of letter, heading, nth, shown, field."""

    mapping_id: UUID
    sheet_name: str
    headings: tuple[str, ...]
    columns: tuple[Mapping[str, Any], ...]
    role: str
    header_row: int
    remembered_at: datetime
    used: int
    used_at: datetime | None


def mappings_of(viewer: User, organisation_id: UUID) -> list[MappingRow]:
    """What the firm's people corrected before, newest first; raises NotFound, NotAllowed."""
    require_can_import(viewer, organisation_id)
    rows = RememberedMapping.objects.filter(organisation__in=ids_of_organisation(organisation_id))
    return [
        MappingRow(
            mapping_id=row.pk,
            sheet_name=row.sheet_name,
            headings=tuple(row.headings),
            columns=tuple(row.columns),
            role=row.role,
            header_row=row.header_row,
            remembered_at=row.remembered_at,
            used=row.used,
            used_at=row.used_at,
        )
        for row in rows.order_by("-remembered_at", "-pk")
    ]


def offers_for(viewer: User, batch_id: UUID) -> list[Offer]:
    """What was remembered and could be taken over; raises NotFound, NotAllowed."""
    batch = own_batch(viewer, batch_id)
    if batch.state != BatchState.PLANNED:
        return []
    sheets = {sheet["name"]: sheet for sheet in batch.sheets}
    offers = [
        _offer(mapping, sheets[name])
        for name, mapping in remembered_for(batch).items()
        if name in sheets and name not in batch.overrides and name not in batch.shapes
    ]
    return [offer for offer in offers if offer.columns or offer.role or offer.header_row]


def doubtful_cells(viewer: User, batch_id: UUID) -> list[DoubtfulCell]:
    """What of a scan waits for a person, page by page; raises NotFound, NotAllowed."""
    batch = own_batch(viewer, batch_id)
    scan = scan_of_batch(batch) if batch.state == BatchState.PLANNED else None
    if scan is None:
        return []
    done = corrections_of(batch)
    return [
        DoubtfulCell(
            sheet=sheet.name,
            address=address_of(cell.row, cell.column),
            page=cell.page,
            text=cell.text,
            picture=cell.picture,
        )
        for sheet in scan.sheets
        for cell in sheet.doubts()
        if address_of(cell.row, cell.column) not in done.get(sheet.name, {})
    ]


def _offer(mapping: RememberedMapping, sheet: Mapping[str, Any]) -> Offer:
    columns = []
    for column in mapping.columns:
        placed = overrides_from(mapping, sheet["headers"], [column["letter"]])
        here, then = next(iter(placed.items()))
        now = sheet["mapping"].get(here, "")
        if now != then or mapping.header_row:
            shown = sheet["headers"].get(here, column["shown"])
            columns.append(
                OfferedColumn(letter=column["letter"], heading=shown, now=now, then=then)
            )
    return Offer(
        sheet=sheet["name"],
        mapping_id=mapping.pk,
        remembered_at=mapping.remembered_at,
        used=mapping.used,
        role=mapping.role if mapping.role != sheet["role"] else "",
        header_row=mapping.header_row if mapping.header_row != sheet["header_row"] else 0,
        columns=tuple(columns),
    )
