"""Which question comes next: the rule itself says, by the fact it reaches for and does not find.

No list of conditions beside the rule: the rule runs on a double of its facts that knows only what
has been answered. What the rule never reads is never asked.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from typing import Any

from gongyue.law.facts.base import check_value, kinds_of
from gongyue.law.facts.questions import Question
from gongyue.law.facts.reading import read_value
from gongyue.law.registry import Rule
from gongyue.law.rulebook import BadFacts, NotCovered, Outcome, Refusal, Rulebook, Undetermined


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where the asking stands: a question, or what came of the answers.

    `needed` are the facts that were read, in the order of reading; `refusal` is a plain message,
    and names the field when another answer would help.
    """

    question: Question | None = None
    outcome: Outcome | None = None
    refusal: Refusal | None = None
    needed: tuple[str, ...] = ()


class Unanswered(Exception):
    """The rule reached for a fact nobody has given. No refusal: rules must not catch it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def step_on(rule: Rule, answers: Mapping[str, Any], book: Rulebook | None = None) -> Asked:
    """The next question, or the outcome. Answers are JSON values; None leaves a field at what it
    is when nobody says anything. Answers to what is not (or no longer) needed are ignored."""
    try:
        given = {name: read_answer(rule, name, answers[name]) for name in answers}
    except BadFacts as bad:
        return Asked(refusal=bad)
    asked = _run(rule, given, book, silent=_only_if_unknown(rule))
    if isinstance(asked.refusal, NotCovered) or _is_open(asked.outcome):
        louder = _run(rule, given, book, silent=())
        return louder if louder.question else asked
    return asked


def read_answer(rule: Rule, field: str, value: Any) -> Any:
    """One answer as the fact it is. Raises BadFacts naming the field."""
    kind = dict(kinds_of(rule.facts_class)).get(field)
    if kind is None:
        raise BadFacts(f"没有“{field[:40]}”这一项。", field=field[:40])
    if value is None and (default := _defaults(rule)[field]) is not MISSING:
        return default
    fact = read_value(rule.facts_class, field, value)
    if fact is not None:
        check_value(rule.facts_class, field, kind, fact)
    return fact


def _run(
    rule: Rule, given: Mapping[str, Any], book: Rulebook | None, *, silent: tuple[str, ...]
) -> Asked:
    """Run the rule on what is known. `silent` fields count as left open unless they are given."""
    known = {**{name: _defaults(rule)[name] for name in silent}, **given}
    read: list[str] = []
    facts = _double(rule).knowing(known, read)
    try:
        objection = _objection(rule, given)
        if objection and objection.field in given:
            return Asked(refusal=objection, needed=_once(read))
        outcome = rule.run(facts, book, trace=True)
        if objection and objection.field:
            return Asked(question=_question(rule, objection.field), needed=_once(read))
        return Asked(outcome=outcome, needed=_once(read))
    except Unanswered as missing:
        return Asked(question=_question(rule, missing.field), needed=_once(read))
    except Undetermined as partly:
        return Asked(outcome=partly.outcome, needed=_once(read))
    except Refusal as refusal:
        return Asked(refusal=refusal, needed=_once(read))


def _objection(rule: Rule, given: Mapping[str, Any]) -> BadFacts | None:
    """What does not hold between the fields, as far as they are answered."""
    defaults = _defaults(rule)
    known = {name: default for name, default in defaults.items() if default is not MISSING}
    try:
        _double(rule).knowing({**known, **given}, []).check()
    except Unanswered:
        return None
    except BadFacts as bad:
        return bad
    return None


def _question(rule: Rule, field: str) -> Question:
    return next(item for item in rule.questions.items if item.field == field)


def _once(read: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(read))


def _is_open(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.value is None


def _only_if_unknown(rule: Rule) -> tuple[str, ...]:
    return tuple(item.field for item in rule.questions.items if item.only_if_unknown)


@lru_cache(maxsize=256)
def _defaults(rule: Rule) -> dict[str, Any]:
    return {field.name: field.default for field in fields(rule.facts_class)}


@lru_cache(maxsize=256)
def _double(rule: Rule) -> Any:
    """A class like the facts whose fields are only what has been answered."""
    facts_class, names = rule.facts_class, frozenset(_defaults(rule))

    class Double(facts_class):  # type: ignore[valid-type, misc]
        @classmethod
        def knowing(cls, given: Mapping[str, Any], read: list[str]) -> "Double":
            facts = object.__new__(cls)
            object.__getattribute__(facts, "__dict__").update(given, __read__=read)
            return facts

        def __getattribute__(self, name: str) -> Any:
            if name not in names:
                return object.__getattribute__(self, name)
            known = object.__getattribute__(self, "__dict__")
            known["__read__"].append(name)
            if name not in known:
                raise Unanswered(name)
            return known[name]

    # The words for a field are found beside the module of the facts.
    Double.__module__, Double.__name__ = facts_class.__module__, facts_class.__name__
    return Double
