"""好差评: five levels, reasons to tick, words; a low one opens a follow-up at the office."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.tasks.filings.numbers import shown_number
from gongyue.apps.tasks.filings.promises import working_days_after
from gongyue.apps.tasks.filings.replying import is_filer
from gongyue.apps.tasks.filings.tracing import Move, locked_filing, step
from gongyue.apps.tasks.models import Filing, FilingState, Level, Rating
from gongyue.apps.tasks.services.opening import NewTask, task_open

LOW = Level.DISCONTENT
LEVELS = tuple(Level.choices)  # (5, 非常满意) … (1, 非常不满意)
FOLLOW_UP_DAYS = 5  # working days
GOOD = {"quick": "办得快", "clear": "说得清楚", "kind": "态度好", "solved": "问题解决了"}
BAD = {
    "slow": "办得慢",
    "unclear": "说不清楚",
    "rude": "态度不好",
    "unsolved": "问题没解决",
    "sent_around": "来回推",
}
REASONS = GOOD | BAD
WORDS = 500


@transaction.atomic
def filing_rate(
    *, by: User, filing_id: UUID, level: int, reasons: Sequence[str], words: str, at: datetime
) -> Rating:
    """Rate what has been closed, once. Raises NotFound, Refused (not closed, rated, no level)."""
    filing = locked_filing(filing_id)
    if not is_filer(by, filing):
        raise NotFound(NOT_FOR_YOU)
    if level not in Level.values:
        raise Refused("请选满意程度。", "level")
    if set(reasons) - REASONS.keys():
        raise Refused("请从列出的理由里选。", "reasons")
    if filing.state != FilingState.CLOSED or Rating.objects.filter(filing=filing).exists():
        raise Refused("办结之后可以评价，一件事评一次。")
    label = str(Level(level).label)
    made = step(filing, Move(type="filing.rated", by=by, at=at, words=words.strip()[:WORDS],
                             note=label))  # fmt: skip
    rating = Rating.objects.create(
        filing=filing, office=filing.office, level=level, reasons=sorted(set(reasons)),
        event=made.event, at=at,
    )  # fmt: skip
    if level <= LOW:
        _follow_up(filing, label, at)
    return rating


def _follow_up(filing: Filing, label: str, at: datetime) -> None:
    new = NewTask(
        kind="filings.follow_up",
        title=f"差评回访 {shown_number(filing.number)}：{label}",
        organisation_id=filing.office_id,
        concerns_id=filing.person_id,
        due_on=working_days_after(localdate(at), FOLLOW_UP_DAYS),
        if_nobody="转到上一级督办。",
        about=f"rating:{filing.pk}",
    )
    task_open(by=None, new=new, at=at)
