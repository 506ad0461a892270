"""The one answer every face gives: the same facts, the same bytes, on a page, a line, an API.

An answer is an object with `rule` and the parts of an Outcome, a refusal one with `error`. Written,
keys are sorted, numbers are text in plain notation, dates in ISO form, nothing is added.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import BadFacts, Outcome, Refusal, Rulebook

NOT_JSON = "事实不是正确的JSON。"
NO_OBJECT = '事实应为一个JSON对象，例如{"place": "430100"}。'
ANSWER, REFUSAL = "rule", "error"


def answer(rule: str, facts: Mapping[str, Any], book: Rulebook | None = None) -> dict[str, Any]:
    """What the rule says of facts as they come from JSON, or its refusal. Raises nothing."""
    try:
        return told(rule, evaluate(rule, facts, book=book))
    except Refusal as refusal:
        return refused(refusal)


def told(rule: str, outcome: Outcome) -> dict[str, Any]:
    """The answer of an outcome somebody already has."""
    return {ANSWER: rule, **outcome.to_json()}


def refused(refusal: Refusal) -> dict[str, Any]:
    return {REFUSAL: refusal.to_json()}


def is_refusal(given: Mapping[str, Any]) -> bool:
    return REFUSAL in given


def as_bytes(given: Mapping[str, Any]) -> bytes:
    """The canonical bytes of an answer or refusal, ending in a newline."""
    return (dumps_canonical(given) + "\n").encode("utf-8", "replace")


def read_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object, its numbers exact. Raises BadFacts; of a key written twice, naming it."""
    try:
        read = json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=Decimal,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise BadFacts(NOT_JSON, field="facts") from error
    if not isinstance(read, dict):
        raise BadFacts(NO_OBJECT, field="facts")
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadFacts(f"“{key[:40]}”写了两次，不知道以哪个为准。", field=key[:40])
        found[key] = value
    return found
