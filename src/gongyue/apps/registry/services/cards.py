"""亮证: a PIN nobody can guess, a code that lives a minute, and a desk that verifies it."""

import itertools
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash, same
from gongyue.apps.registry.card_codes import handle_of
from gongyue.apps.registry.delegating import birth_of
from gongyue.apps.registry.identity import Card as Identity
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.models import Card, Event
from gongyue.apps.registry.permissions import require_can, require_person_of
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.kernel.ids import mask_identity, mask_name

TRIES = 5
LOCKED = timedelta(minutes=30)
WRONG_PIN = "密码不对。忘了可以带身份证到服务窗口重设。"
NO_SUCH_CODE = "这个码不对，或者已经过了 60 秒。请对方刷新后再给您看。"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """Whom a card shows, masked as on the card itself."""

    person_id: UUID
    name: str
    id_number: str


def my_card(*, by: User, at: datetime) -> Card:
    """The card of the viewer, issued when first asked for; raises Refused before linking."""
    person = require_person_of(by).person
    card, _ = Card.objects.get_or_create(
        person=person, defaults={"handle": secrets.token_hex(8), "issued_at": at}
    )
    return card


def set_pin(*, by: User, pin: str, at: datetime, old: str = "") -> Card:
    """Set the PIN, or another one with the old in hand. Raises Refused, TooSoon."""
    card = my_card(by=by, at=at)
    if card.pin_hash:
        check_pin(by=by, pin=old, at=at, field="old")
    identity = identity_of(require_person_of(by).person)
    if why := weakness(pin, identity, by.phone):
        raise Refused(why, "pin")
    with transaction.atomic():
        Card.objects.filter(pk=card.pk).update(
            pin_hash=_hash(card, pin), pin_set_at=at, tries=0, locked_until=None
        )
        append_one(_entry("card.pin_set", card.person_id, by, at))
    card.refresh_from_db()
    return card


def check_pin(*, by: User, pin: str, at: datetime, field: str = "pin") -> None:
    """Raises Refused (wrong), TooSoon (five wrong ones lock the card half an hour)."""
    card = my_card(by=by, at=at)
    if card.locked_until and card.locked_until > at:
        raise TooSoon(
            "连续五次不对，半小时后再试，或者到服务窗口重设。",
            int((card.locked_until - at).total_seconds()),
        )
    # The try is counted before it is compared, so that parallel guesses are counted each.
    rows = Card.objects.filter(pk=card.pk)
    if card.tries >= TRIES:
        rows.update(tries=0)
    rows.update(tries=F("tries") + 1)
    if card.pin_hash and same(card.pin_hash, _hash(card, pin.strip())):
        rows.update(tries=0, locked_until=None)
        return
    rows.filter(tries__gte=TRIES).update(locked_until=at + LOCKED)
    raise Refused(WRONG_PIN, field)


def clear_pin(*, by: User, person_id: UUID, office_id: UUID, at: datetime) -> None:
    """A clerk has seen the document: the person sets a new one. Raises NotFound, NotAllowed."""
    office = require_can(by, Can.LINK_AT_COUNTER, office_id)
    rows = Card.objects.filter(person__in=ids_of_person(person_id))
    rows.update(pin_hash="", pin_set_at=None, tries=0, locked_until=None)
    append_one(
        _entry("card.pin_reset", person_id, by, at, acting_as=office, source=Event.Source.COUNTER)
    )


def verify_card(*, by: User, organisation_id: UUID, code: str, at: datetime) -> Verified:
    """Who stands here: the masked name of a fresh code. The person sees that it was read.

    Raises NotFound, NotAllowed, Refused (not ours, or older than 60 seconds).
    """
    office = require_can(by, Can.DO_TASKS, organisation_id)
    handle = handle_of(code, at)
    rows = Card.objects.filter(handle=handle, person__erased_at=None) if handle else None
    card = rows.select_related("person__key").first() if rows is not None else None
    if card is None:
        raise Refused(NO_SUCH_CODE, "code")
    identity = identity_of(card.person)
    append_one(
        _entry(
            "access.opened",
            card.person_id,
            by,
            at,
            acting_as=office,
            purpose=Purpose.CARD,
            payload={"what": "card"},
        )
    )
    return Verified(
        person_id=card.person_id,
        name=mask_name(identity.name),
        id_number=mask_identity(identity.id_number),
    )


def weakness(pin: str, identity: Identity, phone: str) -> str:
    """Why a PIN will not do; empty when it will."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        return "密码是六位数字。"
    steps = {int(b) - int(a) for a, b in itertools.pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, -1}:
        return "这个密码太简单，换一个。"
    if pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:] or len(set(pin)) < 3:
        return "这个密码太简单，换一个。"
    if pin in identity.id_number or (phone and pin in phone):
        return "密码不能是身份证号、手机号里的一段。"
    born = birth_of(identity.id_number)
    if born and pin in _ways_to_write(born):
        return "密码不能是生日。"
    return ""


def _ways_to_write(day: date) -> set[str]:
    return {f"{day:%y%m%d}", f"{day:%d%m%y}", f"{day:%m%d%y}", f"{day:%Y%m}", f"{day:%m%Y}"}


def _hash(card: Card, pin: str) -> str:
    """Keyed: whoever steals the table cannot try a million PINs."""
    return keyed_hash("card pin", f"{card.person_id}\0{pin}")


def _entry(type_: str, person_id: UUID, by: User, at: datetime, **more: object) -> Entry:
    facts = {"type": type_, "by": by, "at": at, "occurred_on": localdate(at)}
    return Entry(person_id=person_id, **facts, **more)  # type: ignore[arg-type]
