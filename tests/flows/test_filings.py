"""The life of a filing: sound on paper, and the services do what the paper says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.tasks.filings import handling, replying
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.models import Filing, FilingState
from gongyue.apps.tasks.models.filings import FILING_ENDS, FILING_MOVES
from gongyue.apps.tasks.services.clock import move_on
from tests.apps.people import DAY, People, bring_people
from tests.cast import AT
from tests.flows.explorer import Act, Flow, Timeout, act, faults, flow_of

RECEIVED, ASKED, ANSWERED, CLOSED, WITHDRAWN = (str(state) for state in FilingState)
OPEN = (RECEIVED, ASKED, ANSWERED)
FLOW: Flow = flow_of(
    "filing",
    start=RECEIVED,
    moves=FILING_MOVES,
    acts=[
        act("answer", "office", RECEIVED, ANSWERED),
        act("ask", "office", RECEIVED, ASKED),
        act("pass_on", "office", RECEIVED, RECEIVED),
        act("close", "office", RECEIVED, CLOSED),
        act("reply", "filer", [ASKED, ANSWERED], RECEIVED),
        act("accept", "filer", ANSWERED, CLOSED),
        act("withdraw", "filer", OPEN, WITHDRAWN),
    ],
    timeouts={
        # The task of the filing climbs its ladder; tests/flows/test_tasks.py explores that.
        RECEIVED: Timeout(RECEIVED, tells="owner, office above, operator"),
        ASKED: Timeout(RECEIVED, tells="office"),
        ANSWERED: Timeout(CLOSED),
    },
    ends=FILING_ENDS,
)


def test_the_flow_is_sound() -> None:
    assert faults(FLOW) == []


def _answer(people: People, pk: Any) -> Any:
    return handling.filing_answer(by=people.zhou, filing_id=pk, words="答", at=AT)


def _ask(people: People, pk: Any) -> Any:
    return handling.filing_ask(by=people.zhou, filing_id=pk, words="问", at=AT)


def _pass_on(people: People, pk: Any) -> Any:
    call = {"filing_id": pk, "to": people.committee.pk, "words": "转", "at": AT}
    return handling.filing_pass_on(by=people.zhou, **call)


def _close(people: People, pk: Any) -> Any:
    call = {"filing_id": pk, "outcome": "solved", "words": "办", "at": AT}
    return handling.filing_close(by=people.zhou, **call)


def _reply(people: People, pk: Any) -> Any:
    return replying.filing_reply(by=people.li, filing_id=pk, words="补", at=AT)


def _accept(people: People, pk: Any) -> Any:
    return replying.filing_accept(by=people.li, filing_id=pk, at=AT)


def _withdraw(people: People, pk: Any) -> Any:
    return replying.filing_withdraw(by=people.li, filing_id=pk, words="", at=AT)


SERVICES: dict[str, Callable[[People, Any], Any]] = {
    "answer": _answer,
    "ask": _ask,
    "pass_on": _pass_on,
    "close": _close,
    "reply": _reply,
    "accept": _accept,
    "withdraw": _withdraw,
}
WAYS = {
    RECEIVED: (),
    ASKED: (_ask,),
    ANSWERED: (_answer,),
    CLOSED: (_close,),
    WITHDRAWN: (_withdraw,),
}


def _in_state(people: People, state: str) -> Filing:
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words="问")
    filing = filing_submit(by=people.li, new=new, at=AT)
    for step in WAYS[state]:
        step(people, filing.pk)
    filing.refresh_from_db()
    assert filing.state == state
    return filing


def test_every_act_of_the_flow_is_a_service() -> None:
    assert {each.name for each in FLOW.acts} == set(SERVICES)


@pytest.mark.django_db
@pytest.mark.parametrize("each", FLOW.acts, ids=lambda each: each.name)
def test_the_services_do_what_the_flow_says(each: Act) -> None:
    people = bring_people()
    for state in FLOW.moves:
        filing = _in_state(people, state)
        if state in each.sources:
            SERVICES[each.name](people, filing.pk)
        else:
            with pytest.raises((Refused, NotFound, NotAllowed)):
                SERVICES[each.name](people, filing.pk)
        filing.refresh_from_db()
        assert filing.state in (each.targets if state in each.sources else {state})


@pytest.mark.django_db
def test_time_does_what_the_flow_says(people: People) -> None:
    for state in FLOW.moves:
        filing = _in_state(people, state)
        before = filing.office
        replying.close_the_silent(at=AT + 40 * DAY)
        move_on(at=AT + 40 * DAY)
        filing.refresh_from_db()
        expected = FLOW.timeouts[state].to if state in FLOW.timeouts else state
        assert filing.state == expected, state
        if state == RECEIVED:
            assert filing.office != before, "nobody heads the bureau, so it is the operator's"
        Filing.objects.filter(pk=filing.pk).update(phone_hash=f"{state}")


@pytest.mark.django_db
def test_no_filing_waits_for_ever(people: People) -> None:
    """Whoever is asked and stays silent, day by day: an end, or the operator."""
    for state in OPEN:
        filing = _in_state(people, state)
        at = AT
        for _ in range(60):
            at += timedelta(days=1)
            replying.close_the_silent(at=at)
            move_on(at=at)
        filing.refresh_from_db()
        assert filing.state == CLOSED or filing.office.kind == "operator", state
