"""Global search: each part of the product declares what it can find; one page shows all of it.

    # portals/enterprise/searches.py — found by its name when Django starts
    declare_search(
        Source(name="people", label="人员", portals=EVERY_FIRM, find=people, needs=Can.SEE_PEOPLE),
    )

A source asks a selector with the viewer and the desk, so it finds what the viewer may see and says
nothing of anything else: no count but of what is listed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from gongyue.portals.shared.desks import Desk

MOST = 6  # hits a group; `more` leads to the whole list
SHORTEST, LONGEST = 1, 60


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was typed, by whom, where; `purpose` where the desk names one before it looks."""

    request: HttpRequest
    desk: Desk
    words: str
    purpose: str = ""

    @property
    def user(self) -> Any:
        return self.request.user


@dataclass(frozen=True, kw_only=True)
class Hit:
    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """find: hits, the best first, at most a few more than MOST are looked at.

    portals: empty for every desk. needs: the right (roles.Can) without which it is not asked.
    wants_purpose: asked only after a purpose was named. more: address of the whole list.
    """

    name: str
    label: str
    find: Callable[[Asked], Iterable[Hit]]
    portals: frozenset[str] = frozenset()
    needs: str = ""
    wants_purpose: bool = False
    more: Callable[[Asked], str] | None = None
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Group:
    label: str
    hits: tuple[Hit, ...]
    more: str = ""


SOURCES: dict[str, Source] = {}


def declare_search(*sources: Source) -> None:
    """Add sources; a name belongs to one only."""
    for source in sources:
        if SOURCES.get(source.name, source) != source:
            raise ValueError(f"{source.name} is declared twice")
        SOURCES[source.name] = source


def found(asked: Asked) -> list[Group]:
    """Groups that have hits, in their order."""
    groups = []
    for source in sources_of(asked):
        if source.wants_purpose and not asked.purpose:
            continue
        hits = tuple(list(source.find(asked))[: MOST + 1])
        if hits:
            more = source.more(asked) if source.more and len(hits) > MOST else ""
            groups.append(Group(label=source.label, hits=hits[:MOST], more=more))
    return groups


def sources_of(asked: Asked) -> list[Source]:
    """What this desk and this role may be asked for."""
    may = asked.desk.may
    mine = [
        source
        for source in SOURCES.values()
        if (not source.portals or asked.desk.portal in source.portals)
        and (not source.needs or may.get(source.needs, False))
    ]
    return sorted(mine, key=lambda source: (source.order, source.name))


def fits(words: str, *texts: str) -> bool:
    """Whether every word typed stands in one of the texts, capitals or not."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())
