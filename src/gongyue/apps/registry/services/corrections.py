"""Correction: asked by the person, answered by whoever declared it; never erases anything."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import seal, unseal
from gongyue.apps.registry.correcting import (
    FIXED,
    MOVES,
    OPEN,
    CorrectionState,
    NotAValue,
    value_of,
)
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.events import correction_moved
from gongyue.apps.registry.hands import Hand
from gongyue.apps.registry.keys import unwrapped
from gongyue.apps.registry.legal_days import answer_due
from gongyue.apps.registry.models import Correction, Event, Organisation
from gongyue.apps.registry.offices import office_over
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can, require_person_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.delegations import speaker_for
from gongyue.apps.registry.services.restating import restate
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.engines.workbook.fields import FIELDS

WORDS_LIMIT = 1_000


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong: a field of engines.workbook.FIELDS (or none), what is right, and words."""

    field: str = ""
    right: str = ""
    words: str = ""


def own_hand(*, by: User, on_behalf_of: User | None, at: datetime) -> Hand:
    """One's own hand, or a delegate's who may ask for corrections; raises NotFound, Refused."""
    speaker = speaker_for(by=by, on_behalf_of=on_behalf_of, act=Act.REQUEST_CORRECTION, at=at)
    person_id = require_person_of(speaker).person_id
    return Hand(by=by, person_id=person_id, on_behalf_of=on_behalf_of)


@transaction.atomic
def request_correction(*, hand: Hand, event_id: int, wrong: Wrong, at: datetime) -> Correction:
    """Say that a record is wrong. Raises NotFound (not about the person), Refused."""
    record = _record(hand.person_id, event_id)
    _require_sense(record, wrong)
    due = answer_due(localdate(at))
    row = Correction(
        person_id=hand.person_id,
        record=record,
        organisation_id=record.organisation_id,
        field=wrong.field,
        state=CorrectionState.ASKED,
        asked_at=at,
        due_on=due.on,
        citation=due.citation,
    )
    row.person = record.person
    _say(row, right=wrong.right.strip(), words=wrong.words.strip())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("这条记录已经在申请更正，请等答复。") from None
    _write(row, "correction.asked", at, hand.columns(), words=wrong.words.strip())
    return row


@transaction.atomic
def withdraw_correction(*, hand: Hand, correction_id: UUID, at: datetime) -> Correction:
    """The person no longer asks."""
    row = _of_person(hand, correction_id)
    _move(row, CorrectionState.WITHDRAWN, due_on=None)
    return _write(row, "correction.withdrawn", at, hand.columns())


@transaction.atomic
def object_to_refusal(*, hand: Hand, correction_id: UUID, words: str, at: datetime) -> Correction:
    """The person does not accept the refusal: the regulator looks at it."""
    row = _of_person(hand, correction_id)
    if row.state != CorrectionState.REFUSED:
        raise Refused("单位答复不予更正之后，才能请监管部门核查。")
    _say(row, objection=_words(words, "请写明为什么单位的说法不对。"))
    return _escalate(row, at, hand.columns(), words)


@transaction.atomic
def correct_record(
    *, by: User, correction_id: UUID, right: str, words: str, at: datetime, field: str = ""
) -> Correction:
    """The organisation agrees: a new record takes the place of the wrong one, which stays.

    `right` is the value of the field asked about, or of `field` where the request named none.
    Raises NotFound, NotAllowed, Refused.
    """
    row = _of_declarer(by, correction_id)
    office = require_can(by, Can.ANSWER_FOR_FIRM, row.organisation_id)
    changed = row.field or field
    if changed not in FIELDS or changed in FIXED:
        raise Refused("请选改的是哪一项。", "field")
    if len(words) > WORDS_LIMIT:
        raise Refused(f"最多写 {WORDS_LIMIT} 字，现在是 {len(words)} 字。", "words")
    record = Event.objects.select_related("person__key").get(pk=row.record_id)
    became = restate(record, {changed: _value(changed, right)}, by=by, acting_as=office, at=at)
    _say(row, answer=words.strip())
    _move(row, CorrectionState.CORRECTED, due_on=None, became=became, **_answered(by, at))
    return _write(row, "correction.corrected", at, _office_hand(row, by, office), words=words)


@transaction.atomic
def refuse_correction(*, by: User, correction_id: UUID, words: str, at: datetime) -> Correction:
    """The organisation says why the record is right."""
    row = _of_declarer(by, correction_id)
    office = require_can(by, Can.ANSWER_FOR_FIRM, row.organisation_id)
    words = _words(words, "不予更正必须写明理由。")
    if row.state == CorrectionState.DIRECTED:
        raise Refused("监管部门已要求更正。认为不对的，请直接向监管部门说明。")
    _say(row, answer=words)
    _move(row, CorrectionState.REFUSED, due_on=None, **_answered(by, at))
    return _write(row, "correction.refused", at, _office_hand(row, by, office), words=words)


@transaction.atomic
def decide_correction(
    *, by: User, correction_id: UUID, direct: bool, words: str, at: datetime
) -> Correction:
    """The regulator directs the organisation to correct, or upholds the record; with its reasons.

    Raises NotFound, NotAllowed, Refused.
    """
    row = _locked(correction_id)
    if row.office is None:
        raise NotFound(NOT_FOR_YOU)
    office = require_can(by, Can.DO_TASKS, row.office_id)
    words = _words(words, "请写明核查的情况和理由。")
    _say(row, decision=words)
    hand = _office_hand(row, by, office)
    if not direct:
        _move(row, CorrectionState.UPHELD, due_on=None)
        return _write(row, "correction.upheld", at, hand, words=words)
    due = answer_due(localdate(at))
    _move(row, CorrectionState.DIRECTED, due_on=due.on, citation=due.citation)
    return _write(row, "correction.directed", at, hand, words=words)


