"""What people ask about their own data becomes a task of whoever must answer, and escalates."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from gongyue.apps.registry.correcting import OPEN, CorrectionState
from gongyue.apps.registry.events import (
    access_explained,
    access_questioned,
    consent_answered,
    consent_requested,
    correction_moved,
)
from gongyue.apps.registry.legal_days import Due, answer_due
from gongyue.apps.registry.models import Consent, Correction, Event
from gongyue.apps.registry.selectors.organisations import office_responsible_for
from gongyue.apps.registry.services.consents import request_ends_on
from gongyue.apps.tasks.events import task_overdue
from gongyue.apps.tasks.kinds import INSIDE, TaskKind, declare_kinds
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services import NewTask, task_open, tasks_settle

QUESTION = "registry.question:"
CONSENT = "registry.consent:"
CORRECTION = "registry.correction:"
ANSWERED = "已经答复本人。"

# Who is over a silent office hears of it by tell_the_regulator, as soon as the day has passed.
declare_kinds(
    TaskKind(
        name="rights.explain",
        label="说明查阅理由",
        escalation=INSIDE,
        page="question",
        by_hand=False,
    ),
    TaskKind(name="rights.urge", label="督促答复"),
    TaskKind(
        name="rights.correct",
        label="答复更正申请",
        escalation=INSIDE,
        page="correction",
        by_hand=False,
    ),
    TaskKind(name="rights.decide", label="核查更正申请", page="correction", by_hand=False),
    TaskKind(name="rights.consent", label="答复查阅请求", page="consent", by_hand=False),
)


@receiver(access_questioned)
def ask_for_reasons(sender: Any, question: Event, due: Due, at: datetime, **_: Any) -> None:
    """The office that opened the file has until the day to say why."""
    new = NewTask(
        kind="rights.explain",
        title="说明一次查阅的理由",
        organisation_id=question.organisation_id,
        concerns_id=question.person_id,
        due_on=due.on,
        citation=due.citation,
        if_nobody="本人会看到没有答复，这件事转给当地监管部门。",
        about=f"{QUESTION}{question.pk}",
    )
    task_open(by=None, new=new, at=at)


@receiver(access_explained)
def reasons_given(sender: Any, answer: Event, at: datetime, **_: Any) -> None:
    """Nobody has to do it any more, the regulator included."""
    tasks_settle(about=f"{QUESTION}{answer.about_id}", result=ANSWERED, at=at)


@receiver(task_overdue)
def tell_the_regulator(sender: Any, task: Task, at: datetime, **_: Any) -> None:
    """A silent organisation: the office responsible for its place takes the matter up."""
    if not task.about.startswith(QUESTION) or task.organisation is None:
        return
    office = office_responsible_for(task.organisation)
    if office is None:
        return
    due = answer_due(at.date())
    new = NewTask(
        kind="rights.urge",
        title=f"督促答复：{task.organisation.name}没有说明查阅的理由"[:120],
        organisation_id=office,
        due_on=due.on,
        citation=due.citation,
        if_nobody="本人可以向法院起诉。",
        about=task.about,
    )
    task_open(by=None, new=new, at=at)


@receiver(consent_requested)
def ask_the_person(sender: Any, consent: Consent, at: datetime, **_: Any) -> None:
    """The person answers, or the request lapses: silence is never consent."""
    new = NewTask(
        kind="rights.consent",
        title="有单位请您同意查看您的记录",
        person_id=consent.person_id,
        due_on=request_ends_on(consent),
        if_nobody="请求失效，对方看不到。",
        about=f"{CONSENT}{consent.pk}",
    )
    task_open(by=None, new=new, at=at)


@receiver(consent_answered)
def answered_by_the_person(sender: Any, consent: Consent, at: datetime, **_: Any) -> None:
    """Nobody has to answer it any more."""
    tasks_settle(about=f"{CONSENT}{consent.pk}", result=consent.get_state_display(), at=at)


@receiver(correction_moved)
def who_acts_on_a_correction(sender: Any, correction: Correction, at: datetime, **_: Any) -> None:
    """Whoever is to act next has the task; whoever had it before is done."""
    about = f"{CORRECTION}{correction.pk}"
    tasks_settle(about=about, result=correction.get_state_display(), at=at)
    if correction.state not in OPEN:
        return
    escalated = correction.state == CorrectionState.ESCALATED
    new = NewTask(
        kind="rights.decide" if escalated else "rights.correct",
        title="核查一个更正申请" if escalated else "答复一个更正申请",
        organisation_id=correction.office_id if escalated else correction.organisation_id,
        concerns_id=correction.person_id,
        due_on=correction.due_on,
        citation=correction.citation,
        if_nobody="报上一级部门；本人可以向法院起诉。" if escalated else "转给当地监管部门核查。",
        about=about,
    )
    task_open(by=None, new=new, at=at)
