"""Nonsense in any field of any rule: a plain refusal that names the field, never a crash."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from gongyue.law.facts.base import kinds_of
from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import BadFacts, Refusal
from gongyue.law.yamlfile import read_yaml

NEVER: tuple[Any, ...] = (
    "", " ", [None], {}, {"a": 1}, object(), b"6000", float("nan"), float("inf"), 1e30, 10**30,
    "1e5", "NaN", "Infinity", "1万2", "６000元", "\x00", "6000\x00", "\ud800", "\u202e6000", "😀",
    "字" * 10_000, "9" * 10_000, -1, "-1", "-0.01", "1890-01-01", "2999-12-31", "2025-02-30",
    "2025-1-1", Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+30"), "44030O",
)  # fmt: skip
SOMETIMES: tuple[Any, ...] = (
    None, [], 0, "0", -0.0, "0.00001", "６０００", True, 1.5, "2025-03-01", "20250101", "000000",
    "110", "419999", "99999999", "９９９９-01-01",
)  # fmt: skip


def sample(name: str) -> dict[str, Any]:
    """The first case of a rule that has an answer."""
    cases = read_yaml(RULES[name].folder / "cases.yaml")
    facts = next(case["facts"] for case in cases if "refuses" not in case)
    return dict(facts)


def spoilt(name: str) -> Iterator[tuple[str, Any]]:
    for field, _ in kinds_of(RULES[name].facts_class):
        for value in (*NEVER, *SOMETIMES):
            yield field, value


def unfit(refusal: Refusal) -> str:
    """What is wrong with the words of a refusal; nothing when they can be shown anywhere."""
    json.dumps(refusal.to_json(), ensure_ascii=False).encode()
    if not refusal.message_zh or len(refusal.message_zh) >= 400:
        return "no words, or too many"
    return "a NUL in the words" if "\x00" in refusal.message_zh else ""


@pytest.mark.parametrize("name", RULES)
def test_nonsense_is_refused_in_words_or_answered_never_a_crash(name: str) -> None:
    facts = sample(name)
    for field, value in spoilt(name):
        try:
            evaluate(name, facts | {field: value})
        except Refusal as refusal:
            problem = unfit(refusal)
            if problem:
                pytest.fail(f"{name}.{field} = {str(value)[:40]!r}: {problem}")
        except Exception as error:
            pytest.fail(f"{name}.{field} = {str(value)[:40]!r}: {error!r}")


@pytest.mark.parametrize("name", RULES)
def test_what_can_never_be_is_a_bad_fact_of_that_field(name: str) -> None:
    facts = sample(name)
    wrong = []
    for field, _ in kinds_of(RULES[name].facts_class):
        for value in NEVER:
            try:
                evaluate(name, facts | {field: value})
            except BadFacts as refusal:
                if refusal.field != field:
                    wrong.append((field, str(value)[:30], refusal.field, refusal.message_zh[:60]))
            except Refusal as refusal:
                wrong.append((field, str(value)[:30], type(refusal).__name__))
            else:
                wrong.append((field, str(value)[:30], "answered"))
    assert not wrong


@pytest.mark.parametrize("name", RULES)
def test_a_missing_or_unknown_field_is_named(name: str) -> None:
    facts = sample(name)
    with pytest.raises(BadFacts) as refused:
        evaluate(name, facts | {"薪水😀": 1})
    assert refused.value.field == "薪水😀"
    for field in RULES[name].schema()["required"]:
        with pytest.raises(BadFacts) as refused:
            evaluate(name, {key: value for key, value in facts.items() if key != field})
        assert refused.value.field == field
