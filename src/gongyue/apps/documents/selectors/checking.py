"""What anybody may learn who holds a paper's number and code. No personal data in it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from gongyue.apps.accounts.vault import same
from gongyue.apps.documents.keys import facts_of
from gongyue.apps.documents.models import Paper, PaperKind, PaperState
from gongyue.apps.documents.selectors.papers import BY_SYSTEM
from gongyue.apps.documents.services.issuing import code_hash, salted
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import Erased

SAME, DIFFERS, UNKNOWN = "same", "differs", "unknown"
SHA256 = re.compile(r"[0-9a-f]{64}")
NOBODY = "0" * 32  # compared where there is no such number, so that both answers take as long


@dataclass(frozen=True, kw_only=True)
class CheckAnswer:
    """Who issued it, when, what it is, whether it stands. `replaced_by`: the number that does.

    `comparison`: same, differs or unknown (no file given, or its person has been erased).
    `sha256`: of the PDF as issued, for whoever would rather compare by themself.
    """

    number: str
    issuer: str
    issued_on: date
    kind_label: str
    state: str
    state_label: str
    ended_on: date | None
    replaced_by: str
    comparison: str = UNKNOWN
    sha256: str = ""
    is_sample: bool = False


def check_paper(*, number: str, code: str, sha256: str = "") -> CheckAnswer | None:
    """The answer, or None for a number and code that do not belong together: it is the same, and
    takes the same work, whether the number or the code is wrong."""
    number, code = normal(number), normal(code).replace("-", "")
    rows = Paper.objects.select_related("organisation", "replaced_by", "person__key")
    paper = rows.filter(number=number[:24]).first()
    fits = same(paper.code_hash if paper else NOBODY, code_hash(number[:24], code[:20]))
    if paper is None or not fits:
        return None
    facts = _facts(paper)
    return CheckAnswer(
        number=paper.number,
        issuer=paper.organisation.name if paper.organisation else BY_SYSTEM,
        issued_on=paper.issued_on,
        kind_label=str(PaperKind(paper.kind).label),
        state=paper.state,
        state_label=str(PaperState(paper.state).label),
        ended_on=localdate(paper.ended_at) if paper.ended_at else None,
        replaced_by=paper.replaced_by.number if paper.replaced_by else "",
        comparison=_compared(paper, facts, sha256.strip().lower()),
        sha256=facts.get("sha256", ""),
        is_sample=is_sample(paper.organisation_id) or is_sample(paper.person_id),
    )


def normal(text: str) -> str:
    """As people type it: any case, any width, with or without spaces and other dashes."""
    wide = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
    plain = text.translate(wide).translate(dict.fromkeys(map(ord, "‐‑‒–—―－"), "-"))
    return "".join(plain.split()).upper()


def _facts(paper: Paper) -> dict[str, Any]:
    try:
        return facts_of(paper)
    except Erased:
        return {}


def _compared(paper: Paper, facts: dict[str, Any], sha256: str) -> str:
    if not facts or not SHA256.fullmatch(sha256):
        return UNKNOWN
    return SAME if same(salted(facts["salt"], sha256), paper.digest) else DIFFERS
