"""Handing something in: by oneself, for one's organisation, or at a counter."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    covers,
    person_of,
    require_can,
    require_can_anywhere,
)
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.samples import meet, of_the_same_world, owner_of_hash
from gongyue.apps.tasks.filings.following import open_for_office
from gongyue.apps.tasks.filings.kinds import FILING_KINDS, FilingKind
from gongyue.apps.tasks.filings.numbers import new_number
from gongyue.apps.tasks.filings.promises import promised_day
from gongyue.apps.tasks.filings.tracing import Move, required_words, step
from gongyue.apps.tasks.models import Filing, FilingState
from gongyue.apps.tasks.models.filings import FILING_ENDS
from gongyue.kernel.ids import plain_mobile

TRIES = 5
TAIL = 4  # digits of the telephone that open the progress query
MOST_OPEN = 20  # filings of one telephone that may wait at the same time


@dataclass(frozen=True, kw_only=True)
class NewFiling:
    """What is handed in: a name of FILING_KINDS, at which office, in which words.

    promised_on with its citation comes from the capability where the law sets a day; without it
    the office's own promise counts. organisation_id: the filer speaks for it. about: the notice
    or record it is about. follows_id: an earlier filing of the same filer.
    """

    kind: str
    office_id: UUID
    words: str
    organisation_id: UUID | None = None
    promised_on: date | None = None
    citation: str = ""
    about: str = ""
    follows_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who stands at the counter."""

    name: str
    phone: str


@transaction.atomic
def filing_submit(*, by: User, new: NewFiling, at: datetime) -> Filing:
    """Hand in for oneself, or for an organisation one works for.

    Raises NotFound (no such office, not one's organisation), NotAllowed, Refused.
    """
    if not by.is_authenticated:
        raise NotFound(NOT_FOR_YOU)
    kind, office = _kind_and_office(new)
    _require_sender(by, kind, new.organisation_id, office)
    if new.organisation_id is None and office.sample_of_id:
        raise Refused(NOT_HERE, "office")
    link = None if new.organisation_id else person_of(by)
    filing = _filing(new, kind, office, by.phone, at)
    filing.filer, filing.organisation_id = by, new.organisation_id
    filing.person_id = link.person_id if link else None
    filing.follows_id = _followed(by, new.follows_id)
    move = Move(type="filing.submitted", by=by, at=at, words=_words(new))
    return _submit(filing, by.phone[-TAIL:], move)


@transaction.atomic
def filing_submit_at_counter(*, by: User, new: NewFiling, visitor: Visitor, at: datetime) -> Filing:
    """A clerk hands in for somebody who came in person. No account is bound to it: with number and
    telephone the visitor asks how far it is, and may put it under their own account later.

    The clerk's own organisation is the office, or hands it on to another one at once.
    Raises NotFound, NotAllowed, Refused.
    """
    require_can_anywhere(by, Can.LINK_AT_COUNTER)
    if not (phone := plain_mobile(visitor.phone)):
        raise Refused("请填写来访人的 11 位手机号。", "phone")
    if not visitor.name.strip():
        raise Refused("请填写来访人的姓名。", "name")
    kind, office = _kind_and_office(new)
    if office.sample_of_id:
        require_can(by, Can.LINK_AT_COUNTER, office.pk)
    _require_sender(by, kind, None, office)
    filing = _filing(new, kind, office, phone, at)
    filing.counter_clerk = by
    name = visitor.name.strip()[:40]
    move = Move(type="filing.submitted", by=by, at=at, words=_words(new), name=name)
    return _submit(filing, phone[-TAIL:], move)


NOT_HERE = "请选能办这件事的单位。"


@dataclass(frozen=True, kw_only=True)
class NoticeTo:
    """A letter of an office to a firm: `firm` is its whole name or its credit code."""

    sender_id: UUID
    firm: str
    kind: str
    words: str


