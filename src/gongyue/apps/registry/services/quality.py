"""Looking over the records of one organisation or of everybody, in bounded memory.

What is stored are codes, counts and reasons; values are opened in memory and forgotten.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.identity import Card, card_of, open_card, tolerant_id
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.models import (
    DuplicatePair,
    Employment,
    Event,
    FirmPair,
    Organisation,
    Person,
    QualityIssue,
    QualityRun,
)
from gongyue.apps.registry.permissions import require_can_import
from gongyue.apps.registry.quality_checks import Looked, problems_of
from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.apps.registry.samples import in_reality
from gongyue.apps.registry.stream import BATCH_ROWS
from gongyue.engines.linkage import firms as firm_linkage
from gongyue.engines.linkage import people as linkage
from gongyue.engines.linkage.names import plain_name
from gongyue.engines.linkage.records import FirmRecord, Found, Pair, PersonRecord, Verdict

TEN_THOUSAND = 10_000
STUCK = timedelta(hours=2)
ALREADY = "正在核对，请稍后再看。"


def ask_for_quality(*, by: User, organisation_id: UUID, at: datetime) -> None:
    """A firm has its own records looked over, in the background. Raises NotFound, NotAllowed,
    Refused while a look is running."""
    from gongyue.apps.registry.tasks import look_over_later

    require_can_import(by, organisation_id)
    if _running(at).filter(organisation=organisation_id).exists():
        raise Refused(ALREADY)
    look_over_later.enqueue(str(organisation_id))


def look_over(*, organisation_id: UUID | None, at: datetime) -> QualityRun:
    """Look over one employer, or all of them and all people (None). Safe to run twice."""
    run = QualityRun.objects.create(
        organisation_id=organisation_id, state=QualityRun.State.RUNNING, started_at=at
    )
    try:
        _look_over(run, localdate(at))
    except Exception:
        run.state, run.finished_at = QualityRun.State.FAILED, now()
        run.save(update_fields=["state", "finished_at"])
        raise
    run.state, run.finished_at = QualityRun.State.DONE, now()
    run.save()
    _forget_older(run)
    return run


def _running(at: datetime) -> QuerySet[QualityRun]:
    return QualityRun.objects.filter(state=QualityRun.State.RUNNING, started_at__gt=at - STUCK)


def _look_over(run: QualityRun, on: date) -> None:
    firms = Organisation.objects.filter(kind__in=EMPLOYERS)
    if run.organisation_id:
        firms = firms.filter(pk=run.organisation_id)
    else:
        firms = firms.filter(in_reality())
    for organisation_id in firms.order_by("pk").values_list("pk", flat=True):
        run.employments += _check_firm(organisation_id, run, on)
    records = list(_records(run.organisation_id))
    run.people = len(records)
    found = linkage.find(records)
    run.pairs = _keep(run, found.pairs, run.organisation_id)
    if run.organisation_id is None:
        _tell_firms(run, found)
        _keep_firms(run)


def _tell_firms(run: QualityRun, found: Found) -> None:
    """Firms hear of pairs among their own people, judged by nothing but their own words."""
    DuplicatePair.objects.exclude(organisation=None).delete()
    for organisation_id, people in _firms_of_pairs(found.pairs).items():
        chunk = list(Person.objects.filter(pk__in=people, erased_at=None).order_by("pk"))
        records = list(_described(chunk, organisation_id))
        _keep(run, linkage.find(records, weights=found.weights).pairs, organisation_id)


def _keep_firms(run: QualityRun) -> None:
    """Employers that may be one, for the offices responsible: replaced as a whole."""
    rows = Organisation.objects.filter(in_reality(), kind__in=EMPLOYERS, is_active=True)
    firms = list(rows.order_by("pk"))
    told = [
        FirmRecord(
            key=str(firm.pk),
            name=firm.name,
            credit_code=firm.credit_code or "",
            address=firm.address,
        )
        for firm in firms
    ]
    kinds = {str(firm.pk): firm.kind for firm in firms}
    pairs = [
        FirmPair(**_facts(pair, run))
        for pair in firm_linkage.find(told).pairs
        if pair.verdict != Verdict.NO and kinds[pair.left] == kinds[pair.right]
    ]
    with transaction.atomic():
        FirmPair.objects.all().delete()
        FirmPair.objects.bulk_create(pairs, batch_size=BATCH_ROWS)


def _facts(pair: Pair, run: QualityRun) -> dict[str, Any]:
    """The columns of a pair of people or of firms."""
    return {
        "left_id": UUID(pair.left),
        "right_id": UUID(pair.right),
        "in_ten_thousand": round(pair.probability * TEN_THOUSAND),
        "verdict": pair.verdict,
        "reasons": [[r.field_zh, r.words_zh, str(r.bits)] for r in pair.reasons],
        "run": run,
    }


def _firms_of_pairs(pairs: Sequence[Pair]) -> dict[UUID, set[UUID]]:
    """Firms that know both of a pair, with everybody of their pairs."""
    wanted = sorted({UUID(key) for pair in pairs for key in (pair.left, pair.right)})
    firms: dict[UUID, set[UUID]] = defaultdict(set)
    for start in range(0, len(wanted), CHUNK):
        held = Employment.objects.filter(
            person__in=wanted[start : start + CHUNK], is_withdrawn=False
        )
        for person_id, organisation_id in held.values_list("person", "organisation"):
            firms[person_id].add(organisation_id)
    told: dict[UUID, set[UUID]] = defaultdict(set)
    for pair in pairs:
        left, right = UUID(pair.left), UUID(pair.right)
        for organisation_id in firms[left] & firms[right]:
            told[organisation_id] |= {left, right}
    return told


# -- one firm after the other ---------------------------------------------------------------------


def _check_firm(organisation_id: UUID, run: QualityRun, on: date) -> int:
    """Replace the issues of a firm; how many employments were looked at."""
    rows = list(Employment.objects.filter(organisation=organisation_id, is_withdrawn=False))
    keys = keys_of(row.person_id for row in rows)
    cards = {row.pk: card_of(row, keys[row.person_id]) for row in rows if row.person_id in keys}
    rows = [row for row in rows if row.pk in cards]
    newest = _newest(organisation_id)
    numbers, phones, names = _shared(rows, cards)
    issues = []
    for row in rows:
        card = cards[row.pk]
        looked = Looked(
            card=card,
            kind=row.kind,
            hired_on=row.hired_on,
            left_on=row.left_on,
            has_left=row.has_left,
            newest=newest.get(row.pk, {}),
            other_names=frozenset(names[row.person_id] - {plain_name(card.name)}),
            same_number=numbers[tolerant_id(card.id_number)] if card.id_number else 0,
            same_phone=phones[card.phone] if card.phone else 0,
        )
        issues += [
            QualityIssue(organisation_id=organisation_id, employment=row, code=code, run=run)
            for code in problems_of(looked, on)
        ]
    with transaction.atomic():
        QualityIssue.objects.filter(organisation=organisation_id).delete()
        QualityIssue.objects.bulk_create(issues, batch_size=BATCH_ROWS)
    return len(rows)


def _newest(organisation_id: UUID) -> dict[UUID, dict[str, date]]:
    """The newest record of each kind, by employment; one query."""
    rows = (
        Event.objects.filter(
            organisation=organisation_id, type__in=RECORD_OF_ROLE.values(), reversed_by=None
        )
        .values_list("employment", "type")
        .annotate(Max("occurred_on"))
    )
    newest: dict[UUID, dict[str, date]] = defaultdict(dict)
    for employment_id, kind, day in rows.order_by():
        newest[employment_id][kind] = day
    return newest


def _shared(
    rows: list[Employment], cards: dict[UUID, Card]
) -> tuple[Counter[str], Counter[str], dict[UUID, set[str]]]:
    """How many people stand under a number and a telephone, and the names of each person."""
    numbers: dict[str, set[UUID]] = defaultdict(set)
    phones: dict[str, set[UUID]] = defaultdict(set)
    names: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        card = cards[row.pk]
        numbers[tolerant_id(card.id_number)].add(row.person_id)
        phones[card.phone].add(row.person_id)
        names[row.person_id].add(plain_name(card.name))
    return _sizes(numbers), _sizes(phones), names


def _sizes(sets: dict[str, set[UUID]]) -> Counter[str]:
    return Counter({text: len(people) for text, people in sets.items()})


# -- everybody ------------------------------------------------------------------------------------


def _records(organisation_id: UUID | None) -> Iterator[PersonRecord]:
    """One description of each person; the erased and the restricted are left alone."""
    people = Person.objects.filter(erased_at=None, restricted_until=None)
    if organisation_id:
        held = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
        people = people.filter(pk__in=held.values("person"))
    chunk: list[Person] = []
    for person in people.order_by("pk").iterator(chunk_size=CHUNK):
        if organisation_id is None and is_sample(person.pk):
            continue
        chunk.append(person)
        if len(chunk) == CHUNK:
            yield from _described(chunk, organisation_id)
            chunk = []
    yield from _described(chunk, organisation_id)


def _described(chunk: list[Person], organisation_id: UUID | None) -> Iterator[PersonRecord]:
    keys = keys_of(person.pk for person in chunk)
    held = Employment.objects.filter(person__in=[p.pk for p in chunk], is_withdrawn=False)
    if organisation_id:
        held = held.filter(organisation=organisation_id)
    cards: dict[UUID, list[Card]] = defaultdict(list)
    for row in held.order_by("pk"):
        if row.person_id in keys:
            cards[row.person_id].append(card_of(row, keys[row.person_id]))
    for person in chunk:
        if person.pk not in keys:
            continue
        own = open_card(
            person.identity_sealed or b"", keys[person.pk], f"registry.person:{person.pk}"
        )
        # A firm compares what it wrote itself, nothing that others know.
        told = cards[person.pk] if organisation_id else [own, *cards[person.pk]]
        yield PersonRecord(
            key=str(person.pk),
            name=next((card.name for card in told if card.name), ""),
            id_number=next((card.id_number for card in told if card.id_number), ""),
            phone=next((card.phone for card in told if card.phone), ""),
        )


def _keep(run: QualityRun, pairs: Sequence[Pair], organisation_id: UUID | None) -> int:
    """Replace the pairs of this firm, or those judged by everything."""
    rows = [DuplicatePair(organisation_id=organisation_id, **_facts(pair, run)) for pair in pairs]
    with transaction.atomic():
        DuplicatePair.objects.filter(organisation=organisation_id).delete()
        DuplicatePair.objects.bulk_create(rows, batch_size=BATCH_ROWS)
    return len(rows)


def _forget_older(run: QualityRun) -> None:
    """One look of each kind is kept; what younger looks replaced has gone already."""
    older = QualityRun.objects.filter(organisation=run.organisation_id, pk__lt=run.pk)
    older = older.exclude(state=QualityRun.State.RUNNING)
    older.filter(issues=None, found=None, firms_found=None).delete()
