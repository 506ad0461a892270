"""Issuing a paper: a number without gaps, a code to check it by, the PDF kept sealed."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pypdfium2
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.documents.keys import (
    facts_of,
    file_context,
    key_of,
    make_document_key,
    seal_facts,
)
from gongyue.apps.documents.models import Paper, PaperState, Series
from gongyue.apps.documents.models.papers import PAPER_MOVES
from gongyue.apps.documents.paper.letter import Check, Letter, print_letter
from gongyue.apps.documents.sealed_files import delete_parts, place_of, write_sealed
from gongyue.apps.registry.identifiers import is_sample, time_ordered_uuid
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can, speaks_for
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.stream import Entry, append_one

# Neither 0 and O, nor 1 and I and L, nor U: read aloud and typed without mistakes.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH, PREFIX_LENGTH = 8, 5
CHECK_PATH = "/check/"
REASON_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A paper about to be issued. `letter` without number and check: they are given here.

    Issued by an organisation, or (None) by the system for the person themself. `person_id`: whom
    it is about; they can always see it. `recipient`: whom it is for, in words.
    """

    kind: str
    letter: Letter
    organisation_id: UUID | None = None
    person_id: UUID | None = None
    recipient: str = ""
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """`missing`: characters that no font could draw; whoever issues is told."""

    paper: Paper
    missing: tuple[str, ...]


def document_issue(*, by: User, draft: Draft, site: str, at: datetime) -> Issued:
    """Issue a paper. `site`: where the check page is, such as https://gongyue.example.org.

    Another app's service that calls this has checked that `by` may speak so for the organisation;
    here they must at least answer for it. Raises NotFound, NotAllowed, Refused (over-long).
    """
    _require_can_issue(by, draft)
    return _issue(by=by, draft=draft, site=site, at=at)


@transaction.atomic
def document_reissue(*, by: User, paper_id: UUID, draft: Draft, site: str, at: datetime) -> Issued:
    """Issue a paper in place of one that is valid; the old one says so from now on."""
    old = _valid(by, paper_id)
    issued = _issue(by=by, draft=draft, site=site, at=at)
    _end(old, PaperState.REPLACED, by, at, replaced_by=issued.paper)
    _record("paper.replaced", old, by, at, by_number=issued.paper.number)
    return issued


@transaction.atomic
def document_void(*, by: User, paper_id: UUID, reason: str, at: datetime) -> Paper:
    """Say that a paper is valid no more, and why. Raises NotFound, NotAllowed, Refused."""
    reason = reason.strip()
    if not reason:
        raise Refused("请写明作废的原因。", "reason")
    if len(reason) > REASON_LIMIT:
        raise Refused(f"原因最多 {REASON_LIMIT} 字。", "reason")
    paper = _valid(by, paper_id)
    facts = {**facts_of(paper), "reason": reason}
    paper.facts_sealed = seal_facts(facts, key_of(paper), paper.pk)
    _end(paper, PaperState.VOIDED, by, at)
    _record("paper.voided", paper, by, at, reason=reason)
    return paper


def salted(salt: str, sha256: str) -> str:
    """What is kept of a PDF's own digest."""
    return hashlib.sha256(f"{salt}:{sha256}".encode()).hexdigest()


def code_hash(number: str, code: str) -> str:
    """How a code is kept: it opens its own number only."""
    return keyed_hash("documents.code", f"{number}:{code}")


def spaced(code: str) -> str:
    """ABCD2345 → ABCD-2345."""
    return f"{code[:4]}-{code[4:]}"


@transaction.atomic
def _issue(*, by: User, draft: Draft, site: str, at: datetime) -> Issued:
    on = draft.letter.on or localdate(at)
    paper = Paper(
        id=time_ordered_uuid(),
        number=_next_number(draft, on),
        kind=draft.kind,
        organisation_id=draft.organisation_id,
        person_id=draft.person_id,
        about=draft.about,
        issued_on=on,
        issued_at=at,
        issued_by=by,
    )
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    sample = is_sample(draft.organisation_id) or is_sample(draft.person_id)
    letter = replace(draft.letter, sample=sample)
    printed = print_letter(_complete(letter, paper.number, code, site, on))
    try:
        _keep(paper, draft, code, printed.pdf)
        _record("paper.issued", paper, by, at)
    except BaseException:
        delete_parts(paper.pk)
        raise
    return Issued(paper=paper, missing=printed.missing)


