"""Each act on a filing: one event, one line of its time-line, and a signal to the apps above."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.stream import Entry
from gongyue.apps.tasks.events import filing_moved
from gongyue.apps.tasks.models import Filing, FilingStep, Task
from gongyue.apps.tasks.models.filings import FILING_MOVES
from gongyue.apps.tasks.services.tracing import append_unless_erased

WORDS = 3_000  # characters


@dataclass(frozen=True, kw_only=True)
class Move:
    """What happened: event type, who, when, in which words. `note` is the system's own."""

    type: str
    by: User | None
    at: datetime
    words: str = ""
    note: str = ""
    on_behalf_of: User | None = None
    name: str = ""


def step(filing: Filing, move: Move) -> FilingStep:
    """Write the event, hang it on the time-line, tell the apps above."""
    event = append_unless_erased(_entry(filing, move))
    assert event is not None, "a filing always concerns its office"
    made = FilingStep.objects.create(filing=filing, event=event, office=filing.office)
    filing_moved.send(Filing, filing=filing, step=move.type, by=move.by, at=move.at)
    return made


def moved(filing: Filing, then: str, *fields: str) -> None:
    """Save a lawful change of state; raises Refused for one that is not."""
    if then not in FILING_MOVES[filing.state]:
        raise Refused("这件事的状态已变，请刷新页面。")
    filing.state = then
    if then not in {"asked", "answered"}:
        filing.waits_until = filing.waits_since = None
    filing.save(update_fields=["state", "waits_until", "waits_since", *fields])


def locked_filing(filing_id: UUID) -> Filing:
    """The filing, held until the transaction ends, nothing joined. Raises NotFound."""
    filing = Filing.objects.select_for_update().filter(pk=filing_id).first()
    if filing is None:
        raise NotFound(NOT_FOR_YOU)
    return filing


def required_words(words: str, what: str) -> str:
    """What somebody wrote, without blanks around it; raises Refused for nothing or too much."""
    plain = words.strip()
    if not plain:
        raise Refused(what, "words")
    if len(plain) > WORDS:
        raise Refused(f"最多 {WORDS} 字，现在有 {len(plain)} 字。", "words")
    return plain


def about_filing(filing_id: UUID) -> str:
    """What the task of a filing is about."""
    return f"filing:{filing_id}"


def filing_id_of(task: Task) -> UUID | None:
    """The filing that a task is about, if it is about one."""
    thing, _, number = task.about.partition(":")
    return UUID(number) if thing == "filing" else None


def _entry(filing: Filing, move: Move) -> Entry:
    payload = {"filing": str(filing.pk), "kind": filing.kind, "words": move.words,
               "note": move.note, "name": move.name}  # fmt: skip
    return Entry(
        type=move.type,
        by=move.by,
        at=move.at,
        occurred_on=localdate(move.at),
        on_behalf_of=move.on_behalf_of,
        person_id=filing.person_id,
        organisation_id=filing.office_id,
        payload={name: text for name, text in payload.items() if text},
        source=_source(filing, move),
    )


def _source(filing: Filing, move: Move) -> str:
    if move.by is None:
        return Event.Source.SYSTEM
    at_counter = move.type == "filing.submitted" and filing.counter_clerk_id is not None
    return Event.Source.COUNTER if at_counter else Event.Source.PORTAL
