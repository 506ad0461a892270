"""What can be done with check-ups: run one, make a finding a task, settle a finding."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import new_key, system_seal
from gongyue.apps.checkup.events import checkup_finished
from gongyue.apps.checkup.models import MOVES, Checkup, CheckupState, Settlement
from gongyue.apps.checkup.permissions import (
    require_can_check_up,
    require_can_read,
    require_can_settle,
)
from gongyue.apps.checkup.run import CannotCheckUp, check_workbook, run
from gongyue.apps.checkup.run import Checkup as Ran
from gongyue.apps.checkup.sealing import details_of, key_context
from gongyue.apps.checkup.writing import people_by_number, write_result
from gongyue.apps.registry.files import FileGone, delete_file, read_file, store_file
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.papers import is_read_behind
from gongyue.apps.registry.roles import ROLES_OF_KIND, Role
from gongyue.apps.registry.selectors.workbooks import workbook_of_records
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.engines.workbook import Workbook
from gongyue.law.rulebook import Refusal, default_book

log = logging.getLogger("gongyue.checkup")
OWNER = "checkups"
FILE_GONE = "上传的文件已被删除，请重新上传。"
OWN_DAY = "这是本单位自己定的日子，过了会标为逾期。"
STUCK = timedelta(minutes=10)


def checkup_upload(  # noqa: PLR0913 - the fields of one form
    *,
    by: User,
    organisation_id: UUID,
    content: bytes,
    name: str,
    on: date,
    at: datetime,
    place: str = "",
    overrides: Mapping[str, Mapping[str, str]] | None = None,
    include_hidden: bool = False,
) -> Checkup:
    """Check up an uploaded workbook without importing it; a large one in the background.

    `place` defaults to the firm's; hidden sheets and rows count only with `include_hidden`.
    Raises NotFound, NotAllowed, Refused.
    """
    organisation = require_can_check_up(by, organisation_id)
    if len(content) > settings.UPLOAD_LIMIT:
        raise Refused(f"文件超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB。", "file")
    checkup = new_checkup(organisation, by, on, at, source=Checkup.Source.FILE, place=place)
    checkup.file_name = name[-200:]
    checkup.overrides = {sheet: dict(columns) for sheet, columns in (overrides or {}).items()}
    checkup.include_hidden = include_hidden
    behind = len(content) > settings.CHECKUP_AT_ONCE or is_read_behind(content)
    if behind:
        checkup.file_key_wrapped = store_file(OWNER, checkup.pk, content)
        return _queue(checkup)
    done = _judge_file(checkup, content, at)
    done.file_key_wrapped = store_file(OWNER, done.pk, content)  # to give it back marked
    done.save(update_fields=["file_key_wrapped"])
    return done


def checkup_organisation(
    *, by: User, organisation_id: UUID, on: date, at: datetime, place: str = ""
) -> Checkup:
    """Check up the firm's own records: the same law, the same findings as on its workbook.

    What concerns a worker becomes an event the worker can see and answer.
    """
    organisation = require_can_check_up(by, organisation_id)
    checkup = new_checkup(organisation, by, on, at, source=Checkup.Source.RECORDS, place=place)
    ran = judged(checkup, lambda: ran_on(checkup, workbook_of_records(by, organisation_id)))
    return finish(checkup, ran, {}, at)


def run_queued(*, checkup_id: UUID, at: datetime) -> Checkup:
    """Carry out a large upload. Safe to run twice."""
    checkup = Checkup.objects.select_related("organisation", "by").get(pk=checkup_id)
    if checkup.state in {CheckupState.DONE, CheckupState.FAILED}:
        return checkup
    _move(checkup, CheckupState.RUNNING)
    try:
        return _judge_file(checkup, read_file(OWNER, checkup.pk, checkup.file_key_wrapped), at)
    except (Refused, FileGone) as reason:
        words = getattr(reason, "message_zh", FILE_GONE)
        _move(checkup, CheckupState.FAILED, failure=words[:300])
    except Exception as error:
        _move(checkup, CheckupState.FAILED, failure=f"系统错误（{type(error).__name__}）。")
        log.exception("check-up failed", extra={"task": str(checkup.pk)})
        raise
    finally:
        if checkup.state != CheckupState.DONE:
            _forget_file(checkup)
    return checkup


def checkup_restart(*, by: User, checkup_id: UUID, at: datetime) -> Checkup:
    """Queue again a check-up whose process was killed; ten minutes after it was ordered."""
    checkup = require_can_read(by, checkup_id)
    if checkup.state not in {CheckupState.QUEUED, CheckupState.RUNNING}:
        raise Refused("这次体检已经结束。")
    if at - checkup.ordered_at < STUCK:
        raise Refused("体检仍在进行，请稍等。")
    if not checkup.file_key_wrapped:
        _move(checkup, CheckupState.FAILED, failure=FILE_GONE)
        return checkup
    from gongyue.apps.checkup.tasks import run_checkup_later

    run_checkup_later.enqueue(str(checkup.pk))
    checkup.refresh_from_db()
    return checkup


def delete_expired_uploads(*, on: date) -> int:
    """Delete files whose time is over; a check-up still waiting for its file has failed."""
    since = on - timedelta(days=settings.UPLOAD_DAYS)
    late = Checkup.objects.filter(file_key_wrapped__isnull=False, ordered_at__date__lte=since)
    for checkup in late:
        _forget_file(checkup)
        if checkup.state in {CheckupState.QUEUED, CheckupState.RUNNING}:
            _move(checkup, CheckupState.FAILED, failure=FILE_GONE)
    return len(late)


@transaction.atomic
def finding_to_task(
    *,
    by: User,
    finding_id: UUID,
    role: str = Role.HR,
    at: datetime,
    due_on: date | None = None,
    assignee: int | None = None,
) -> Task:
    """Make a finding a task of the firm. One is open for a person and code at a time.

    `due_on`: the firm's own day, not before today; else the day the finding gets worse.
    `assignee`: a membership of the firm. Raises NotFound, NotAllowed, Refused.
    """
    finding = require_can_settle(by, finding_id)
    if due_on is not None and due_on < localdate(at):
        raise Refused("期限不能早于今天。", "due_on")
    if role not in ROLES_OF_KIND[finding.checkup.organisation.kind]:
        raise Refused("请选本单位的角色。", "role")
    details = details_of(finding)
    citations = details.get("citations") or [""]
    worse = finding.worsens_on
    own = due_on is not None and due_on != worse
    new = NewTask(
        kind="checkup.finding",
        title=details["title"],
        organisation_id=finding.checkup.organisation_id,
        role=role,
        assignee_id=assignee,
        concerns_id=finding.person_id,
        due_on=due_on or worse,
        law_due_on=worse if own else None,
        citation="" if own and worse is None else citations[0],
        if_nobody=f"{worse} 起情形加重或金额增加。" if worse else OWN_DAY if own else "",
        about=about_of(finding.code, finding.person_id or finding.pk),
    )
    return task_open(by=by, new=new, at=at, may_hand_over=True)


@transaction.atomic
def finding_settle(
    *, by: User, finding_id: UUID, settlement: str, words: str, at: datetime
) -> None:
    """Say what came of a finding; the words are kept in the stream and shown to the worker."""
    finding = require_can_settle(by, finding_id)
    if settlement not in Settlement.values:
        raise Refused("请选择处理结果。", "settlement")
    if settlement != Settlement.FIXED and not words.strip():
        raise Refused("请写明理由。", "words")
    finding.settlement, finding.settled_at, finding.settled_by = settlement, at, by
    finding.save(update_fields=["settlement", "settled_at", "settled_by"])
    append_one(
        Entry(
            type="checkup.settled",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=finding.person_id,
            organisation_id=finding.checkup.organisation_id,
            about_id=finding.event_id,
            payload={
                "code": finding.code,
                "settlement": settlement,
                "words": words.strip()[:1_000],
            },
        )
    )


def about_of(code: str, concerned: UUID) -> str:
    """The content key of a task about a finding: the same through all later check-ups."""
    return f"checkup:{code}:{concerned}"


def new_checkup(
    organisation: Organisation, by: User, on: date, at: datetime, *, source: str, place: str
) -> Checkup:
    """A check-up not yet written, with a key of its own. `place` defaults to the firm's."""
    checkup = Checkup(
        organisation=organisation,
        by=by,
        source=source,
        state=CheckupState.RUNNING,
        place=place or organisation.place,
        on=on,
        ordered_at=at,
    )
    checkup.key_wrapped = system_seal(new_key(), key_context(checkup.pk))
    return checkup


