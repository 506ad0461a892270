"""The explorer finds nothing in a sound flow, and each fault in a flow that has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.flows.explorer import Flow, Timeout, act, faults, flow_of, reachable

SOUND = flow_of(
    "sound",
    start="asked",
    moves={"asked": {"answered", "late"}, "late": {"answered"}, "answered": ()},
    acts=[act("answer", "office", ["asked", "late"], "answered")],
    timeouts={"asked": Timeout("late", tells="owner"), "late": Timeout("late", tells="owner")},
    ends=["answered"],
)


def _with(state: str, *, leads_to: str = "", timeout: Timeout | None = None) -> Flow:
    """The sound flow with one more state, entered by an act."""
    moves = dict(SOUND.moves) | {
        "asked": SOUND.moves["asked"] | {state},
        state: frozenset({leads_to} if leads_to else ()),
    }
    acts = [*SOUND.acts, act("go", "office", "asked", state)]
    if leads_to:
        acts.append(act("on", "office", state, leads_to))
    timeouts = dict(SOUND.timeouts) | ({state: timeout} if timeout else {})
    return replace(SOUND, moves=moves, acts=tuple(acts), timeouts=timeouts)


def test_a_sound_flow_has_no_faults() -> None:
    assert faults(SOUND) == []
    assert reachable(SOUND) == {"asked", "late", "answered"}


SPOILT = {
    "a dead end": (
        _with("lost", timeout=Timeout("lost", tells="owner")),
        "sound: lost is a dead end",
    ),
    "a silent state": (
        _with("resting", leads_to="answered"),
        "sound: nobody acts in resting, and nothing happens",
    ),
    "a silent state behind a timeout": (
        _with("dozing", leads_to="resting", timeout=Timeout("resting")),
        "sound: nobody acts in dozing, and nothing happens in resting",
    ),
    "an unreachable state": (
        replace(SOUND, moves=dict(SOUND.moves) | {"island": frozenset()}),
        "sound: island is never reached",
    ),
    "time that turns in a circle": (
        replace(SOUND, timeouts={"asked": Timeout("late"), "late": Timeout("asked")}),
        "sound: nobody acts in asked, and time turns in a circle through asked",
    ),
    "somebody nobody names is called again": (
        replace(SOUND, timeouts=dict(SOUND.timeouts) | {"late": Timeout("late")}),
        "sound: nobody acts in late, and time turns in a circle through late",
    ),
    "a move nobody makes": (
        replace(SOUND, acts=(act("answer", "office", "asked", "answered"),)),
        "sound: nobody moves late to answered",
    ),
    "an act against the moves": (
        replace(SOUND, acts=(*SOUND.acts, act("reopen", "office", "answered", "asked"))),
        "sound: reopen moves answered to asked, unlawfully",
    ),
    "time against the moves": (
        replace(SOUND, timeouts=dict(SOUND.timeouts) | {"answered": Timeout("asked")}),
        "sound: time moves answered to asked, unlawfully",
    ),
    "a state nobody declared": (
        replace(SOUND, acts=(*SOUND.acts, act("lose", "office", "asked", "gone"))),
        "sound: gone is not declared",
    ),
    "time as the only way out": (
        replace(SOUND, acts=(act("answer", "office", "late", "answered"),)),
        "sound: asked is a dead end",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_fault_is_found(name: str) -> None:
    flow, sentence = SPOILT[name]
    assert sentence in faults(flow)
