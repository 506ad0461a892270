"""A rulebook that notices when a rule reads something that another rulebook reads otherwise.

Every value a rule takes from the law passes through here. As long as each of them is the same in
both rulebooks, a rule, which depends on nothing else, answers the same: it need not be asked
twice. `Watch.moved` is set by the first reading that differs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyue.law.rulebook import Refusal, Rulebook
from gongyue.law.rulebook.book import CACHED_DAYS
from gongyue.law.rulebook.readings import DayReadings, Reading, Together
from gongyue.law.sources import Source, Sources

Answer = Reading | Refusal


class Watch:
    """Whether anything that differs was read since it was last set back."""

    __slots__ = ("moved",)

    def __init__(self) -> None:
        self.moved = False


class Page(dict[str, Reading | None]):
    """Readings of one place and day that are the same in both; `moving` holds the others, which
    must be seen each time and are therefore never kept among them."""

    __slots__ = ("day", "moving", "refused")

    def __init__(self) -> None:
        super().__init__()
        self.moving: dict[str, Answer] = {}
        self.refused: set[str] = set()
        self.day = DayReadings(self, Bundles(self.moving))

    def __setitem__(self, name: str, reading: Reading | None) -> None:
        if name not in self.moving:
            super().__setitem__(name, reading)


class Bundles(dict[tuple[str, ...], Together]):
    """What is read in one go; never kept with something among it that moves."""

    __slots__ = ("moving",)

    def __init__(self, moving: dict[str, Answer]) -> None:
        super().__init__()
        self.moving = moving

    def __setitem__(self, names: tuple[str, ...], together: Together) -> None:
        if self.moving.keys().isdisjoint(names):
            super().__setitem__(names, together)


class Unkept(dict[Any, Any]):
    """Keeps nothing: what is looked up through it is asked for each time."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


class Acts(dict[str, Source]):
    """Acts by id; asking for one of the changed is noticed."""

    def __init__(self, acts: dict[str, Source], changed: frozenset[str], watch: Watch) -> None:
        super().__init__(acts)
        self.changed, self.watch = changed, watch

    def __getitem__(self, name: str) -> Source:
        self.watch.moved |= name in self.changed
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.watch.moved |= name in self.changed
        return super().get(name, default)


class WatchedSources(Sources):
    """`all_checked_until` is that of the book that was checked less far: up to it no rule looks
    at its acts at all, and what it would not see could not be noticed."""

    def __init__(
        self, sources: Sources, other: Sources, changed: frozenset[str], watch: Watch
    ) -> None:
        super().__init__(Acts(sources.by_id, changed, watch))
        self.all_checked_until = min(sources.all_checked_until, other.all_checked_until)
        self.changed, self.watch = changed, watch

    def unchecked_words(self, citations: Iterable[str], day: date) -> list[str]:
        """How far an act was checked stands in the answer as a doubt."""
        cited = list(citations)
        acts = {citation.partition("#")[0] for citation in cited}
        self.watch.moved |= not self.changed.isdisjoint(acts)
        return super().unchecked_words(cited, day)


@dataclass(frozen=True, slots=True)
class Watched(Rulebook):
    """`plain`: the rulebook read from; `other`: the one it is compared with."""

    plain: Rulebook
    other: Rulebook
    watch: Watch
    _pages: dict[tuple[str, date], Page]

    @classmethod
    def over(cls, plain: Rulebook, other: Rulebook) -> "Watched":
        watch = Watch()
        changed = frozenset(
            name
            for name in plain.sources.by_id.keys() | other.sources.by_id.keys()
            if plain.sources.by_id.get(name) != other.sources.by_id.get(name)
        )
        acts = plain.sources, other.sources
        sources = WatchedSources(*acts, changed, watch) if changed else plain.sources
        return cls(plain.tables, sources, {}, {}, plain, other, watch, {})

    def readings(self, place: str, on: date) -> DayReadings:
        return self.page(place, on).day

    def page(self, place: str, on: date) -> Page:
        page = self._pages.get((place, on))
        if page is None:
            if len(self._pages) > CACHED_DAYS:
                self._pages.clear()
            page = self._pages[(place, on)] = Page()
            if isinstance(self.sources, WatchedSources):
                page.day.unchecked = Unkept()
        return page

    def read_cached(self, name: str, place: str, on: date) -> Reading:
        page = self.page(place, on)
        found = page.get(name)
        if found is None:
            found = page[name] = self.read(name, place, on)
        return found

    def read(self, name: str, place: str, on: date) -> Reading:
        """As the plain rulebook; noticed where the other one answers otherwise."""
        page = self.page(place, on)
        if name in page.moving:
            return self._moved(page.moving[name])
        was = _read(self.plain, name, place, on)
        if name not in page.refused and not _same(was, _read(self.other, name, place, on)):
            page.moving[name] = was
            return self._moved(was)
        if isinstance(was, Refusal):
            page.refused.add(name)
            raise was
        return was

    def _moved(self, answer: Answer) -> Reading:
        self.watch.moved = True
        if isinstance(answer, Refusal):
            raise type(answer)(answer.message_zh, field=answer.field)
        return answer


def _read(book: Rulebook, name: str, place: str, on: date) -> Answer:
    try:
        return book.read(name, place, on)
    except Refusal as refusal:
        return refusal


def _same(one: Answer, two: Answer) -> bool:
    """Whether no answer can tell the two apart: value, standing, and what is cited for it."""
    if isinstance(one, Refusal) or isinstance(two, Refusal):
        return type(one) is type(two) and str(one) == str(two)
    return (one.value, one.stale, one.doubts, one.row.source) == (
        two.value, two.stale, two.doubts, two.row.source,
    )  # fmt: skip