def _queue(checkup: Checkup) -> Checkup:
    from gongyue.apps.checkup.tasks import run_checkup_later

    checkup.state = CheckupState.QUEUED
    with transaction.atomic():
        checkup.save(force_insert=True)
        run_checkup_later.enqueue(str(checkup.pk))
    checkup.refresh_from_db()
    return checkup


def _forget_file(checkup: Checkup) -> None:
    delete_file(OWNER, checkup.pk)
    Checkup.objects.filter(pk=checkup.pk).update(file_key_wrapped=None)


def _judge_file(checkup: Checkup, content: bytes, at: datetime) -> Checkup:
    ran = judged(
        checkup,
        lambda: run(
            content,
            name=checkup.file_name,
            place=checkup.place,
            on=checkup.on,
            include_hidden=checkup.include_hidden,
            overrides=checkup.overrides or None,
        ),
    )
    return finish(checkup, ran, people_by_number(checkup.organisation_id, ran), at)


def judged(checkup: Checkup, judge: Any) -> Ran:
    """Judge, or raise Refused with the reason why nothing was."""
    try:
        return judge()
    except (CannotCheckUp, Refusal) as reason:
        raise Refused(reason.message_zh) from None


def ran_on(checkup: Checkup, workbook: Workbook) -> Ran:
    """What the law says about a workbook that has been read already."""
    book = default_book()
    number = hashlib.sha256(f"{checkup.pk}".encode()).hexdigest()[:8].upper()
    return Ran(
        name=checkup.file_name or checkup.organisation.name,
        number=f"TJ-{checkup.on:%Y%m%d}-{checkup.place}-{number}",
        place=checkup.place,
        place_name=book.place_name(checkup.place),
        on=checkup.on,
        sheets=workbook.sheets,
        problems=workbook.problems,
        result=check_workbook(workbook, place=checkup.place, on=checkup.on, book=book),
    )


@transaction.atomic
def finish(checkup: Checkup, ran: Ran, people: dict[str, UUID], at: datetime) -> Checkup:
    """The whole result or nothing."""
    checkup.state, checkup.finished_at = CheckupState.DONE, at
    write_result(checkup, ran.to_json(), people, at)
    append_one(
        Entry(
            type="checkup.completed",
            by=checkup.by,
            at=at,
            occurred_on=checkup.on,
            organisation_id=checkup.organisation_id,
            payload={
                "checkup": str(checkup.pk),
                "on": checkup.on.isoformat(),
                "findings": len(ran.result.findings),
            },
        )
    )
    checkup_finished.send(Checkup, checkup=checkup)
    return checkup


def _move(checkup: Checkup, then: str, **fields: Any) -> None:
    lawful = [state for state, after in MOVES.items() if then in after]
    rows = Checkup.objects.filter(pk=checkup.pk, state__in=lawful)
    if not rows.update(state=then, **fields):
        raise Refused("这次体检的状态已变，请刷新页面。")
    checkup.state = then
