"""Asking why somebody's file was opened, and the office's answer."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.events import access_explained, access_questioned
from gongyue.apps.registry.legal_days import answer_due
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can, require_person_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.delegations import speaker_for
from gongyue.apps.registry.stream import Entry, append_one

WORDS_LIMIT = 1_000


@transaction.atomic
def question_access(
    *, by: User, event_id: int, words: str, at: datetime, on_behalf_of: User | None = None
) -> Event:
    """Ask the office that opened the file, or was refused it, for its reasons.

    Raises NotFound (not one's own), Refused (no words, asked already, no office behind it).
    """
    words = _words(words, "请写您想问什么。")
    speaker = speaker_for(by=by, on_behalf_of=on_behalf_of, act=Act.QUESTION_ACCESS, at=at)
    opening = _opening_of(speaker, event_id)
    if opening.acting_as_id is None:
        raise Refused("这次查阅不是单位做的。是您委托的人，可以直接撤销委托。")
    if Event.objects.filter(about=opening, type="opening.questioned").exists():
        raise Refused("这次查阅已经问过，答复会出现在这里。")
    due = answer_due(localdate(at))
    told = {"words": words, "due_on": due.on.isoformat(), "citation": due.citation}
    question = append_one(
        Entry(
            type="opening.questioned",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=opening.person_id,
            organisation_id=opening.acting_as_id,
            about_id=opening.pk,
            on_behalf_of=on_behalf_of,
            payload=told,
        )
    )
    access_questioned.send(Event, question=question, due=due, at=at)
    return question


@transaction.atomic
def explain_opening(*, by: User, question_id: int, words: str, at: datetime) -> Event:
    """The office says why. Raises NotFound, NotAllowed, Refused (no words, said already)."""
    rows = Event.objects.filter(pk=question_id, type="opening.questioned")
    question = rows.select_related("organisation").first()
    if question is None or question.organisation is None:
        raise NotFound(NOT_FOR_YOU)
    office = require_can(by, Can.DO_TASKS, question.organisation.pk)
    words = _words(words, "请写明为什么查阅、依据是什么。")
    if Event.objects.filter(about=question, type="opening.explained").exists():
        raise Refused("已经答复过。")
    answer = append_one(
        Entry(
            type="opening.explained",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=question.person_id,
            organisation_id=office.pk,
            acting_as=office,
            about_id=question.pk,
            payload={"words": words},
        )
    )
    access_explained.send(Event, answer=answer, at=at)
    return answer


def _opening_of(speaker: User, event_id: int) -> Event:
    link = require_person_of(speaker)
    mine = ids_of_person(link.person_id)
    rows = Event.objects.filter(person__in=mine, type__startswith="access.")
    opening = rows.select_for_update(of=("self",)).filter(pk=event_id).first()
    if opening is None:
        raise NotFound(NOT_FOR_YOU)
    return opening


def _words(words: str, otherwise: str) -> str:
    words = words.strip()
    if not words:
        raise Refused(otherwise, "words")
    if len(words) > WORDS_LIMIT:
        raise Refused(f"最多写 {WORDS_LIMIT} 字，现在是 {len(words)} 字。", "words")
    return words
