"""What must hold of the sum on leaving, whatever is entered."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.leaving import ENDINGS, Ending
from gongyue.law.leaving.endings import Protection
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome
from tests.depth import examples

MONEY = st.decimals(0, 60_000, places=2)
COUNTED = ("added", "either")


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    started = draw(st.dates(date(2008, 1, 1), date(2025, 1, 1)))
    return {
        "place": draw(st.sampled_from(["430102", "430121", "999900"])),
        "started_on": started,
        "ended_on": started + timedelta(days=draw(st.integers(0, 6000))),
        "ending": draw(st.sampled_from(get_args(Ending))),
        "protection": draw(st.sampled_from(get_args(Protection))),
        "steps_were_taken": draw(st.sampled_from([None, True, False])),
        "average_wage": draw(MONEY),
        "unused_leave_days": draw(st.integers(0, 15)),
        "unpaid_wages": draw(MONEY),
        "unpaid_overtime": draw(MONEY),
        "contract": draw(st.sampled_from(["in_time", "never"])),
        "fixed_terms": draw(st.integers(1, 3)),
    }


def sections(outcome: Outcome) -> dict[str, Any]:
    assert outcome.composed is not None
    return {section.key: section for section in outcome.composed.sections}


def test_every_way_of_leaving_leads_somewhere() -> None:
    assert set(ENDINGS) == set(get_args(Ending))


@settings(deadline=None, max_examples=examples(50))
@given(facts())
def test_every_item_is_counted_once_and_severance_never_beside_damages(said: Any) -> None:
    outcome = evaluate("leaving", said)
    found = sections(outcome)
    assert outcome.composed and len(found) == len(outcome.composed.sections)
    added = [s.least for s in found.values() if s.counts == "added" and s.known]
    either = [s.least for s in found.values() if s.counts == "either" and s.known]
    least = sum(added, Decimal(0)) + (min(either) if either else 0)
    assert outcome.parts["least"] == least
    both = {found[key].counts for key in ("severance", "damages") if key in found}
    assert both in ({"added"}, {"either"}, {"added", "instead"}, set())


@settings(deadline=None, max_examples=examples(50))
@given(facts())
def test_the_most_is_never_less_and_knowing_more_never_widens(said: Any) -> None:
    outcome = evaluate("leaving", said)
    assert outcome.parts["least"] <= outcome.parts["most"]
    if said["steps_were_taken"] is None and outcome.value is not None:
        for known in (True, False):
            told = evaluate("leaving", said | {"steps_were_taken": known})
            assert outcome.parts["least"] <= told.parts["least"]
            assert told.parts["most"] <= outcome.parts["most"]


@settings(deadline=None, max_examples=examples(40))
@given(facts(), st.sampled_from(["unpaid_wages", "unpaid_overtime"]))
def test_what_is_owed_is_added_to_the_fen(said: Any, field: str) -> None:
    without = evaluate("leaving", said | {field: 0})
    there = evaluate("leaving", said)
    least = [Decimal(str(outcome.parts["least"])) for outcome in (there, without)]
    assert least[0] - least[1] == said[field]


@settings(deadline=None, max_examples=examples(30))
@given(facts())
def test_a_section_is_what_its_rule_says(said: Any) -> None:
    for section in sections(evaluate("leaving", said)).values():
        if section.rule and section.outcome is not None:
            assert evaluate(section.rule, section.facts) == section.outcome


@pytest.mark.parametrize("ending", get_args(Ending))
def test_whoever_leaves_is_told_what_to_do_next(ending: str) -> None:
    said = {"place": "430102", "started_on": "2021-03-01", "ended_on": "2025-06-30"}
    outcome = evaluate("leaving", said | {"ending": ending, "average_wage": 9000})
    assert outcome.composed is not None
    assert {action.by for action in outcome.composed.actions} >= {date(2025, 6, 30)}
    claims = [action for action in outcome.composed.actions if action.by == date(2026, 6, 30)]
    assert bool(claims) is bool(outcome.parts["most"])
