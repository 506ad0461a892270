"""更正申请: sound, and a silent organisation or office always leads on."""

from __future__ import annotations

from gongyue.apps.registry.correcting import MOVES, CorrectionState
from tests.flows.explorer import Timeout, act, faults, flow_of

ASKED, CORRECTED, REFUSED, ESCALATED, DIRECTED, UPHELD, WITHDRAWN = CorrectionState
FLOW = flow_of(
    "correction",
    start=ASKED,
    moves=MOVES,
    acts=[
        act("correct_record", "declarer", [ASKED, REFUSED, ESCALATED, DIRECTED], CORRECTED),
        act("refuse_correction", "declarer", ASKED, REFUSED),
        act("object_to_refusal", "person", REFUSED, ESCALATED),
        act("withdraw_correction", "person", [ASKED, ESCALATED, DIRECTED], WITHDRAWN),
        act("decide_correction", "regulator", ESCALATED, [DIRECTED, UPHELD]),
    ],
    timeouts={
        ASKED: Timeout(str(ESCALATED), tells="regulator"),
        DIRECTED: Timeout(str(ESCALATED), tells="regulator"),
        # The ladder of the task rights.decide calls the office above, at last the operator.
        ESCALATED: Timeout(str(ESCALATED), tells="office above"),
    },
    ends=(CORRECTED, REFUSED, UPHELD, WITHDRAWN),
)


def test_the_flow_is_sound() -> None:
    assert faults(FLOW) == []
