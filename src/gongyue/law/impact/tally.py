"""Moves added up: by rule, place and whatever labels the questions bear. Bounded memory.

Subjects and firms are counted while they pass by; those of one must follow each other.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import heappush, heappushpop
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.impact.moves import Move, less

# Differences in yuan (or days) are sorted into these; the first class lies below the first edge.
EDGES = tuple(map(Decimal, (-1000, -500, -200, -100, -50, 0, 50, 100, 200, 500, 1000)))
MOST = 20
NEVER: Any = object()


@dataclass(slots=True)
class Passing:
    """How many different ones passed by, equal ones together."""

    last: Hashable = field(default_factory=lambda: NEVER)
    count: int = 0

    def see(self, one: Hashable) -> None:
        if one is not None and one != self.last:
            self.last, self.count = one, self.count + 1


@dataclass(slots=True)
class Sum:
    """The moves of one rule (of one place, of one label): how many, by how much, which way.

    `before` and `after` add up the amounts of moves with a number on both sides; a number that
    appears or vanishes with a refusal is counted there and stands in neither.
    """

    moved: int = 0
    standing: int = 0
    up: int = 0
    down: int = 0
    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    refusals: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    parts: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    classes: Counter[int] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    subjects: Passing = field(default_factory=Passing)
    firms: Passing = field(default_factory=Passing)

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    def add(self, move: Move) -> None:
        if move.only_standing:
            self.standing += 1
            return
        self.moved += 1
        self.subjects.see(move.asked.subject)
        self.firms.see(move.asked.firm)
        self._amounts(move)
        self._words(move)

    def _amounts(self, move: Move) -> None:
        before, after = move.before.value, move.after.value
        difference = less(after, before)
        if difference is not None:
            assert isinstance(before, Decimal) and isinstance(after, Decimal)
            self.before += before
            self.after += after
            self.up += difference > 0
            self.down += difference < 0
            if difference:
                self.classes[bisect_right(EDGES, difference)] += 1
        for name, now in move.after.parts.items():
            if changed := less(now, move.before.parts.get(name)):
                self.parts[name] += changed

    def _words(self, move: Move) -> None:
        before, after = move.before, move.after
        for doubt in after.standing[1]:
            if doubt in self.doubts or len(self.doubts) < MOST:
                self.doubts[doubt] += 1
        if before.refusal != after.refusal:
            self.refusals["appeared" if after.refusal else "gone"] += 1
        elif before.verdict != after.verdict:
            self.verdicts[(before.verdict or "", after.verdict or "")] += 1

    def to_json(self) -> dict[str, Any]:
        verdicts = [
            {"before": before, "after": after, "count": count}
            for (before, after), count in sorted(self.verdicts.items())
        ]
        return {
            "moved": self.moved,
            "only_standing": self.standing,
            "up": self.up,
            "down": self.down,
            "before": plain(self.before),
            "after": plain(self.after),
            "difference": plain(self.difference),
            "refusals": {name: self.refusals[name] for name in ("appeared", "gone")},
            "verdicts": verdicts,
            "parts": {name: plain(amount) for name, amount in sorted(self.parts.items()) if amount},
            "distribution": list(classes_of(self.classes)),
            "doubts": [
                {"doubt": doubt, "count": count}
                for doubt, count in sorted(self.doubts.items(), key=lambda one: (-one[1], one[0]))
            ],
            "subjects": self.subjects.count,
            "firms": self.firms.count,
        }


def classes_of(classes: Counter[int]) -> Iterator[dict[str, Any]]:
    """From the lower edge, included, to the upper one, not included; None where there is none."""
    for at in sorted(classes):
        yield {
            "from": plain(EDGES[at - 1]) if at else None,
            "below": plain(EDGES[at]) if at < len(EDGES) else None,
            "count": classes[at],
        }


@dataclass(slots=True)
class Tally:
    """Sums by rule, and by rule and label; the largest moves of each rule, the largest first."""

    largest: int = MOST
    rules: defaultdict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))
    groups: defaultdict[tuple[str, str, str], Sum] = field(default_factory=lambda: defaultdict(Sum))
    units: dict[str, str] = field(default_factory=dict)
    subjects: Passing = field(default_factory=Passing)
    firms: Passing = field(default_factory=Passing)
    _top: defaultdict[str, list[tuple[Decimal, int, Move]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _order: int = 0

    def take(self, moves: Iterable[Move]) -> "Tally":
        for move in moves:
            self.add(move)
        return self

    def add(self, move: Move) -> None:
        asked = move.asked
        self.rules[asked.rule].add(move)
        for name, label in asked.labels.items():
            self.groups[(asked.rule, name, label)].add(move)
        if not move.only_standing:
            self.subjects.see(asked.subject)
            self.firms.see(asked.firm)
            if unit := move.after.unit or move.before.unit:
                self.units[asked.rule] = unit
            self._keep(move)

    def top(self, rule: str) -> list[Move]:
        return [move for _, _, move in sorted(self._top[rule], reverse=True, key=lambda e: e[:2])]

    def _keep(self, move: Move) -> None:
        """Of equal moves the earlier stays."""
        if not move.difference or not self.largest:
            return
        self._order -= 1
        heap, entry = self._top[move.asked.rule], (abs(move.difference), self._order, move)
        if len(heap) < self.largest:
            heappush(heap, entry)
        elif entry[:2] > heap[0][:2]:
            heappushpop(heap, entry)

    def to_json(self) -> dict[str, Any]:
        """Counts and sums only: who moves most is `top`."""
        return {
            "subjects": self.subjects.count,
            "firms": self.firms.count,
            "rules": {
                name: {"unit": self.units.get(name), **found.to_json()}
                for name, found in sorted(self.rules.items())
            },
            "groups": [
                {"rule": rule, "by": name, "is": label, **found.to_json()}
                for (rule, name, label), found in sorted(self.groups.items())
            ],
        }
