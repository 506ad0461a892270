"""The consent ledger, as the person sees it and as the organisation does; reading by consent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import unseal
from gongyue.apps.registry.consenting import ConsentState, labels_of, text_of
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import Consent, Event, Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, person_of, require_can
from gongyue.apps.registry.roles import PURPOSES_BY_CONSENT, Can, Purpose
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person, with_same_people
from gongyue.apps.registry.samples import in_reality
from gongyue.apps.registry.selectors.records import RecordView, readable, views_of
from gongyue.apps.registry.services.consents import request_ends_on, runs_on, words_context
from gongyue.kernel.ids import mask_identity, mask_name


@dataclass(frozen=True, kw_only=True)
class ConsentView:
    """One consent. `who`: the masked person, for the organisation; empty for the person."""

    consent_id: UUID
    organisation: str
    organisation_id: UUID
    who: str
    purpose: str
    kinds: tuple[tuple[str, str], ...]
    days: int
    last_on: date | None
    state: str
    state_label: str
    runs: bool
    awaits: bool
    text: str
    words: str
    requested_at: datetime
    answered_at: datetime | None
    asked_by_office: bool


@dataclass(frozen=True, kw_only=True)
class Consented:
    """What an organisation reads by consent."""

    consent: ConsentView
    id_number: str
    records: tuple[RecordView, ...]


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """An organisation one may consent to."""

    organisation_id: UUID
    name: str
    kind: str
    kind_label: str
    credit_code: str


def consents_of_myself(viewer: User, *, on: date) -> list[ConsentView]:
    """What awaits me first, then what runs, then the rest."""
    link = person_of(viewer)
    if link is None:
        return []
    rows = _loaded(Consent.objects.filter(person__in=ids_of_person(link.person_id))).order_by(
        "-requested_at"
    )
    views = [_view(row, on, who=False) for row in rows[:200]]
    return sorted(views, key=lambda view: (not view.awaits, not view.runs))


def consent_of_myself(viewer: User, consent_id: UUID, *, on: date) -> ConsentView:
    """One of mine; raises NotFound."""
    link = person_of(viewer)
    rows = _loaded(Consent.objects.filter(pk=consent_id))
    row = rows.filter(person__in=ids_of_person(link.person_id)).first() if link else None
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    return _view(row, on, who=False)


def consents_of_organisation(viewer: User, organisation_id: UUID, *, on: date) -> list[ConsentView]:
    """What the organisation asked for and was given, newest first; raises NotFound, NotAllowed."""
    require_can(viewer, Can.READ_WITH_CONSENT, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Consent.objects.filter(organisation__in=same).order_by("-requested_at")
    return [_view(row, on, who=True) for row in _loaded(rows)[:500]]


def consented_records(viewer: User, consent_id: UUID, *, on: date) -> Consented:
    """The records a running consent covers. Call services.consents.open_by_consent first.

    Raises NotFound, NotAllowed; NotFound too when the consent has ended.
    """
    row = _loaded(Consent.objects.filter(pk=consent_id)).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(viewer, Can.READ_WITH_CONSENT, row.organisation_id)
    if not runs_on(row, on):
        raise NotFound(NOT_FOR_YOU)
    same = ids_of_person(row.person_id)
    events = Event.objects.filter(person__in=same, type__in=row.kinds, reversed_by=None)
    return Consented(
        consent=_view(row, on, who=True),
        id_number=mask_identity(identity_of(row.person).id_number),
        records=tuple(views_of(readable(events)[:500])),
    )


def consented_people(
    organisation_id: UUID, *, purpose: str, kinds: Collection[str], on: date
) -> set[UUID]:
    """Whose data an organisation may use for a purpose on a day; for apps that use it at large."""
    rows = Consent.objects.filter(
        organisation__in=ids_of_organisation(organisation_id),
        purpose=purpose,
        state=ConsentState.GIVEN,
        last_on__gte=on,
    ).select_related("person")
    wanted = set(kinds)
    given = {row.person_id for row in rows if wanted <= set(row.kinds) and runs_on(row, on)}
    return set(with_same_people(given))


def recipients(search: str, limit: int = 20) -> list[Recipient]:
    """Organisations by a part of the name or the whole credit code; nothing for less than 2."""
    search = search.strip()
    if len(search) < 2:
        return []
    rows = Organisation.objects.filter(in_reality(), is_active=True, kind__in=_ASKING)
    found = rows.filter(credit_code=search.upper()) | rows.filter(name__icontains=search)
    return [_recipient(row) for row in found.order_by("name")[:limit]]


def recipient(organisation_id: UUID) -> Recipient:
    """One of them; raises NotFound."""
    rows = Organisation.objects.filter(in_reality(), is_active=True, kind__in=_ASKING)
    row = rows.filter(pk=organisation_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    return _recipient(row)


_ASKING = [kind for kind, purposes in PURPOSES_BY_CONSENT.items() if purposes]


def _recipient(row: Organisation) -> Recipient:
    return Recipient(
        organisation_id=row.pk,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        credit_code=row.credit_code or "",
    )


def _loaded(rows: QuerySet[Consent]) -> QuerySet[Consent]:
    return rows.select_related("person__key", "organisation")


def _view(row: Consent, on: date, *, who: bool) -> ConsentView:
    awaits = row.state == ConsentState.REQUESTED and on <= request_ends_on(row)
    names = labels_of(row.kinds)
    return ConsentView(
        consent_id=row.pk,
        organisation=row.organisation.name,
        organisation_id=row.organisation_id,
        who=_who(row) if who else "",
        purpose=str(Purpose(row.purpose).label),
        kinds=tuple(zip(row.kinds, names, strict=False)),
        days=row.days,
        last_on=row.last_on,
        state=row.state,
        state_label=_state(row, on, awaits),
        runs=runs_on(row, on),
        awaits=awaits,
        text=_text(row, on),
        words=_words(row),
        requested_at=row.requested_at,
        answered_at=row.answered_at,
        asked_by_office=row.requested_by_id is not None,
    )


def _state(row: Consent, on: date, awaits: bool) -> str:
    if row.state == ConsentState.REQUESTED and not awaits:
        return "太久没有答复，已失效"
    if row.state == ConsentState.GIVEN and row.last_on and row.last_on < on:
        return "已到期"
    if row.state == ConsentState.GIVEN and row.person.restricted_until:
        return "已停用：本人要求删除"
    return str(ConsentState(row.state).label)


def _text(row: Consent, on: date) -> str:
    last_on = row.last_on or on + timedelta(days=row.days - 1)
    return text_of(
        recipient=row.organisation.name, purpose=row.purpose, names=row.kinds, last_on=last_on
    )


def _who(row: Consent) -> str:
    try:
        return mask_name(identity_of(row.person).name)
    except Erased:
        return "已删除的人"


def _words(row: Consent) -> str:
    if not row.words_sealed:
        return ""
    try:
        key = unwrapped(row.person.key)
    except Erased:
        return ""
    return unseal(row.words_sealed, key, words_context(row.pk)).decode()
