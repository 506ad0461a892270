"""An office looks for a person: by whole number, telephone, or name within one firm; never by part.

Names, numbers and telephones rest as keyed hashes of the whole, so only the whole is found
(docs/explain/what-an-office-sees.md says why). Whoever is found sees it under 谁看过我; somebody
outside the office's reach is not found and sees the refusal. Call outside a transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.identity import (
    Card,
    card_of,
    id_hash_of,
    name_hash_of,
    normal_id,
    phone_hash_of,
)
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import Employment, Membership, Organisation, Person
from gongyue.apps.registry.permissions import require_purpose
from gongyue.apps.registry.reach import firms_within, office_membership
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.sameness import canonical_people, with_same_people
from gongyue.apps.registry.samples import of_the_same_world
from gongyue.apps.registry.stream import Entry, append
from gongyue.kernel.ids import InvalidIdentity, is_mobile, mask_identity, mask_name

WAYS = {"id_number": "证件号码", "phone": "手机号", "name": "姓名和单位"}
MOST = 20


@dataclass(frozen=True, kw_only=True)
class PersonQuery:
    """One way of asking: `id_number`, or `phone`, or `name` with the firm's id."""

    id_number: str = ""
    phone: str = ""
    name: str = ""
    firm_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """Enough to tell whether it is the one looked for; the file is opened by open_person."""

    person_id: UUID
    name_masked: str
    id_number_masked: str
    firms: tuple[str, ...]


def search_people(
    *, by: User, office_id: UUID, purpose: str, query: PersonQuery, at: datetime
) -> list[FoundPerson]:
    """Who fits, within the member's reach; each finding is an opening that person sees.

    Raises NotFound (not of this office), Refused (no purpose, nothing to search by; recorded).
    """
    membership = office_membership(by, office_id, Can.OPEN_PERSON)
    search = _Search(by, membership, at)
    try:
        search.purpose = require_purpose(membership.organisation.kind, purpose)
        rows = _fitting(query, membership)
    except Refused as refusal:
        search.record_refused(purpose, refusal)
        raise
    rows = rows.filter(of_the_same_world(membership.organisation, "organisation__"))
    near, far = _parted(rows, membership)
    found = [_found(person_id, held) for person_id, held in near.items()][:MOST]
    search.record([row.person_id for row in found], far, query)
    return found


class _Search:
    """The events of one search."""

    def __init__(self, by: User, membership: Membership, at: datetime) -> None:
        self.by, self.office, self.at = by, membership.organisation, at
        self.purpose: str = ""

    def record_refused(self, purpose: str, refusal: Refused) -> None:
        """Nobody was looked for yet: the refusal is the officer's and the office's."""
        self.purpose = purpose if purpose in Purpose.values else ""
        append([self._entry("access.refused", {"what": "search", "reason": "Refused"})])

    def record(self, found: list[UUID], far: list[UUID], query: PersonQuery) -> None:
        """One event a person found, one a person out of reach, and one of the search itself."""
        way = "id_number" if query.id_number else "phone" if query.phone else "name"
        told = {"what": "search"}
        entries = [self._entry("access.opened", told, person) for person in found]
        refused = {"what": "search", "reason": "NotFound"}
        entries += [self._entry("access.refused", refused, person) for person in far]
        entries.append(self._entry("access.searched", {"way": way, "found": len(found)}))
        append(entries)

    def _entry(self, type_: str, payload: dict, person_id: UUID | None = None) -> Entry:
        return Entry(
            type=type_,
            by=self.by,
            at=self.at,
            occurred_on=localdate(self.at),
            purpose=self.purpose,
            acting_as=self.office,
            person_id=person_id,
            payload=payload,
        )


def _fitting(query: PersonQuery, membership: Membership) -> QuerySet[Employment]:
    """Employments of whoever fits, anywhere; raises Refused when there is nothing to go by."""
    rows = Employment.objects.filter(is_withdrawn=False, person__erased_at=None)
    if query.id_number:
        try:
            numbers = _hashes(query.id_number, membership)
        except InvalidIdentity as error:
            raise Refused(error.message_zh, "id_number") from None
        holders = Person.objects.filter(id_hash__in=numbers).values_list("pk", flat=True)
        return rows.filter(person__in=with_same_people(holders))
    if query.phone:
        if not is_mobile(query.phone):
            raise Refused("请填写完整的手机号（11 位）。", "phone")
        return rows.filter(phone_hash=phone_hash_of(query.phone))
    if query.name.strip() and query.firm_id:
        return rows.filter(name_hash=name_hash_of(query.name), organisation=query.firm_id)
    raise Refused("请填写完整的证件号码或手机号，或者姓名加所在单位。", "id_number")


def _hashes(number: str, membership: Membership) -> list[str]:
    """Of the number; in a sample it is another one in each firm."""
    number = normal_id(number)
    if not is_sample(membership.organisation_id):
        return [id_hash_of(number)]
    firms = Organisation.objects.filter(firms_within(membership)).values_list("pk", flat=True)
    return [id_hash_of(number, firm) for firm in firms]


def _parted(
    rows: QuerySet[Employment], membership: Membership
) -> tuple[dict[UUID, list[Employment]], list[UUID]]:
    """Employments within reach by person, and the people who have none there; somebody whose
    registrations were merged is one."""
    within = Organisation.objects.filter(firms_within(membership))
    near: dict[UUID, list[Employment]] = {}
    held = list(_loaded(rows.filter(organisation__in=within)))
    people = list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())
    people = people[: MOST * 2]
    leads = canonical_people([*people, *(row.person_id for row in held)])
    for row in held:
        near.setdefault(leads[row.person_id], []).append(row)
    far = dict.fromkeys(leads[person] for person in people)
    return near, [person for person in far if person not in near][:MOST]


def _loaded(rows: QuerySet[Employment]) -> QuerySet[Employment]:
    return rows.select_related("person__key", "organisation").order_by("-hired_on", "-id")[:200]


def _found(person_id: UUID, held: list[Employment]) -> FoundPerson:
    cards = [card for row in held for card in _card(row)]
    number = next((card.id_number for card in cards if card.id_number), "")
    firms = dict.fromkeys(row.organisation.name for row in held)
    return FoundPerson(
        person_id=person_id,
        name_masked=mask_name(cards[0].name) if cards else "已删除的人",
        id_number_masked=mask_identity(number) if number else "",
        firms=tuple(firms),
    )


def _card(row: Employment) -> list[Card]:
    try:
        return [card_of(row, unwrapped(row.person.key))]
    except Erased:
        return []
