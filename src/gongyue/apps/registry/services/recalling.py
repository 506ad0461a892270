"""Taking a remembered mapping for the plan at hand: a person's act, counted."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import ImportBatch, RememberedMapping
from gongyue.apps.registry.services.imports import own_batch, plan_again, require_planned
from gongyue.apps.registry.services.mappings import fingerprint_of, note_mapping_used
from gongyue.engines.workbook.fingerprints import places_of


def remembered_for(batch: ImportBatch) -> dict[str, RememberedMapping]:
    """{sheet: mapping} that the firm has for sheets with such headings."""
    wanted = {name: fingerprint_of(headers, name) for name, headers in batch.headings_first.items()}
    rows = RememberedMapping.objects.select_related("organisation").filter(
        organisation=batch.organisation_id, fingerprint__in=set(wanted.values())
    )
    known = {row.fingerprint: row for row in rows}
    return {name: known[mark] for name, mark in wanted.items() if mark in known}


def import_recall(
    *, by: User, batch_id: UUID, chosen: Mapping[str, Collection[str]], at: datetime
) -> ImportBatch:
    """Read again 按上次的对应: {sheet: letters taken over}; as import_replan, and counted."""
    batch = own_batch(by, batch_id)
    require_planned(batch)
    known = remembered_for(batch)
    taken = {name: known[name] for name in chosen if name in known}
    if not taken:
        raise Refused("没有记住这样的表，可能刚被忘掉。请直接改列的对应。")
    for name, mapping in taken.items():
        if mapping.role or mapping.header_row:
            batch.shapes[name] = {"role": mapping.role, "header_row": mapping.header_row}
    if any(name in batch.shapes for name in taken):
        plan_again(batch, by=by, at=at)  # where the header is decides what its columns are
    headers = {sheet["name"]: sheet["headers"] for sheet in batch.sheets}
    for name, mapping in taken.items():
        fields = overrides_from(mapping, headers.get(name, {}), chosen[name])
        if fields:
            batch.overrides.setdefault(name, {}).update(fields)
    plan_again(batch, by=by, at=at)
    for mapping in {row.pk: row for row in taken.values()}.values():
        note_mapping_used(mapping, by=by, at=at)
    return batch


def overrides_from(
    mapping: RememberedMapping, headers: Mapping[str, str], letters: Collection[str]
) -> dict[str, str]:
    """{letter here: field} for the remembered columns that were chosen."""
    here = {(place.heading, place.nth): place.letter for place in places_of(headers)}
    return {
        _place(column, here): column["field"]
        for column in mapping.columns
        if column["letter"] in letters
    }


def _place(column: Mapping[str, Any], here: Mapping[tuple[str, int], str]) -> str:
    """By its heading, which may have moved; a column without one by its letter."""
    letter: str = column["letter"]
    return here.get((column["heading"], column["nth"]), letter) if column["heading"] else letter
