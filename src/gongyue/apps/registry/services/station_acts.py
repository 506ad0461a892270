"""What a clerk does for the visitor: telephone, PIN, delegation, correction, intention, papers."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.closing import sign_out_everywhere
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.phones import move_phone, phone_is_proved, user_without_phone
from gongyue.apps.registry.about_me_files import gathered, page_of
from gongyue.apps.registry.delegating import DelegationState, Reason
from gongyue.apps.registry.events import intention_registered
from gongyue.apps.registry.identity import id_hash_of, identity_of, normal_id
from gongyue.apps.registry.models import (
    CounterSession,
    Delegation,
    Event,
)
from gongyue.apps.registry.permissions import link_of_person, person_of
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.cards import clear_pin
from gongyue.apps.registry.services.corrections import Wrong, request_correction
from gongyue.apps.registry.services.delegations import (
    Offer,
    require_sense,
    user_of_phone,
    write_delegation,
)
from gongyue.apps.registry.services.links import link_at_counter
from gongyue.apps.registry.services.stations import hand_of_visit, note_act, note_read
from gongyue.apps.registry.services.takeouts import subject_of
from gongyue.apps.registry.stationing import Done
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.kernel.ids import InvalidIdentity

WORDS_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class Intention:
    """就业意向: what work somebody looks for, in their own words."""

    posts: str
    place: str = ""
    wage: str = ""
    hours: str = ""
    words: str = ""


@transaction.atomic
def bind_phone(*, session: CounterSession, phone: str, code: str, at: datetime) -> User:
    """Bind the visitor to the account of a telephone they have in hand, or move theirs to it.

    The code proves the telephone wherever codes can be sent. Raises Refused naming the field.
    """
    phone_is_proved(phone=phone, code=code, at=at)
    identity = identity_of(session.person)
    wanted = user_of_phone(phone, at)
    link = link_of_person(session.person_id)
    if link and link.user_id == wanted.pk:
        raise Refused("已经绑定这个手机号。", "phone")
    if person_of(wanted) is not None:
        raise Refused("这个手机号已经绑定别人的身份，请换一个。", "phone")
    if link and not wanted.memberships.exists() and not wanted.sign_ins.exists():
        # A telephone nobody used yet: the account stays, with everything in it.
        move_phone(user=link.user, to=wanted)
        wanted = link.user
        _write("person.phone_changed", session, at, {})
    else:
        facts = {"name": identity.name, "id_number": identity.id_number}
        link_at_counter(by=session.clerk, user=wanted, at=at, **facts)
    sign_out_everywhere(user=wanted)
    note_act(session, Done.PHONE, at)
    return wanted


def reset_pin(*, session: CounterSession, at: datetime) -> None:
    """The card's PIN is forgotten: the person sets a new one on their telephone."""
    clear_pin(by=session.clerk, person_id=session.person_id, office_id=session.office_id, at=at)
    note_act(session, Done.PIN, at)


@transaction.atomic
def record_delegation(
    *, session: CounterSession, offer: Offer, delegate_id_number: str, at: datetime
) -> Delegation:
    """Both stand here and sign the paper. Somebody without a telephone gets an account without one.

    The delegate's account must be bound to the document they show. Raises Refused.
    """
    require_sense(offer, localdate(at))
    delegate = user_of_phone(offer.phone, at)
    link = person_of(delegate)
    try:
        shown = id_hash_of(normal_id(delegate_id_number))
    except InvalidIdentity as error:
        raise Refused(error.message_zh, "delegate_id_number") from None
    if link is None or link.person.id_hash != shown:
        raise Refused("受托人的手机号还没有绑定这个证件，请先替他绑定。", "phone")
    if session.person_id in ids_of_person(link.person_id):
        raise Refused("不能委托给自己。", "phone")
    row = write_delegation(
        grantor=_account_of(session, at),
        offer=offer,
        at=at,
        state=DelegationState.ACCEPTED,
        clerk=(session.clerk, session.office),
    )
    note_act(session, Done.DELEGATION, at)
    return row


def file_correction(*, session: CounterSession, event_id: int, wrong: Wrong, at: datetime) -> None:
    """As the person would; the answer reaches them, or the counter."""
    request_correction(hand=hand_of_visit(session), event_id=event_id, wrong=wrong, at=at)
    note_act(session, Done.CORRECTION, at)


@transaction.atomic
def register_intention(*, session: CounterSession, intention: Intention, at: datetime) -> Event:
    """What work they look for. A later one takes its place. Raises Refused."""
    said = {name: text.strip() for name, text in asdict(intention).items()}
    if not said["posts"]:
        raise Refused("请写想找什么工作。", "posts")
    for name, text in said.items():
        if len(text) > (WORDS_LIMIT if name == "words" else 80):
            raise Refused("写得太长了，请短一些。", name)
    event = _write("intention.registered", session, at, said, slot="intention")
    note_act(session, Done.INTENTION, at)
    intention_registered.send(Event, event=event, at=at)
    return event


def everything_on_paper(*, session: CounterSession, at: datetime) -> str:
    """关于我的一切 as one page to print at once; nothing of it is kept."""
    subject = subject_of(session.person_id)
    note_read(session, Done.EVERYTHING, at, [])
    return page_of(gathered(subject), name=identity_of(session.person).name, at=at)


def _account_of(session: CounterSession, at: datetime) -> User:
    """The visitor's account; who has no telephone gets one that cannot be signed in to."""
    link = link_of_person(session.person_id)
    if link is not None:
        return link.user
    identity = identity_of(session.person)
    user = user_without_phone(name=identity.name, at=at)
    link_at_counter(
        by=session.clerk, user=user, name=identity.name, id_number=identity.id_number, at=at
    )
    return user


def offer_of(*, phone: str, name: str, relation: str, acts: tuple[str, ...], days: object) -> Offer:
    """An offer recorded at a counter; `days` is (first, last)."""
    first_on, last_on = days  # type: ignore[misc]
    return Offer(
        phone=phone,
        name=name,
        reason=Reason.COUNTER,
        relation=relation,
        acts=acts,
        first_on=first_on,
        last_on=last_on,
    )


def _write(
    type_: str, session: CounterSession, at: datetime, told: dict[str, str], slot: str = ""
) -> Event:
    payload = {name: text for name, text in told.items() if text}
    return append_one(
        Entry(
            type=type_,
            at=at,
            occurred_on=localdate(at),
            slot=slot,
            payload=payload,
            **hand_of_visit(session).columns(),
        )
    )
