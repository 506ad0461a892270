"""The task at the office that a filing waits for."""

from datetime import datetime

from gongyue.apps.accounts.models import User
from gongyue.apps.tasks.filings.kinds import filing_kind
from gongyue.apps.tasks.filings.numbers import shown_number
from gongyue.apps.tasks.filings.tracing import Move, about_filing, filing_id_of, locked_filing, step
from gongyue.apps.tasks.models import Filing, FilingState, Task
from gongyue.apps.tasks.services.closing import tasks_settle
from gongyue.apps.tasks.services.opening import NewTask, task_open

NEXT = "转给本单位负责人；再没有人办，转到上一级。"
WITH_FIRM = "转给本单位负责人，并一直催办。"
GOES_ON = "没有补充的，按已有的材料继续办。"
ENDS = "没有再提出的，按办结处理。"


def open_for_office(filing: Filing, at: datetime) -> Task:
    """Somebody at the office is to act by the promised day."""
    kind = filing_kind(filing.kind)
    new = NewTask(
        kind=kind.task_kind if kind else "filings.answer",
        title=f"{kind.label if kind else '来件'} {shown_number(filing.number)}",
        organisation_id=filing.office_id,
        concerns_id=filing.person_id,
        due_on=filing.promised_on,
        citation=filing.citation,
        if_nobody=WITH_FIRM if filing.organisation_id else NEXT,
        about=about_filing(filing.pk),
    )
    return task_open(by=None, new=new, at=at)


def open_for_filer(filing: Filing, kind: str, at: datetime) -> None:
    """The filer is to reply, or to look at the answer, where they have an inbox."""
    erased = filing.person is None or filing.person.erased_at is not None
    if erased and filing.organisation_id is None:
        return
    label = "请补充" if kind == "filings.reply" else "已答复"
    new = NewTask(
        kind=kind,
        title=f"{label} {shown_number(filing.number)}",
        organisation_id=filing.organisation_id,
        person_id=None if filing.organisation_id else filing.person_id,
        due_on=filing.waits_until,
        if_nobody=GOES_ON if kind == "filings.reply" else ENDS,
        about=about_filing(filing.pk),
    )
    task_open(by=None, new=new, at=at)


def settle(filing: Filing, result: str, *, by: User | None, at: datetime) -> None:
    """Whatever waited for this filing has been done."""
    tasks_settle(about=about_filing(filing.pk), result=result, by=by, at=at)


def filing_follows_its_task(*, task: Task, at: datetime) -> None:
    """Silence moved the office's task: the time-line says so, and the holder is the new office."""
    filing_id = filing_id_of(task)
    if filing_id is None or task.organisation_id is None:
        return
    filing = locked_filing(filing_id)
    if filing.state != FilingState.RECEIVED or task.kind == "filings.look":
        return
    before = filing.office
    if task.organisation_id == before.pk:
        note = "到期没有办，转给本单位负责人。"
    else:
        filing.office_id = task.organisation_id
        filing.save(update_fields=["office"])
        filing.refresh_from_db(fields=["office"])
        note = f"{before.name}到期没有办，转到{filing.office.name}。"
    step(filing, Move(type="filing.escalated", by=None, at=at, note=note))
    if filing.organisation_id:
        _tell_sender(filing, at)


def _tell_sender(filing: Filing, at: datetime) -> None:
    """Who sent a notice hears that nobody has answered it."""
    new = NewTask(
        kind="filings.look",
        title=f"到期没有回复 {shown_number(filing.number)}",
        organisation_id=filing.organisation_id,
        about=about_filing(filing.pk),
    )
    task_open(by=None, new=new, at=at)
