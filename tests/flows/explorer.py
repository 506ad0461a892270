"""Walks a flow through every state it can reach and says what is wrong with it.

A flow is data: states, lawful moves, who may make which move by which act, and what time does where
nobody acts. `faults(flow)` answers with sentences; an empty list is the proof that

- every declared state is reached, and no move leads outside the declared ones;
- every move has an act (or a timeout) that makes it, and every act makes a lawful move;
- from every state that is no end, acts of somebody lead on to an end: there is no dead end;
- in every state that is no end, time alone leads in a bounded number of steps to an end, or into
  the hands of somebody new, or calls somebody who is always there: silence escalates.

docs/how-to/explore-a-flow.md shows how a capability uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Act:
    """`who` (a role in words) may do `name` in each of `sources`; it leads to one of `targets`."""

    name: str
    who: str
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True)
class Timeout:
    """What time alone does in a state: moves to `to`, and puts it into the hands of `tells`.

    `to` may be the state itself: then somebody is called again, and `tells` must say who.
    """

    to: str
    tells: str = ""


@dataclass(frozen=True)
class Flow:
    """What is explored. `moves`: state → the states it may lead to, as the code declares them."""

    name: str
    start: str
    moves: Mapping[str, frozenset[str]]
    acts: tuple[Act, ...]
    timeouts: Mapping[str, Timeout] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()


def act(name: str, who: str, sources: str | Iterable[str], targets: str | Iterable[str]) -> Act:
    """An Act, from single names or several."""
    return Act(name, who, _names(sources), _names(targets))


def flow_of(
    name: str, *, start: Any, moves: Mapping[Any, Iterable[Any]], acts: Iterable[Act],
    timeouts: Mapping[Any, Timeout] | None = None, ends: Iterable[Any] = (),
) -> Flow:  # fmt: skip
    """A Flow from enumerations as well as from words."""
    return Flow(
        name=name,
        start=str(start),
        moves={str(state): frozenset(map(str, after)) for state, after in moves.items()},
        acts=tuple(acts),
        timeouts={str(state): timeout for state, timeout in (timeouts or {}).items()},
        ends=frozenset(map(str, ends)),
    )


def faults(flow: Flow) -> list[str]:
    """What is wrong, in sentences; nothing when the flow is sound."""
    return [
        *_undeclared(flow),
        *_unreachable(flow),
        *_moves_nobody_makes(flow),
        *_unlawful_acts(flow),
        *_dead_ends(flow),
        *_silent_states(flow),
    ]


def reachable(flow: Flow) -> frozenset[str]:
    """Every state that acts and time reach from the start."""
    return _closure(flow, flow.start, by_time=True)


def _closure(flow: Flow, state: str, *, by_time: bool) -> frozenset[str]:
    seen, waiting = {state}, [state]
    while waiting:
        here = waiting.pop()
        after = {target for each in flow.acts if here in each.sources for target in each.targets}
        if by_time and here in flow.timeouts:
            after.add(flow.timeouts[here].to)
        waiting += after - seen
        seen |= after
    return frozenset(seen)


def _undeclared(flow: Flow) -> list[str]:
    named = {flow.start, *flow.ends, *flow.timeouts}
    named |= {state for each in flow.acts for state in each.sources | each.targets}
    named |= {timeout.to for timeout in flow.timeouts.values()}
    named |= {state for after in flow.moves.values() for state in after}
    return [f"{flow.name}: {state} is not declared" for state in sorted(named - set(flow.moves))]


def _unreachable(flow: Flow) -> list[str]:
    lost = set(flow.moves) - reachable(flow)
    return [f"{flow.name}: {state} is never reached" for state in sorted(lost)]


def _moves_nobody_makes(flow: Flow) -> list[str]:
    made = {(s, t) for each in flow.acts for s in each.sources for t in each.targets}
    made |= {(state, timeout.to) for state, timeout in flow.timeouts.items()}
    lawful = {(state, after) for state, targets in flow.moves.items() for after in targets}
    return [f"{flow.name}: nobody moves {s} to {t}" for s, t in sorted(lawful - made)]


def _unlawful_acts(flow: Flow) -> list[str]:
    """An act that stays where it is needs no lawful move; time obeys the same list."""
    tried = {(each.name, s, t) for each in flow.acts for s in each.sources for t in each.targets}
    tried |= {("time", state, timeout.to) for state, timeout in flow.timeouts.items()}
    wrong = {(n, s, t) for n, s, t in tried if s != t and t not in flow.moves.get(s, frozenset())}
    return [f"{flow.name}: {name} moves {s} to {t}, unlawfully" for name, s, t in sorted(wrong)]


def _dead_ends(flow: Flow) -> list[str]:
    """Acts alone must lead to an end: time is no way out for somebody who waits."""
    stuck = [
        state
        for state in flow.moves
        if state not in flow.ends and not _closure(flow, state, by_time=False) & flow.ends
    ]
    return [f"{flow.name}: {state} is a dead end" for state in sorted(stuck)]


def _silent_states(flow: Flow) -> list[str]:
    waiting = [state for state in flow.moves if state not in flow.ends]
    return [
        f"{flow.name}: nobody acts in {state}, and {problem}"
        for state in sorted(waiting)
        if (problem := _silence(flow, state))
    ]


def _silence(flow: Flow, state: str) -> str:
    """What is wrong with waiting here; empty when time leads to an end or to somebody."""
    timeout = flow.timeouts.get(state)
    if timeout is None:
        return "nothing happens"
    seen, here = {state}, state
    while not timeout.tells and timeout.to not in flow.ends:
        here = timeout.to
        if here in seen:
            return f"time turns in a circle through {here}"
        seen.add(here)
        if here not in flow.timeouts:
            return f"nothing happens in {here}"
        timeout = flow.timeouts[here]
    return ""


def _names(what: str | Iterable[str]) -> frozenset[str]:
    return frozenset([str(what)]) if isinstance(what, str) else frozenset(map(str, what))
