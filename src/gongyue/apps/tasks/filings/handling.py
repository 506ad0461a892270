"""What the office does with a filing: answer, ask back, pass on, close."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships
from gongyue.apps.registry.samples import of_the_same_world
from gongyue.apps.tasks.filings.following import open_for_filer, open_for_office, settle
from gongyue.apps.tasks.filings.kinds import filing_kind
from gongyue.apps.tasks.filings.promises import working_days_after
from gongyue.apps.tasks.filings.tracing import (
    Move,
    about_filing,
    locked_filing,
    moved,
    required_words,
    step,
)
from gongyue.apps.tasks.models import Filing, FilingState, Outcome, Task, TaskState
from gongyue.apps.tasks.permissions import Hand, hand_of

REPLY_DAYS = 10  # working days the filer has to reply
OBJECT_DAYS = 10  # working days the filer has to say that it is not solved
MOST_PASSES = 3
LEAST_DAYS = 3  # working days that a new office has at least
RESULTS = tuple(outcome for outcome in Outcome if outcome != Outcome.SETTLED)


@transaction.atomic
def filing_answer(*, by: User, filing_id: UUID, words: str, at: datetime) -> Filing:
    """Answer; the filer may say that it is not solved. Raises NotFound, NotAllowed, Refused."""
    words = required_words(words, "请写答复的内容。")
    filing, hand = _in_hand(by, filing_id, at)
    _waits(filing, OBJECT_DAYS, at)
    moved(filing, FilingState.ANSWERED)
    _acted(filing, "filing.answered", by, hand, words, at)
    open_for_filer(filing, "filings.look", at)
    return filing


@transaction.atomic
def filing_ask(*, by: User, filing_id: UUID, words: str, at: datetime) -> Filing:
    """Ask the filer for more. The promise rests meanwhile; without a reply it goes on."""
    words = required_words(words, "请写需要补充什么。")
    filing, hand = _in_hand(by, filing_id, at)
    _waits(filing, REPLY_DAYS, at)
    moved(filing, FilingState.ASKED)
    _acted(filing, "filing.asked", by, hand, words, at)
    open_for_filer(filing, "filings.reply", at)
    return filing


@transaction.atomic
def filing_pass_on(*, by: User, filing_id: UUID, to: UUID, words: str, at: datetime) -> Filing:
    """Hand it to another office that takes such filings; at most three times."""
    words = required_words(words, "请写转办的理由。")
    filing, hand = _in_hand(by, filing_id, at)
    office = _next_office(filing, to)
    before = filing.office.name
    filing.office, filing.passes = office, filing.passes + 1
    least = working_days_after(localdate(at), LEAST_DAYS)
    filing.promised_on = max(filing.promised_on, least)
    moved(filing, FilingState.RECEIVED, "office", "passes", "promised_on")
    note = f"{before}转到{office.name}。"
    _acted(filing, "filing.passed_on", by, hand, words, at, note=note)
    open_for_office(filing, at)
    return filing


@transaction.atomic
def filing_close(*, by: User, filing_id: UUID, outcome: str, words: str, at: datetime) -> Filing:
    """Close it with a result; the filer rates it and may hand in anew."""
    words = required_words(words, "请写办理结果。")
    if outcome not in RESULTS:
        raise Refused("请选办理结果。", "outcome")
    filing, hand = _in_hand(by, filing_id, at)
    end(filing, outcome, at)
    _acted(filing, "filing.closed", by, hand, words, at, note=str(Outcome(outcome).label))
    return filing


def end(filing: Filing, outcome: str, at: datetime) -> None:
    """Closed, with its result."""
    filing.outcome, filing.closed_at = outcome, at
    moved(filing, FilingState.CLOSED, "outcome", "closed_at")


def task_of(filing: Filing) -> Task | None:
    """The task at the office that waits for this filing."""
    rows = Task.objects.filter(about=about_filing(filing.pk), organisation=filing.office_id)
    return rows.filter(state=TaskState.OPEN).select_related("assignee").first()


def _in_hand(by: User, filing_id: UUID, at: datetime) -> tuple[Filing, Hand]:
    """The filing, if its task is for `by` to do. Raises NotFound, NotAllowed, Refused."""
    filing = locked_filing(filing_id)
    if all(m.organisation_id != filing.office_id for m in live_memberships(by)):
        raise NotFound(NOT_FOR_YOU)
    task = task_of(filing)
    if filing.state != FilingState.RECEIVED or task is None:
        raise Refused("这件事现在不在您手里，请刷新页面。")
    return filing, hand_of(by, task, on=localdate(at))


def _acted(  # noqa: PLR0913 - one line of the time-line
    filing: Filing, type_: str, by: User, hand: Hand, words: str, at: datetime, note: str = ""
) -> None:
    behalf = hand.on_behalf_of
    settle(filing, note or words, by=by, at=at)
    step(filing, Move(type=type_, by=by, at=at, words=words, note=note, on_behalf_of=behalf))


def _waits(filing: Filing, days: int, at: datetime) -> None:
    filing.waits_since = localdate(at)
    filing.waits_until = working_days_after(filing.waits_since, days)


def _next_office(filing: Filing, to: UUID) -> Organisation:
    if filing.passes >= MOST_PASSES:
        raise Refused(f"已经转办 {MOST_PASSES} 次，请在本单位办理，或者办结并告诉本人去处。", "to")
    kind = filing_kind(filing.kind)
    same = of_the_same_world(filing.office)
    office = Organisation.objects.filter(same, pk=to, is_active=True).first()
    if office is None or office.pk == filing.office_id or (kind and office.kind not in kind.to):
        raise Refused("请选另一个能办这件事的单位。", "to")
    return office
