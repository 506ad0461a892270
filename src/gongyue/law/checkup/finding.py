"""What a check-up says: findings, what it could not judge, and totals."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from gongyue.kernel.jsonform import plain
from gongyue.kernel.money import to_fen
from gongyue.law.checkup.codes import CODES, Code
from gongyue.law.checkup.facts import Origin
from gongyue.law.checkup.labels import label
from gongyue.law.rulebook import Step
from gongyue.law.sources import cite_text

BREACH = "breach"
TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the law says about one person.

    `amount` is yuan: what the employer may at most owe or be fined to the day of the check-up;
    None where no money follows or it cannot be known. `worsens_on` is the next day on which the
    matter gets worse.
    """

    code: str
    person: str
    person_key: str
    origin: Origin
    severity: str
    status: str
    message: str
    amount: Decimal | None
    citations: tuple[str, ...]
    stale: tuple[str, ...]
    worsens_on: date | None
    working: tuple[Step, ...]
    doubts: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def about(self) -> Code:
        return CODES[self.code]

    @property
    def articles(self) -> tuple[str, ...]:
        """The citations as a Chinese reader writes them."""
        return tuple(cite_text(citation) for citation in self.citations)

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person,
            "person_key": self.person_key,
            "sheet": self.origin.sheet,
            "row": self.origin.row,
            "severity": self.severity,
            "status": self.status,
            "amount": money(self.amount),
            "citations": list(self.citations),
            "articles": list(self.articles),
            "stale": list(self.stale),
            "worsens_on": plain(self.worsens_on),
            "working": [line(step) for step in self.working],
            "fix": self.about.fix,
            "title": self.about.title,
            "message": self.message,
            "doubts": list(self.doubts),
            "assumptions": list(self.assumptions),
        }


class Undecided(NamedTuple):
    """A judgement that needs a column the source does not have, or a cell it cannot read."""

    code: str
    person: str
    person_key: str
    missing: str  # field name
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person,
            "person_key": self.person_key,
            "missing": label(self.missing),
            "field": self.missing,
            "reason": self.reason,
        }


class Failure(NamedTuple):
    """A judgement that broke off for a reason of ours; nothing was decided by it."""

    code: str
    person_key: str
    origin: Origin
    error: str  # what kind of error, without any personal data


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Severance if every employment ended on the day of the check-up: information, no debt."""

    amount: Decimal
    people: int
    not_covered: int
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    place: str
    on: date
    people: int
    employed: int
    left: int
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    exposure: Exposure
    failures: tuple[Failure, ...] = ()

    def totals(self) -> dict[str, Any]:
        """Counts and sums; severance exposure stands apart and is in no other sum."""
        counted = [finding for finding in self.findings if finding.severity != "info"]
        return {
            "people": {"all": self.people, "employed": self.employed, "left": self.left},
            "findings": len(self.findings),
            "people_concerned": len({finding.person_key for finding in self.findings}),
            "undecided": len(self.undecided),
            "by_severity": _count(self.findings, "severity"),
            "by_status": _count(self.findings, "status"),
            "by_code": {name: _sum(group) for name, group in _groups(self.findings).items()},
            "amount": money(_total(counted)),
            "amount_breach": money(_total([item for item in counted if item.status == BREACH])),
            "amount_to_check": money(_total([item for item in counted if item.status != BREACH])),
            "severance.exposure": {
                "amount": money(self.exposure.amount),
                "people": self.exposure.people,
                "not_covered": self.exposure.not_covered,
                "stale": list(self.exposure.stale),
                "status": TO_CHECK,
            },
        }


@dataclass(slots=True, kw_only=True)
class Draft:
    """A finding being written by a family; the desk fills in what the catalogue knows."""

    code: str
    message: str
    origin: Origin | None = None
    evidence: list[Origin] = field(default_factory=list)  # further rows the finding rests on
    amount: Decimal | None = None
    severity: str | None = None
    unlawful: bool | None = None  # overrides the catalogue: unlawful only in some cases
    worsens_on: date | None = None
    governed_on: date | None = None  # the latest day judged; the day of the check-up when None
    working: list[Step] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)  # worth saying, changes nothing
    unsure: list[str] = field(default_factory=list)  # a doubtful fact: no breach before checking
    assumptions: list[str] = field(default_factory=list)


def money(amount: Decimal | None) -> str | None:
    return None if amount is None else format(to_fen(amount), ".2f")


def line(step: Step) -> dict[str, Any]:
    """One line of the working: what, how much, and where it comes from; nothing empty."""
    shown = {
        "label": step.label,
        "value": plain(step.value),
        "source": source_text(step.sources),
        "sources": list(step.sources),
    }
    if step.unit:
        shown["unit"] = step.unit
    if step.parameter:
        shown |= {"parameter": step.parameter, "place": step.place, "mark": step.mark}
        shown |= {"checked_until": plain(step.checked_until), "stale": step.stale}
    if step.note:
        shown["note"] = step.note
    return shown


@lru_cache(maxsize=4096)
def source_text(sources: tuple[str, ...]) -> str:
    """The articles as a Chinese reader writes them, in one text."""
    return "；".join(cite_text(source) for source in sources)


def _groups(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    return {name: groups[name] for name in CODES if name in groups}


def _count(findings: tuple[Finding, ...], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:
        value = getattr(finding, name)
        counts[value] = counts.get(value, 0) + 1
    return counts


def _sum(findings: list[Finding]) -> dict[str, Any]:
    known = [finding for finding in findings if finding.amount is not None]
    return {
        "title": findings[0].about.title,
        "count": len(findings),
        "amount": money(_total(findings)) if known else None,
        "amount_unknown": len(findings) - len(known),
    }


def _total(findings: list[Finding]) -> Decimal:
    return sum((finding.amount or Decimal(0) for finding in findings), Decimal(0))
