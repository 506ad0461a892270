"""Remembered mappings: what somebody corrected once is offered for the next table like it.

Nothing is applied by itself: the plan page shows what was remembered, a person takes it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.models import ImportBatch, RememberedMapping
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can_import
from gongyue.apps.registry.stream import append_act
from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.fingerprints import places_of, shape_of
from gongyue.engines.workbook.models import ROLES

KEPT = 200  # shapes a firm; the one used least lately goes first
HEADINGS_KEPT = 60
TOLD = ("sheet_name", "headings", "columns", "role", "header_row")


def fingerprint_of(headers: Mapping[str, str], sheet_name: str) -> str:
    """What finds a remembered mapping again; keyed, for headings may tell of the firm."""
    return keyed_hash("mapping", shape_of(headers, sheet_name))


@transaction.atomic
def remember_mappings(batch: ImportBatch, *, by: User, at: datetime) -> int:
    """Keep what was corrected in this batch, by the headings as they were first read."""
    sheets = {sheet["name"]: sheet for sheet in batch.sheets}
    count = 0
    for name in sorted({*batch.overrides, *batch.shapes} & {*sheets}):
        shape = batch.shapes.get(name, {})
        first = batch.headings_first.get(name, sheets[name]["headers"])
        row = RememberedMapping(
            organisation_id=batch.organisation_id,
            fingerprint=fingerprint_of(first, name),
            sheet_name=name[:100],
            headings=list(first.values())[:HEADINGS_KEPT],
            columns=_columns(sheets[name], batch.overrides.get(name, {})),
            role=shape.get("role", ""),
            header_row=shape.get("header_row", 0),
            remembered_by=by,
            remembered_at=at,
        )
        if row.columns or row.role or row.header_row:
            _keep(row)
            count += 1
    return count


def _columns(sheet: Mapping[str, Any], overrides: Mapping[str, str]) -> list[dict[str, Any]]:
    places = {place.letter: place for place in places_of(sheet["headers"])}
    found = []
    for letter, field in sorted(overrides.items()):
        place = places.get(letter)
        found.append(
            {
                "letter": letter,
                "heading": place.heading if place else "",
                "nth": place.nth if place else 0,
                "shown": sheet["headers"].get(letter, "")[:60],
                "field": field,
            }
        )
    return found


def _keep(row: RememberedMapping) -> None:
    """Write what is new; the same said again leaves no trace."""
    firm = row.organisation_id
    before = RememberedMapping.objects.filter(
        organisation=firm, fingerprint=row.fingerprint
    ).first()
    if before is not None:
        if all(getattr(before, name) == getattr(row, name) for name in TOLD):
            return
        row.pk, row.used, row.used_at = before.pk, before.used, before.used_at
        row.save(force_update=True)
    else:
        row.save(force_insert=True)
    _append(
        "import.mapping_remembered",
        row,
        row.remembered_by,
        row.remembered_at,
        columns=len(row.columns),
    )
    rows = RememberedMapping.objects.filter(organisation=firm)
    order = rows.order_by(F("used_at").desc(nulls_last=True), "-remembered_at")
    for old in order[KEPT:]:
        old.delete()


@transaction.atomic
def note_mapping_used(mapping: RememberedMapping, *, by: User, at: datetime) -> None:
    """Count that it helped."""
    rows = RememberedMapping.objects.filter(pk=mapping.pk)
    rows.update(used=F("used") + 1, used_at=at)
    _append("import.mapping_used", mapping, by, at)


@transaction.atomic
def forget_mapping(*, by: User, mapping_id: UUID, at: datetime) -> None:
    """Forget one for good; raises NotFound, NotAllowed."""
    row = own_mapping(by, mapping_id)
    _append("import.mapping_forgotten", row, by, at)
    row.delete()


@transaction.atomic
def change_mapping(
    *, by: User, mapping_id: UUID, fields: Mapping[str, str], role: str, at: datetime
) -> RememberedMapping:
    """Change what a remembered column means: {letter: field}; raises NotFound, NotAllowed."""
    row = own_mapping(by, mapping_id)
    for column in row.columns:
        field = fields.get(column["letter"], column["field"])
        column["field"] = field if field in FIELDS or field == "" else column["field"]
    row.role = role if role in ROLES else ""
    row.remembered_by, row.remembered_at = by, at
    row.save()
    _append("import.mapping_remembered", row, by, at, columns=len(row.columns))
    return row


def own_mapping(by: User, mapping_id: UUID) -> RememberedMapping:
    """The mapping, if `by` may import for its firm."""
    row = RememberedMapping.objects.select_related("organisation").filter(pk=mapping_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_import(by, row.organisation_id)
    return row


def _append(type_: str, row: RememberedMapping, by: User, at: datetime, **more: int) -> None:
    append_act(type_, row.organisation, {"mapping": str(row.pk), **more}, by=by, at=at)
