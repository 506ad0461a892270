"""Whose answers a patch moves: each question asked under today's law and under the patched one.

Three things let a question be passed over, each of which proves that its answer stays: nothing
patched lies in the tables of its place; the code of its rule cannot name anything patched; asked
under today's law, it read nothing that reads otherwise after the patch. `everyone=True` passes
over nothing and says the same.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.facts import Facts
from gongyue.law.facts.base import kinds_of
from gongyue.law.facts.kinds import PlaceCode
from gongyue.law.impact.bounds import bound_of
from gongyue.law.impact.patch import Patch, patched
from gongyue.law.impact.watched import Watched
from gongyue.law.registry import RULES
from gongyue.law.rulebook import Outcome, Refusal, Rulebook, Undetermined, Value

NATION = "cn"
RESULTS = ("employer", "worker")  # parts that are results beside the value: the other side's


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question about one subject. What `subject` and `firm` are is the caller's affair: they
    come back with the move, and those of one follow each other. `labels` are what to add up by."""

    rule: str
    facts: Facts
    subject: Hashable = None
    firm: Hashable = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a rule says, or `refusal`: its kind. `standing`: stale figures and doubts."""

    value: Value = None
    unit: str | None = None
    verdict: str | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    refusal: str | None = None
    message: str | None = None
    standing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def says(self) -> tuple[Any, ...]:
        """The result: other parts are steps on the way to it."""
        results = [self.parts.get(name) for name in RESULTS]
        return self.value, self.verdict, self.refusal, results

    def to_json(self) -> dict[str, Any]:
        return {
            "value": plain(self.value),
            "unit": self.unit,
            "verdict": self.verdict,
            "parts": plain(self.parts),
            "refusal": self.refusal,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An answer that changes. `only_standing`: it says the same, but a step on the way to it, its
    doubts or what is stale changed."""

    asked: Asked
    before: Answer
    after: Answer

    @property
    def only_standing(self) -> bool:
        return self.before.says() == self.after.says()

    @property
    def difference(self) -> Decimal | None:
        """After less before; None where either is no number."""
        return less(self.after.value, self.before.value)

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.asked.rule,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "difference": plain(self.difference),
            "only_standing": self.only_standing,
        }


def less(after: Value, before: Value) -> Decimal | None:
    if isinstance(after, Decimal) and isinstance(before, Decimal):
        return after - before
    return None


@dataclass(slots=True)
class Comparison:
    """Today's book beside the patched one. Counts what was asked and how much of it anew."""

    book: Rulebook
    patch: Patch
    everyone: bool = False
    asked: int = 0
    evaluated: int = 0
    after: Rulebook = field(init=False)
    _watched: Watched = field(init=False)
    _may: dict[tuple[str, tuple[str, ...]], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.after = patched(self.book, self.patch)
        self._watched = Watched.over(self.book, self.after)

    def moves(self, questions: Iterable[Asked]) -> Iterator[Move]:
        """The answers that change, in the order of the questions."""
        for asked in questions:
            self.asked += 1
            if (self.everyone or self.may_move(asked)) and (move := self._compare(asked)):
                yield move

    def may_move(self, asked: Asked) -> bool:
        """False only where the answer cannot change."""
        places = tuple(getattr(asked.facts, name) for name in _places(type(asked.facts)))
        key = (asked.rule, places)
        known = self._may.get(key)
        if known is None:
            known = self._may[key] = self._finds(asked.rule, places)
        return known

    def answers(self, asked: Asked) -> tuple[Answer, Answer]:
        """Both answers, whatever they are."""
        return answer(asked, self.book), answer(asked, self.after)

    def _compare(self, asked: Asked) -> Move | None:
        self.evaluated += 1
        if self.everyone:
            before, after = self.answers(asked)
        else:
            self._watched.watch.moved = False
            before = answer(asked, self._watched)
            if not self._watched.watch.moved:
                return None
            after = answer(asked, self.after)
        if before == after:
            return None
        return Move(asked=asked, before=before, after=after)

    def _finds(self, rule: str, places: tuple[str | None, ...]) -> bool:
        """Whether the code of the rule can name something that reads otherwise in the places."""
        bound, acts = bound_of(rule), {act.id for act in self.patch.acts}
        names = {name for place in places or (None,) for name in self._names_in(place)}
        names |= set(_resting_on(self.book, acts))
        return any(map(bound.may_read, names)) or any(map(bound.may_cite, acts))

    def _names_in(self, place: str | None) -> set[str]:
        """The patched parameters that are looked up for a place, before or after; without a place
        all of them."""
        if place is None:
            return {name for _, name in self.patch.touches}
        codes = codes_of(place)
        return {
            name
            for where, name in self.patch.touches
            if where in (_nearest(self.book, codes, name), _nearest(self.after, codes, name))
        }


def answer(asked: Asked, book: Rulebook) -> Answer:
    """What the rule says of the facts under a rulebook; a refusal is an answer too."""
    try:
        return _answered(RULES[asked.rule].run(asked.facts, book, trace=False))
    except Undetermined as partly:
        return _answered(partly.outcome, refusal=partly)
    except Refusal as refusal:
        return Answer(refusal=type(refusal).__name__, message=refusal.message_zh)
    except ArithmeticError:  # a figure of the patch nobody can reckon with, such as no days a month
        return Answer(refusal="ArithmeticError", message="按这个数值算不出结果。")


def _answered(outcome: Outcome, refusal: Refusal | None = None) -> Answer:
    return Answer(
        value=outcome.value,
        unit=outcome.unit,
        verdict=outcome.verdict,
        parts=outcome.parts,
        refusal=type(refusal).__name__ if refusal else None,
        message=refusal.message_zh if refusal else None,
        standing=(outcome.stale, outcome.doubts),
    )


def codes_of(place: str) -> tuple[str, ...]:
    """The tables a place may be looked up in, nearest first."""
    return place, f"{place[:4]}00", f"{place[:2]}0000", NATION


def _nearest(book: Rulebook, codes: tuple[str, ...], name: str) -> str | None:
    """The table that decides for a place."""
    tables = (book.tables.get(code) for code in codes)
    return next((table.code for table in tables if table and name in table.parameters), None)


def _resting_on(book: Rulebook, acts: set[str]) -> Iterator[str]:
    """Parameters of which a row cites one of the acts."""
    for table in book.tables.values() if acts else ():
        for parameter in table.parameters.values():
            if any(row.source.partition("#")[0] in acts for row in parameter.rows):
                yield parameter.name


_PLACES: dict[type, tuple[str, ...]] = {}


def _places(facts_class: type) -> tuple[str, ...]:
    """The fields that hold a place."""
    if facts_class not in _PLACES:
        _PLACES[facts_class] = tuple(
            name for name, kind in kinds_of(facts_class) if isinstance(kind.limit, PlaceCode)
        )
    return _PLACES[facts_class]
