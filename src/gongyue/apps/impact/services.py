"""Reckoning what a change would do to the people of an office's place, before it is published."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.impact.models import ImpactRun, RunState
from gongyue.apps.impact.population import firms_of, questions_of_firms
from gongyue.apps.impact.publishing import published
from gongyue.apps.impact.selectors import impact_run_page
from gongyue.apps.registry.reach import firms_within, office_membership
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import append_act
from gongyue.law.impact import Asked, Comparison, Patch, Tally, impact_report, read_patch
from gongyue.law.impact.reading import ReadPatch
from gongyue.law.rulebook import default_book

log = logging.getLogger("gongyue.impact")
FILE = "改动.yaml"
AT_ONCE = 60  # firms that are reckoned while the browser waits
ALIVE = timedelta(minutes=5)  # a run that says nothing for so long was killed
EARLIEST, LATEST = date(2008, 1, 1), date(2100, 12, 31)


@dataclass(slots=True)
class Counted:
    """Questions counted by rule while they pass by, and whether anybody is asked about at all."""

    by_rule: Counter[str] = field(default_factory=Counter)
    people: int = 0
    _last: Any = None

    def passing(self, questions: Iterable[Asked]) -> Iterator[Asked]:
        for asked in questions:
            self.by_rule[asked.rule] += 1
            if (asked.subject, asked.firm) != self._last:
                self._last = (asked.subject, asked.firm)
                self.people += 1
            yield asked


def look_at(patch_text: str) -> ReadPatch:
    """What is wrong with a patch, and what it says."""
    return read_patch(patch_text.encode(), FILE, default_book())


def reckon(questions: Iterable[Asked], patch: Patch, *, everyone: bool = False) -> dict[str, Any]:
    """The report of a population, nothing folded: for whoever may see all of it."""
    comparison, counted = Comparison(default_book(), patch, everyone=everyone), Counted()
    tally = Tally(largest=0).take(comparison.moves(counted.passing(questions)))
    report = impact_report(comparison, tally)
    return {**report, "people": counted.people, "asked_by_rule": dict(counted.by_rule)}


@transaction.atomic
def impact_order(
    *, by: User, office_id: UUID, title: str, on: date, patch_text: str, at: datetime
) -> ImpactRun:
    """Reckon at once in a small place, in the background in a large one.

    Raises NotFound, Refused (mistakes in the patch, an impossible day).
    """
    membership = office_membership(by, office_id, Can.SEE_FIRMS)
    if not EARLIEST <= on <= LATEST:
        raise Refused("日期应在2008年以后。", "on")
    if wrong := look_at(patch_text).grave:
        raise Refused(f"{wrong[0].what}。{wrong[0].instead}。", "patch")
    run = ImpactRun.objects.create(
        office_id=office_id,
        by=by,
        title=title.strip()[:80] or "政策影响测算",
        on=on,
        patch_text=patch_text,
        state=RunState.QUEUED,
        firms=firms_of(firms_within(membership)).count(),
        ordered_at=at,
    )
    if run.firms <= AT_ONCE:
        return impact_run(run_id=run.pk, at=at)
    _queue(run)
    run.refresh_from_db()
    return run


def is_stopped(run: ImpactRun, at: datetime) -> bool:
    """Whether the process that reckoned it has ended, or none ever took it up."""
    if run.state not in {RunState.QUEUED, RunState.RUNNING}:
        return False
    return at - (run.seen_alive_at or run.ordered_at) >= ALIVE


@transaction.atomic
def impact_restart(*, by: User, office_id: UUID, run_id: UUID, at: datetime) -> ImpactRun:
    """Reckon again from the beginning what a killed process left. Raises NotFound, Refused (it is
    under way, or done)."""
    run = impact_run_page(by, office_id, run_id)
    if not is_stopped(run, at):
        raise Refused("仍在进行或已有结果，不用重新开始。")
    _write(run, state=RunState.QUEUED, progress=0, seen_alive_at=at)
    _queue(run)
    run.refresh_from_db()
    return run


def _queue(run: ImpactRun) -> None:
    from gongyue.apps.impact.tasks import run_impact_later

    run_impact_later.enqueue(str(run.pk))


def impact_run(*, run_id: UUID, at: datetime) -> ImpactRun:
    """Carry out what was ordered. Safe to run twice; the rights are asked for again."""
    run = ImpactRun.objects.select_related("by", "office").get(pk=run_id)
    if run.state in {RunState.DONE, RunState.FAILED}:
        return run
    _write(run, state=RunState.RUNNING, progress=0, seen_alive_at=now())
    try:
        membership = office_membership(run.by, run.office_id, Can.SEE_FIRMS)
        report = _reckoned(run, firms_within(membership))
    except NotFound:
        _write(run, state=RunState.FAILED, failure="测算的人已不在这个部门，或角色变了。")
        return run
    except Exception as error:
        _write(run, state=RunState.FAILED, failure=f"系统错误（{type(error).__name__}）。")
        log.exception("impact failed", extra={"task": str(run.pk)})
        raise
    return _finish(run, report, at)


def _reckoned(run: ImpactRun, within: Q) -> dict[str, Any]:
    found = look_at(run.patch_text)
    step = max(run.firms // 50, 1)
    seen = 0

    def after_a_firm() -> None:
        nonlocal seen
        seen += 1
        if seen % step == 0:
            _write(run, progress=seen, seen_alive_at=now())

    questions = questions_of_firms(within, on=run.on, seen=after_a_firm)
    report = reckon(questions, found.patch)
    return {**report, "notes": [mistake.what for mistake in found.mistakes]}


@transaction.atomic
def _finish(run: ImpactRun, report: dict[str, Any], at: datetime) -> ImpactRun:
    shown = published(report)
    _write(run, state=RunState.DONE, progress=run.firms, report=shown, finished_at=at)
    payload = {
        "run": str(run.pk),
        "on": run.on.isoformat(),
        "firms": run.firms,
        "asked": report["asked"],
    }
    append_act("impact.computed", run.office, payload, by=run.by, at=at)
    return run


def _write(run: ImpactRun, **fields: Any) -> None:
    ImpactRun.objects.filter(pk=run.pk).update(**fields)
    for name, value in fields.items():
        setattr(run, name, value)