def escalate_silent(*, at: datetime) -> int:
    """Requests whose organisation let the day pass go to the regulator; how many. Safe twice."""
    silent = (CorrectionState.ASKED, CorrectionState.DIRECTED)
    late = Correction.objects.filter(state__in=silent, due_on__lt=localdate(at))
    return sum(_escalate_one(pk, at) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _escalate_one(pk: UUID, at: datetime) -> bool:
    row = _locked(pk)
    if row.state not in {CorrectionState.ASKED, CorrectionState.DIRECTED}:
        return False
    hand = {"by": None, "person_id": row.person_id, "source": Event.Source.SYSTEM}
    _escalate(row, at, hand, "单位没有在期限内答复。")
    return True


def _escalate(row: Correction, at: datetime, hand: dict[str, Any], words: str) -> Correction:
    due = answer_due(localdate(at))
    office = row.office or office_over(row.organisation)
    _move(row, CorrectionState.ESCALATED, due_on=due.on, citation=due.citation, office=office)
    return _write(row, "correction.escalated", at, hand, words=words.strip())


def said_of(row: Correction) -> dict[str, str]:
    """What was said on both sides; raises Erased. Load with select_related("person__key")."""
    plain = unseal(row.said_sealed, unwrapped(row.person.key), _context(row))
    return json.loads(plain)


def _say(row: Correction, **said: str) -> None:
    key = unwrapped(row.person.key)
    before = said_of(row) if row.said_sealed else {}
    text = json.dumps({**before, **said}, ensure_ascii=False)
    row.said_sealed = seal(text.encode(), key, _context(row))


def _context(row: Correction) -> str:
    return f"registry.correction:{row.pk}"


def _record(person_id: UUID, event_id: int) -> Event:
    rows = Event.objects.select_related("person__key", "organisation")
    record = rows.filter(pk=event_id, person__in=ids_of_person(person_id)).first()
    kind = EVENT_TYPES.get(record.type) if record else None
    if record is None or kind is None or record.type not in RECORD_OF_ROLE.values():
        raise NotFound(NOT_FOR_YOU)
    if Event.objects.filter(reverses=record).exists():
        raise Refused("单位已经撤回这条记录，不用更正。")
    if Correction.objects.filter(record=record, state=CorrectionState.CORRECTED).exists():
        raise Refused("这条记录已经更正过，请看更正后的那一条。")
    return record


def _require_sense(record: Event, wrong: Wrong) -> None:
    if wrong.field and (wrong.field not in FIELDS or wrong.field in FIXED):
        raise Refused("这一项不能在这里更正。证件号码有错，请到服务窗口办理。", "field")
    if wrong.field:
        _value(wrong.field, wrong.right)
    elif not wrong.words.strip():
        raise Refused("请写明哪里不对、应该是什么。", "words")
    if len(wrong.words) > WORDS_LIMIT:
        raise Refused(f"最多写 {WORDS_LIMIT} 字，现在是 {len(wrong.words)} 字。", "words")


def _value(field: str, text: str) -> Any:
    if not text.strip() or len(text) > 80:
        raise Refused("请填应该是什么，最多 80 字。", "right")
    try:
        return value_of(field, text)
    except NotAValue as error:
        raise Refused(error.message_zh, "right") from None


def _words(words: str, otherwise: str) -> str:
    words = words.strip()
    if not words:
        raise Refused(otherwise, "words")
    if len(words) > WORDS_LIMIT:
        raise Refused(f"最多写 {WORDS_LIMIT} 字，现在是 {len(words)} 字。", "words")
    return words


def _locked(pk: UUID) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",))
    row = rows.select_related("person__key", "organisation", "office").filter(pk=pk).first()
    if row is None or row.person.erased_at:
        raise NotFound(NOT_FOR_YOU)
    return row


def _of_person(hand: Hand, correction_id: UUID) -> Correction:
    row = _locked(correction_id)
    if row.person_id not in ids_of_person(hand.person_id):
        raise NotFound(NOT_FOR_YOU)
    return row


def _of_declarer(by: User, correction_id: UUID) -> Correction:
    row = _locked(correction_id)
    require_can(by, Can.ANSWER_FOR_FIRM, row.organisation_id)
    return row


def _answered(by: User, at: datetime) -> dict[str, Any]:
    return {"answered_by": by, "answered_at": at}


def _office_hand(row: Correction, by: User, office: Organisation) -> dict[str, Any]:
    return {"by": by, "person_id": row.person_id, "acting_as": office}


def _move(row: Correction, then: str, **fields: Any) -> None:
    if then not in MOVES[row.state]:
        raise Refused(f"现在是“{row.get_state_display()}”，不能再这样办。")
    row.state = then
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "said_sealed", *fields])


def _write(
    row: Correction, type_: str, at: datetime, hand: dict[str, Any], words: str = ""
) -> Correction:
    told = {"correction": str(row.pk), "words": words.strip()}
    if row.state in OPEN and row.due_on:
        told["due_on"] = row.due_on.isoformat()
    append_one(
        Entry(
            type=type_,
            at=at,
            occurred_on=localdate(at),
            organisation_id=row.organisation_id,
            about_id=row.record_id,
            payload={name: text for name, text in told.items() if text},
            **hand,
        )
    )
    correction_moved.send(Correction, correction=row, at=at)
    return row