@transaction.atomic
def notice_send(*, by: User, notice: NoticeTo, at: datetime) -> Filing:
    """Write to a firm in the office's own place; the firm is to answer.

    Nothing is listed: who does not know the name finds nobody. Raises NotFound, NotAllowed,
    Refused.
    """
    sender = require_can(by, Can.DO_TASKS, notice.sender_id)
    text = notice.firm.strip()
    called = Q(name=text) | Q(credit_code=text.upper())
    rows = Organisation.objects.filter(called, of_the_same_world(sender), is_active=True)
    firm = next((row for row in rows[:20] if covers(sender.place, row.place)), None)
    if firm is None:
        raise Refused("本单位管辖的地方没有这个单位，请核对全称或代码。", "firm")
    new = NewFiling(
        kind=notice.kind, office_id=firm.pk, organisation_id=sender.pk, words=notice.words
    )
    return filing_submit(by=by, new=new, at=at)


def tail_hash(number: str, tail: str) -> str:
    """Number and last four digits together, so that equal tails of two filings differ."""
    return keyed_hash("filing_tail", f"{number}:{tail}")


def _submit(filing: Filing, tail: str, move: Move) -> Filing:
    waiting = Filing.objects.filter(phone_hash=filing.phone_hash).exclude(state__in=FILING_ENDS)
    if filing.organisation_id is None and waiting.count() >= MOST_OPEN:
        raise Refused(f"您有 {MOST_OPEN} 件事还在办，请等其中一件办完再提。")
    _save_numbered(filing, tail)
    step(filing, move)
    open_for_office(filing, move.at)
    return filing


def _save_numbered(filing: Filing, tail: str) -> None:
    """Eight random digits a day rarely meet twice; where they do, another number is drawn."""
    for _ in range(TRIES):
        filing.number = new_number(localdate(filing.made_at))
        filing.tail_hash = tail_hash(filing.number, tail)
        try:
            with transaction.atomic():
                filing.save(force_insert=True)
        except IntegrityError:
            if Filing.objects.filter(number=filing.number).exists():
                continue
            raise
        return
    raise Refused("没有取到流水号，请重试。")


def _filing(
    new: NewFiling, kind: FilingKind, office: Organisation, phone: str, at: datetime
) -> Filing:
    return Filing(
        kind=kind.name,
        state=FilingState.RECEIVED,
        office=office,
        # In a sample a telephone belongs to nobody: no account finds it as its own.
        phone_hash=keyed_hash("phone", owner_of_hash(office.pk) + phone),
        about=new.about[:80],
        promised_on=new.promised_on or promised_day(kind, office.pk, on=localdate(at)),
        citation=new.citation if new.promised_on else "",
        made_at=at,
    )


def _kind_and_office(new: NewFiling) -> tuple[FilingKind, Organisation]:
    kind = FILING_KINDS.get(new.kind)
    if kind is None:
        raise Refused("请选一种事项。", "kind")
    office = Organisation.objects.filter(pk=new.office_id, is_active=True).first()
    if office is None or office.kind not in kind.to:
        raise Refused("请选能办这件事的单位。", "office")
    return kind, office


def _require_sender(
    by: User, kind: FilingKind, organisation_id: UUID | None, to: Organisation
) -> None:
    """Some kinds are an office's to send, in its own place; the others a person's or a firm's."""
    if organisation_id is None:
        if kind.senders:
            raise NotAllowed(WITHOUT_RIGHT)
        return
    sender = require_can(by, Can.DO_TASKS, organisation_id)
    if not meet(sender, to):
        raise Refused(NOT_HERE, "office")
    if kind.senders and sender.kind not in kind.senders:
        raise NotAllowed(WITHOUT_RIGHT)
    if kind.senders and not covers(sender.place, to.place):
        raise Refused("这个单位不在本单位管辖的地方。", "office")


def _followed(by: User, filing_id: UUID | None) -> UUID | None:
    if filing_id is None:
        return None
    if not Filing.objects.filter(pk=filing_id, filer=by.pk).exists():
        raise NotFound(NOT_FOR_YOU)
    return filing_id


def _words(new: NewFiling) -> str:
    return required_words(new.words, "请写清楚是什么事。")
