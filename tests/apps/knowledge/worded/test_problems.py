"""Problems in words: the right answer by the right rule, or none."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongyue.apps.knowledge.worded import answer

PROBLEMS = yaml.safe_load(Path(__file__).with_name("problems.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.once


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem["text"][:20])
def test_each_problem_is_answered_by_its_rule_or_not_at_all(problem: dict[str, Any]) -> None:
    found = answer(problem["text"])
    assert found.letter == problem["right"]
    if problem["right"]:
        assert found.rule == problem["rule"]


@pytest.mark.parametrize(
    "problem", [p for p in PROBLEMS if p["right"]], ids=lambda p: p["text"][:20]
)
def test_without_its_right_answer_nothing_else_is_chosen(problem: dict[str, Any]) -> None:
    """What was found decides, not what is offered."""
    letter = problem["right"]
    marks = [f"{letter}{mark}" for mark in (".", "：", ":", "、")]
    start = min(at for at in (problem["text"].rfind(mark) for mark in marks) if at > 0)
    rest = problem["text"][start + 2 :]
    ends = [rest.find(f"{chr(ord(letter) + 1)}{mark}") for mark in (".", "：", ":", "、")]
    tail = rest[min((end for end in ends if end >= 0), default=len(rest)) :]
    spoilt = f"{problem['text'][:start]}{letter}: 987654321元 {tail}"
    assert answer(spoilt).letter is None


@given(st.text(max_size=400))
def test_any_text_is_borne(text: str) -> None:
    assert answer(text).letter is None or len(text) > 4


@given(st.sampled_from(PROBLEMS), st.integers(0, 200), st.text(max_size=6))
def test_a_spoilt_problem_is_borne(problem: dict[str, Any], at: int, noise: str) -> None:
    answer(problem["text"][:at] + noise + problem["text"][at:])
