"""The desk on which one check-up is made: place, day, tables at hand, and what was found."""

import logging
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar, cast

from gongyue.law.checkup.codes import CODES
from gongyue.law.checkup.facts import Known, Origin, PersonFacts
from gongyue.law.checkup.finding import BREACH, TO_CHECK, Draft, Failure, Finding, Undecided
from gongyue.law.checkup.labels import LABELS
from gongyue.law.checkup.remarks import doubts_in
from gongyue.law.rulebook import Outcome, Refusal, Rulebook, Step
from gongyue.law.sources import GIVEN

LOG = logging.getLogger("gongyue.checkup")
Kept = TypeVar("Kept")
MOST_KEPT = 50_000
ZERO = Decimal(0)
NOT_IN_SOURCE = "表中没有这一列"
NO_STANDARD = "本系统还没有收录当地的标准"
EMPTY = "这一格是空的"
UNREADABLE = "这一格读不出来"
FAILED = "系统未能判断"
WHOLE = "facts"  # what is missing when no single column is to blame


class Desk:
    """Collects findings; each family writes on it. One desk for one check-up."""

    def __init__(self, *, place: str, on: date, book: Rulebook, known: Known) -> None:
        self.place, self.on, self.book, self.known = place, on, book, known
        self.findings: list[Finding] = []
        self.undecided: list[Undecided] = []
        self.failures: list[Failure] = []
        self._kept: dict[tuple[object, ...], object] = {}
        self._minimum: dict[date, Decimal | None] = {}
        self._figures: dict[date, tuple[tuple[Decimal | None, bool], ...]] = {}

    def add(self, person: PersonFacts, draft: Draft) -> None:
        """Decide the standing of a finding and keep it."""
        code = CODES[draft.code]
        origin = draft.origin or person.origin
        unsure = [*draft.unsure, *_doubtful_join(person, origin, *draft.evidence)]
        if person.remarks:
            unsure.extend(doubts_in(person.remarks, draft.code))
        unlawful = code.unlawful if draft.unlawful is None else draft.unlawful
        certain = unlawful and not unsure and not draft.stale
        self.findings.append(
            Finding(
                code=draft.code,
                person=person.name,
                person_key=person.key,
                origin=origin,
                severity=draft.severity or code.severity,
                status=BREACH if certain else TO_CHECK,
                message=draft.message,
                amount=draft.amount,
                citations=_finest((*code.citations, *draft.citations)),
                stale=tuple(dict.fromkeys(draft.stale)),
                worsens_on=draft.worsens_on,
                working=tuple(draft.working),
                doubts=tuple(dict.fromkeys([*unsure, *draft.doubts, *self._unchecked_acts(draft)])),
                assumptions=tuple(draft.assumptions),
            )
        )

    def _unchecked_acts(self, draft: Draft) -> list[str]:
        """Acts nobody has checked as far as the day judged: a doubt, no reason to hold back."""
        citations = (*CODES[draft.code].citations, *draft.citations)
        return self.book.sources.unchecked_words(citations, draft.governed_on or self.on)

    def cannot(
        self, person: PersonFacts, code: str, missing: str, reason: str = NOT_IN_SOURCE
    ) -> None:
        """Say that a judgement was not made and which column would allow it."""
        if missing in person.unreadable:
            reason = UNREADABLE
        self.undecided.append(Undecided(code, person.name, person.key, missing, reason))

    def give_up(self, person: PersonFacts, codes: tuple[str, ...], refusal: Refusal) -> None:
        """A rule refuses these facts: what it did not get to is undecided, others go on."""
        field = refusal.field if refusal.field in LABELS else WHOLE
        self._leave(person, codes, field or WHOLE, refusal.message_zh)

    def fail(self, person: PersonFacts, codes: tuple[str, ...], error: Exception) -> None:
        """Something of ours broke: undecided too, and never in silence."""
        kind = type(error).__name__
        if not any(known.error == kind and known.code == codes[0] for known in self.failures):
            LOG.error("check-up broke off at %s", codes[0], exc_info=error)
        self.failures.append(Failure(codes[0], person.key, person.origin, kind))
        self._leave(person, codes, WHOLE, FAILED)

    def _leave(
        self, person: PersonFacts, codes: tuple[str, ...], missing: str, reason: str
    ) -> None:
        done = {found.code for found in self.of(person)}
        for item in reversed(self.undecided):
            if item.person_key != person.key:
                break
            done.add(item.code)
        for code in codes:
            if code not in done:
                self.cannot(person, code, missing, reason)

    def of(self, person: PersonFacts) -> list[Finding]:
        """What was found on this person so far; people are judged one after the other."""
        found: list[Finding] = []
        for finding in reversed(self.findings):
            if finding.person_key != person.key:
                break
            found.append(finding)
        return found

    @property
    def paid_days(self) -> Decimal:
        """Paid days a month, the divisor of a day's wage."""
        return self.book.open(on=self.on, place=self.place, trace=False).use("pay.days_month")

    def remembered(self, key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """What was worked out before for the same key: many people share hours and months."""
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        return cast(Kept, self._kept[key])

    def figures(
        self, month: date, names: tuple[str, ...]
    ) -> tuple[tuple[Decimal | None, bool], ...]:
        """The parameters of a month, each with whether it is stale; kept for all people."""
        if month not in self._figures:
            self._figures[month] = tuple(self._figure(name, month) for name in names)
        return self._figures[month]

    def _figure(self, name: str, month: date) -> tuple[Decimal | None, bool]:
        work = self.book.open(on=month, place=self.place, trace=False)
        value = work.find(name)
        return value, bool(work.outcome(name, value).stale)

    def minimum(self, month: date) -> Decimal | None:
        """The monthly minimum wage on a day, for screening; the rule itself decides."""
        if month not in self._minimum:
            work = self.book.open(on=month, place=self.place, trace=False)
            self._minimum[month] = work.peek("minimum_wage.monthly")
        return self._minimum[month]


def answer(
    rule: Callable[..., Outcome], facts: Callable[[], object], desk: Desk, *, trace: bool = True
) -> Outcome | str:
    """A rule's outcome, or in plain Chinese why it refuses these facts."""
    try:
        return rule(facts(), desk.book, trace=trace)
    except Refusal as refusal:
        return refusal.message_zh


def take(draft: Draft, outcome: Outcome) -> None:
    """Put a rule's working, articles, stale parameters and doubts into a draft."""
    draft.working.extend(outcome.working)
    draft.citations.extend(outcome.citations)
    draft.stale.extend(outcome.stale)
    draft.doubts.extend(outcome.doubts)


def said(
    label: str, value: Decimal | bool | str | date | int | None, unit: str | None = None
) -> Step:
    """A line that repeats what the source says."""
    return Step(label=label, value=value, sources=(GIVEN,), unit=unit)


@lru_cache(maxsize=4096)
def _finest(citations: tuple[str, ...]) -> tuple[str, ...]:
    """Each article once; not the whole article beside one of its paragraphs."""
    unique = dict.fromkeys(citations)
    return tuple(one for one in unique if not any(other.startswith(f"{one}.") for other in unique))


def _doubtful_join(person: PersonFacts, *rows: Origin) -> list[str]:
    if person.doubtful_rows.isdisjoint(rows):
        return []
    return list(person.doubts) or ["各表之间只按姓名对应，可能不是同一人。"]