def _complete(letter: Letter, number: str, code: str, site: str, on: date) -> Letter:
    page = f"{site.rstrip('/')}{CHECK_PATH}"
    check = Check(
        url=f"{page}?{urlencode({'n': number, 'c': code})}",
        page=page.removeprefix("https://").removeprefix("http://"),
        code=spaced(code),
    )
    return replace(letter, number=number, check=check, on=on)


def _keep(paper: Paper, draft: Draft, code: str, pdf: bytes) -> None:
    try:
        key, paper.key_wrapped = make_document_key(paper.pk, paper.person_id)
    except Erased:
        raise NotFound(NOT_FOR_YOU) from None
    context = file_context(paper.pk, "original")
    _, sha256 = write_sealed(place_of(paper.pk), [pdf], key, context)
    salt = secrets.token_hex(16)
    facts = {
        "title": draft.letter.title,
        "recipient": draft.recipient,
        "code": code,
        "salt": salt,
        "sha256": sha256,
        "pages": _pages(pdf),
    }
    paper.facts_sealed = seal_facts(facts, key, paper.pk)
    paper.code_hash = code_hash(paper.number, code)
    paper.digest = salted(salt, sha256)
    paper.save(force_insert=True)


def _pages(pdf: bytes) -> int:
    """Of a PDF of our own making."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return len(opened)
    finally:
        opened.close()


def _next_number(draft: Draft, on: date) -> str:
    """The issuer's next number of the year. Its row is locked until the paper is written, and a
    paper that is not written gives its number back: no gaps."""
    issuer = str(draft.organisation_id) if draft.organisation_id else "self"
    lock_word("documents.series", issuer)
    rows = Series.objects.select_for_update()
    series = rows.filter(issuer=issuer, year=on.year).first() or _new_series(issuer, on.year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{series.code}-{series.year}-{series.last:05d}"


def _new_series(issuer: str, year: int) -> Series:
    """An issuer keeps its prefix over the years; two issuers never share one."""
    known = Series.objects.filter(issuer=issuer).first()
    for attempt in range(50):
        code = known.code if known else _prefix(issuer, attempt)
        if known is None and Series.objects.filter(code=code).exists():
            continue
        try:
            with transaction.atomic():
                return Series.objects.create(issuer=issuer, code=code, year=year)
        except IntegrityError:  # another issuer took the prefix this moment
            continue
    raise RuntimeError("no prefix left")


def _prefix(issuer: str, attempt: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{issuer}:{attempt}".encode()).digest())
    letters = []
    for _ in range(PREFIX_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def _require_can_issue(by: User, draft: Draft) -> None:
    if draft.organisation_id is None:
        if not speaks_for(by, draft.person_id):
            raise NotFound(NOT_FOR_YOU)
        return
    _require_can_answer(by, draft.organisation_id)


def _require_can_answer(by: User, organisation_id: UUID) -> None:
    firm = require_can(by, Can.DO_TASKS, organisation_id)
    if firm.kind in EMPLOYERS:
        require_can(by, Can.ANSWER_FOR_FIRM, organisation_id)


def _valid(by: User, paper_id: UUID) -> Paper:
    """The paper, locked, if `by` answers for its issuer and it is valid still."""
    rows = Paper.objects.select_for_update(of=("self",)).select_related("person__key")
    paper = rows.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(NOT_FOR_YOU)
    if paper.organisation_id is None:
        if not speaks_for(by, paper.person_id):
            raise NotFound(NOT_FOR_YOU)
    else:
        _require_can_answer(by, paper.organisation_id)
    if paper.state != PaperState.VALID:
        raise Refused(f"这份文书{PaperState(paper.state).label}，不能再改。")
    return paper


def _end(paper: Paper, then: str, by: User, at: datetime, **more: Any) -> None:
    if then not in PAPER_MOVES[paper.state]:
        raise Refused(f"这份文书{PaperState(paper.state).label}，不能再改。")
    paper.state, paper.ended_at, paper.ended_by = then, at, by
    for name, value in more.items():
        setattr(paper, name, value)
    paper.save(update_fields=["state", "ended_at", "ended_by", "facts_sealed", *more])


def _record(
    type_: str, paper: Paper, by: User, at: datetime, reason: str = "", by_number: str = ""
) -> None:
    payload = {
        "paper": str(paper.pk),
        "number": paper.number,
        "kind": paper.kind,
        "reason": reason,
        "by": by_number,
    }
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=paper.person_id,
            organisation_id=paper.organisation_id,
            payload={key: value for key, value in payload.items() if value},
        )
    )
