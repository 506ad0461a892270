"""From the JSON of a result to rows, sealed, with an event for each worker concerned."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from gongyue.apps.checkup.models import Checkup, CheckupFinding
from gongyue.apps.checkup.run import Checkup as Ran
from gongyue.apps.checkup.sealing import key_of, sealed
from gongyue.apps.registry.identity import id_hash_of, name_hash_of, normal_id
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.stream import BATCH_ROWS, Entry, append, digest_of
from gongyue.kernel.ids import InvalidIdentity
from gongyue.kernel.money import fen

Facts = dict[str, Any]


def write_result(checkup: Checkup, facts: Facts, people: dict[str, UUID], at: datetime) -> None:
    """Write the check-up and its findings. `people` maps the result's person keys to people.

    On records the keys are people already, and each finding about one becomes an event.
    """
    on_records = checkup.source == Checkup.Source.RECORDS
    if on_records:
        people = _people_in(facts)
    keys = keys_of(people.values())
    people = {key: person for key, person in people.items() if person in keys}
    own_key = key_of(checkup)
    rest = {name: part for name, part in facts.items() if name not in {"findings", "undecided"}}
    checkup.totals = facts["totals"]
    checkup.report_sealed = sealed(rest, own_key, checkup.pk)
    checkup.save()
    events = _events(checkup, facts["findings"], people, keys, at) if on_records else {}
    rows = [
        _row(checkup, number, item, people, keys, own_key)
        for number, item in enumerate([*facts["findings"], *facts["undecided"]])
    ]
    for row, item in zip(rows, facts["findings"], strict=False):
        row.event_id = events.get((row.person_id, item["code"]))
    CheckupFinding.objects.bulk_create(rows, batch_size=BATCH_ROWS)


def people_by_number(organisation_id: UUID, ran: Ran) -> dict[str, UUID]:
    """The firm's own people among those an uploaded result speaks of, by number and name.

    A number under another name is not enough: the finding would open to the wrong worker.
    """
    wanted = _hashes(organisation_id, ran)
    known: dict[tuple[str, str], UUID] = {}
    hashes = list({number for number, _ in wanted.values()})
    for start in range(0, len(hashes), CHUNK):
        rows = Employment.objects.filter(
            organisation=organisation_id,
            is_withdrawn=False,
            person__id_hash__in=hashes[start : start + CHUNK],
        )
        told = rows.values_list("person__id_hash", "name_hash", "person")
        known |= {(number, name): person for number, name, person in told}
    return {key: known[found] for key, found in wanted.items() if found in known}


def _hashes(organisation_id: UUID, ran: Ran) -> dict[str, tuple[str, str]]:
    """{person key: (hash of the number, hash of the name)}."""
    numbers = {
        (sheet.name, row.number): str(row.values["id_number"])
        for sheet in ran.sheets
        for row in sheet.rows
        if "id_number" in row.values
    }
    found: dict[str, tuple[str, str]] = {}
    for finding in ran.result.findings:
        number = numbers.get((finding.origin.sheet, finding.origin.row), "")
        try:
            number_hash = id_hash_of(normal_id(number), organisation_id)
        except InvalidIdentity:
            continue
        found[finding.person_key] = (number_hash, name_hash_of(finding.person))
    return found


def _people_in(facts: Facts) -> dict[str, UUID]:
    """Keys of a result on records are the people's ids, with /n for a second employment."""
    keys = {item["person_key"] for item in [*facts["findings"], *facts["undecided"]]}
    return {key: UUID(key.split("/")[0]) for key in keys if key}


def _row(
    checkup: Checkup,
    number: int,
    item: Facts,
    people: dict[str, UUID],
    keys: dict[UUID, bytes],
    own_key: bytes,
) -> CheckupFinding:
    person_id = people.get(item["person_key"])
    key = keys[person_id] if person_id else own_key
    amount = item.get("amount")
    worse = item.get("worsens_on")
    return CheckupFinding(
        checkup=checkup,
        position=number,
        is_undecided="missing" in item,
        code=item["code"],
        person_id=person_id,
        severity=item.get("severity", ""),
        status=item.get("status", ""),
        amount_fen=fen(Decimal(amount)) if amount is not None else None,
        worsens_on=date.fromisoformat(worse) if worse else None,
        details_sealed=sealed(item, key, checkup.pk),
    )


def _events(
    checkup: Checkup,
    findings: list[Facts],
    people: dict[str, UUID],
    keys: dict[UUID, bytes],
    at: datetime,
) -> dict[tuple[UUID | None, str], int]:
    """The event of each (person, code): the one already standing if it says the same."""
    standing = _standing(checkup.organisation_id)
    found: dict[tuple[UUID | None, str], int] = {}
    fresh: dict[tuple[UUID | None, str], Entry] = {}
    for item in findings:
        person_id = people.get(item["person_key"])
        if person_id is None or (person_id, item["code"]) in fresh:
            continue
        payload = {name: item[name] for name in ("code", "title", "severity", "status")}
        before = standing.get((person_id, item["code"]))
        if before and before[1] == digest_of(payload, keys[person_id]):
            found[person_id, item["code"]] = before[0]
        else:
            fresh[person_id, item["code"]] = _entry(checkup, person_id, payload, at)
    written = append(list(fresh.values()), keys)
    return found | {place: event.pk for place, event in zip(fresh, written, strict=True)}


def _standing(organisation_id: UUID) -> dict[tuple[UUID | None, str], tuple[int, str]]:
    rows = Event.objects.filter(organisation=organisation_id, type="checkup.found").order_by("pk")
    return {
        (person, slot.removeprefix("checkup:")): (pk, digest)
        for pk, person, slot, digest in rows.values_list("pk", "person", "slot", "digest")
    }


def _entry(checkup: Checkup, person_id: UUID, payload: Facts, at: datetime) -> Entry:
    return Entry(
        type="checkup.found",
        by=checkup.by,
        at=at,
        occurred_on=checkup.on,
        person_id=person_id,
        organisation_id=checkup.organisation_id,
        source=Event.Source.SYSTEM,
        slot=f"checkup:{payload['code']}",
        payload=payload,
    )
