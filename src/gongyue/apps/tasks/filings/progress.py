"""The public query by 流水号 and the last four digits of the telephone, without signing in.

A wrong number and a wrong tail get the same answer after the same work, and the tries of a number
and of an address are counted whether or not there is such a filing.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.services import Caller
from gongyue.apps.accounts.vault import keyed_hash, same
from gongyue.apps.documents.selectors.documents import Unnamed, unnamed_about
from gongyue.apps.tasks.filings.numbers import shown_number, typed_number
from gongyue.apps.tasks.filings.selectors import StepView, steps_without_words
from gongyue.apps.tasks.filings.submitting import tail_hash
from gongyue.apps.tasks.filings.tracing import about_filing
from gongyue.apps.tasks.models import Filing, FilingState, Lookup

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_PER_NUMBER, MOST_PER_ADDRESS = 10, 60  # tries an hour
NOT_FOUND = "没有查到。请核对流水号和登记的手机号后四位。"
TYPO = "流水号不对，可能抄错了一位，请再看看回执。"
WAIT = "查得太频繁了，请过一会儿再查。"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What anybody with the receipt may know: state, days and the office; nothing of a person."""

    number: str
    state: str
    state_label: str
    holder: str
    handed_in_on: date
    promised_on: date
    is_late: bool
    closed_on: date | None
    steps: tuple[StepView, ...]
    files: tuple[Unnamed, ...] = ()


def filing_progress(*, number: str, tail: str, caller: Caller, at: datetime) -> Progress:
    """How far a filing is. Raises TooSoon, Refused (a slip of the pen, or not found)."""
    plain = typed_number(number)
    if not plain:
        raise Refused(TYPO, "number")
    digits = "".join(char for char in tail[:8] if char.isascii() and char.isdecimal())
    _count(plain, caller, at)
    filing = Filing.objects.select_related("office").filter(number=plain).first()
    expected = filing.tail_hash if filing else ""
    if not same(tail_hash(plain, digits), expected or "0" * 32) or filing is None:
        raise Refused(NOT_FOUND)
    return _progress(filing, localdate(at))


def forget_lookups(*, at: datetime) -> int:
    """Tries older than a day; how many went."""
    return Lookup.objects.filter(at__lt=at - A_DAY).delete()[0]


@transaction.atomic
def _count(number: str, caller: Caller, at: datetime) -> None:
    """Tries beyond the limit are not written, so that a flood fills no table."""
    kept = Lookup.objects.filter(at__gt=at - AN_HOUR)
    number_hash = keyed_hash("lookup number", number)
    address_hash = keyed_hash("lookup address", caller.address)
    tries = kept.filter(number_hash=number_hash).count() >= MOST_PER_NUMBER
    if tries or kept.filter(address_hash=address_hash).count() >= MOST_PER_ADDRESS:
        raise TooSoon(WAIT, int(AN_HOUR.total_seconds()))
    Lookup.objects.create(number_hash=number_hash, address_hash=address_hash, at=at)


def _progress(filing: Filing, today: date) -> Progress:
    waiting = filing.state == FilingState.RECEIVED
    return Progress(
        number=shown_number(filing.number),
        state=filing.state,
        state_label=str(FilingState(filing.state).label),
        holder=filing.office.name,
        handed_in_on=localdate(filing.made_at),
        promised_on=filing.promised_on,
        is_late=waiting and filing.promised_on < today,
        closed_on=localdate(filing.closed_at) if filing.closed_at else None,
        steps=tuple(steps_without_words(filing)),
        files=tuple(unnamed_about(about_filing(filing.pk))),
    )
