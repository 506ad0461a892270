"""Whose hand: binding an account to a person. A firm's data never does it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.events import person_linked, person_unlinked
from gongyue.apps.registry.identity import (
    Card,
    card_of,
    id_hash_of,
    identity_of,
    new_person,
    normal_id,
)
from gongyue.apps.registry.keys import unwrapped
from gongyue.apps.registry.models import Employment, Event, Membership, Person, PersonLink
from gongyue.apps.registry.permissions import person_of, require_can_anywhere
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.kernel.ids import InvalidIdentity

TRIES_A_DAY = 5
GO_TO_A_COUNTER = "无法在线绑定。请带身份证件到服务窗口办理，或拨打 12333 咨询。"


def link_myself(*, by: User, name: str, id_number: str, at: datetime) -> PersonLink:
    """Bind the signed-in account to the person of this name and document.

    Raises Refused (bad number, or one answer for every other cause), TooSoon (5 tries a day).
    """
    number = _number(id_number, at)
    _require_not_linked(by)
    with transaction.atomic():
        lock_word("link", str(by.pk))
        _count_try(by, at)
    with transaction.atomic():
        lock_word("person", number)
        person = _person_for(Card(name=name.strip(), id_number=number, phone=by.phone), at, by)
        if person is not None:
            return _write_link(by, person, PersonLink.Proof.SELF_ENTERED, None, at)
    raise Refused(GO_TO_A_COUNTER)


@transaction.atomic
def link_at_counter(*, by: User, user: User, name: str, id_number: str, at: datetime) -> PersonLink:
    """A clerk has seen the document: binds, and moves a link that another account held."""
    require_can_anywhere(by, Can.LINK_AT_COUNTER)
    number = _number(id_number, at)
    _require_not_linked(user)
    lock_word("person", number)
    person = Person.objects.select_related("key").filter(id_hash=id_hash_of(number)).first()
    if person is None:
        person = _make_person(Card(name=name.strip(), id_number=number), at, by)
    for old in PersonLink.objects.select_for_update().filter(
        person__in=ids_of_person(person.pk), ended_at=None
    ):
        _end_link(old, by, at, "在服务窗口改绑")
    return _write_link(user, person, PersonLink.Proof.COUNTER, by, at)


@transaction.atomic
def unlink_myself(*, by: User, at: datetime) -> None:
    """End the own link; records and stances stay."""
    link = PersonLink.objects.select_for_update().filter(user=by, ended_at=None).first()
    if link is not None:
        _end_link(link, by, at, "本人解除")


def _number(text: str, at: datetime) -> str:
    try:
        return normal_id(text, on=localdate(at))
    except InvalidIdentity as error:
        raise Refused(error.message_zh, "id_number") from None


def _require_not_linked(user: User) -> None:
    if person_of(user) is not None:
        raise Refused("这个账号已经绑定本人身份。")


def _count_try(by: User, at: datetime) -> None:
    """A failed try leaves an event; so nobody can work through a list of numbers."""
    since = at - timedelta(days=1)
    tries = Event.objects.filter(type="link.tried", actor=by, recorded_at__gt=since)
    if tries.count() >= TRIES_A_DAY:
        raise TooSoon("今天的尝试次数已用完，请明天再试，或到服务窗口办理。", 86_400)
    append_one(Entry(type="link.tried", by=by, at=at, occurred_on=localdate(at)))


def _person_for(card: Card, at: datetime, by: User) -> Person | None:
    """The known person if the name agrees with any side's, a new one if nobody knew them."""
    person = Person.objects.select_related("key").filter(id_hash=id_hash_of(card.id_number)).first()
    if person is None:
        return _make_person(card, at, by)
    # A merged registration is the same person: one account speaks for all of them.
    taken = PersonLink.objects.filter(person__in=ids_of_person(person.pk), ended_at=None).exists()
    return person if not taken and _plain(card.name) in names_of(person) else None


def names_of(person: Person) -> set[str]:
    """Every name some side knows the person by, without spaces."""
    same = Person.objects.select_related("key").filter(pk__in=ids_of_person(person.pk))
    cards = [identity_of(one) for one in same] + _cards_of(person)
    return {_plain(card.name) for card in cards} - {""}


def _cards_of(person: Person) -> list[Card]:
    rows = Employment.objects.filter(person__in=ids_of_person(person.pk), is_withdrawn=False)
    return [card_of(row, unwrapped(row.person.key)) for row in rows.select_related("person__key")]


def same_name(one: str, other: str) -> bool:
    """Whether two ways of writing are one name: spaces and the dot do not count."""
    return _plain(one) == _plain(other)


def register_person(*, name: str, number: str, by: User, at: datetime) -> Person:
    """Somebody nobody knew yet, by a normal document number. Raises Refused (no name)."""
    return _make_person(Card(name=name.strip(), id_number=number), at, by)


def _plain(name: str) -> str:
    return "".join(name.split()).replace("•", "·")


def _make_person(card: Card, at: datetime, by: User) -> Person:
    if not card.name:
        raise Refused("请填写姓名。", "name")
    person, key_row, _ = new_person(card, id_hash_of(card.id_number), at)
    person.save(force_insert=True)
    key_row.person = person
    key_row.save(force_insert=True)
    append_one(
        Entry(
            type="person.registered", by=by, at=at, occurred_on=localdate(at), person_id=person.pk
        )
    )
    return person


def _write_link(
    user: User, person: Person, proof: str, proven_by: User | None, at: datetime
) -> PersonLink:
    flags = {
        "phone_is_a_firms": _belongs_to_a_firm(user, person),
        "phone_differs": _differs(user, person),
    }
    try:
        with transaction.atomic():
            link = PersonLink.objects.create(
                user=user, person=person, proof=proof, proven_by=proven_by, linked_at=at, **flags
            )
    except IntegrityError:
        raise Refused(GO_TO_A_COUNTER) from None
    append_one(
        Entry(
            type="person.linked",
            by=proven_by or user,
            at=at,
            occurred_on=localdate(at),
            person_id=person.pk,
            payload={"proof": proof, **flags},
            source=Event.Source.COUNTER if proven_by else Event.Source.PORTAL,
        )
    )
    person_linked.send(PersonLink, link=link, by=proven_by or user, at=at)
    return link


def _end_link(link: PersonLink, by: User, at: datetime, reason: str) -> None:
    link.ended_at = at
    link.save(update_fields=["ended_at"])
    append_one(
        Entry(
            type="person.unlinked",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=link.person_id,
            payload={"reason": reason},
        )
    )
    person_unlinked.send(PersonLink, link=link, by=by, reason=reason, at=at)


def _belongs_to_a_firm(user: User, person: Person) -> bool:
    """The account is also a user of a firm that has declared this person as its worker."""
    same = ids_of_person(person.pk)
    firms = Employment.objects.filter(person__in=same, is_withdrawn=False).values("organisation")
    held = Membership.objects.filter(user=user, ended_at=None, organisation__kind__in=EMPLOYERS)
    return held.filter(organisation__in=firms).exists()


def _differs(user: User, person: Person) -> bool:
    phones = {card.phone for card in _cards_of(person)} - {""}
    return bool(phones and user.phone) and user.phone not in phones
