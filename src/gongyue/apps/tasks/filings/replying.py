"""What the filer does: reply, object, accept, withdraw; and what time does when they are silent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.tasks.filings.following import open_for_office, settle
from gongyue.apps.tasks.filings.handling import LEAST_DAYS, end
from gongyue.apps.tasks.filings.numbers import typed_number
from gongyue.apps.tasks.filings.promises import working_days_after
from gongyue.apps.tasks.filings.tracing import Move, locked_filing, moved, required_words, step
from gongyue.apps.tasks.models import Filing, FilingState, Outcome

NOTHING_CAME = "到期没有收到补充，按已有的材料继续办。"
NOTHING_MORE = "答复之后没有再提出，按办结处理；还没解决的，可以再提一次。"


@transaction.atomic
def filing_reply(*, by: User, filing_id: UUID, words: str, at: datetime) -> Filing:
    """Answer what the office asked, or say that its answer solves nothing: it acts again.

    Raises NotFound, Refused (nothing was asked, no words).
    """
    words = required_words(words, "请写要补充的内容。")
    filing = _own(by, filing_id)
    if filing.state not in {FilingState.ASKED, FilingState.ANSWERED}:
        raise Refused("这件事现在不用您补充。")
    type_ = "filing.replied" if filing.state == FilingState.ASKED else "filing.objected"
    _back_to_office(filing, Move(type=type_, by=by, at=at, words=words))
    return filing


@transaction.atomic
def filing_accept(*, by: User, filing_id: UUID, at: datetime) -> Filing:
    """The answer is enough."""
    filing = _own(by, filing_id)
    if filing.state != FilingState.ANSWERED:
        raise Refused("还没有答复，不能确认。")
    end(filing, Outcome.SOLVED, at)
    settle(filing, "本人确认已解决。", by=by, at=at)
    step(filing, Move(type="filing.closed", by=by, at=at, note="本人确认已解决"))
    return filing


@transaction.atomic
def filing_withdraw(*, by: User, filing_id: UUID, words: str, at: datetime) -> Filing:
    """Take it back; what was said stays on the record."""
    filing = _own(by, filing_id)
    filing.closed_at = at
    moved(filing, FilingState.WITHDRAWN, "closed_at")
    settle(filing, "本人撤回。", by=by, at=at)
    step(filing, Move(type="filing.withdrawn", by=by, at=at, words=words.strip()[:1_000]))
    return filing


def close_the_silent(*, at: datetime) -> int:
    """The daily clock: who was asked and did not reply, and whose answer nobody objected to."""
    waiting = Filing.objects.filter(waits_until__lt=localdate(at)).order_by("pk")
    return sum(_one(pk, at) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _one(filing_id: UUID, at: datetime) -> bool:
    filing = locked_filing(filing_id)
    if filing.waits_until is None or filing.waits_until >= localdate(at):
        return False
    if filing.state == FilingState.ASKED:
        _back_to_office(filing, Move(type="filing.unanswered", by=None, at=at, note=NOTHING_CAME))
        return True
    end(filing, Outcome.SETTLED, at)
    settle(filing, NOTHING_MORE, by=None, at=at)
    step(filing, Move(type="filing.closed", by=None, at=at, note=NOTHING_MORE))
    return True


def _back_to_office(filing: Filing, move: Move) -> None:
    """The office acts again. The days it waited for the filer are not its own."""
    today = localdate(move.at)
    waited = today - (filing.waits_since or today)
    least = working_days_after(today, LEAST_DAYS)
    filing.promised_on = max(filing.promised_on + waited, least)
    moved(filing, FilingState.RECEIVED, "promised_on")
    settle(filing, "本人已回复。" if move.by else NOTHING_CAME, by=move.by, at=move.at)
    step(filing, move)
    open_for_office(filing, move.at)


def _own(by: User, filing_id: UUID) -> Filing:
    filing = locked_filing(filing_id)
    if not is_filer(by, filing):
        raise NotFound(NOT_FOR_YOU)
    return filing


def is_filer(viewer: User, filing: Filing) -> bool:
    """Whose filing it is: the sender's organisation, else the account that handed it in."""
    if filing.organisation_id is None:
        return filing.filer_id is not None and filing.filer_id == viewer.pk
    held = [m for m in live_memberships(viewer) if m.organisation_id == filing.organisation_id]
    return any(Can.DO_TASKS in rights_of(membership) for membership in held)


@transaction.atomic
def filing_claim(*, by: User, number: str, at: datetime) -> Filing:
    """Put a filing made at a counter under one's own account: number and telephone must fit.

    Raises Refused; the answer is the same for every reason.
    """
    rows = Filing.objects.select_for_update(of=("self",)).filter(number=typed_number(number))
    filing = rows.filter(filer=None, phone_hash=by.phone_hash).first()
    if filing is None:
        raise Refused("没有找到用您这个手机号登记的这件事，请核对流水号。", "number")
    filing.filer = by
    filing.save(update_fields=["filer"])
    return filing
