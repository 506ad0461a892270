"""All rules by name, with the schema of their facts; and one way to ask any of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from gongyue.law.facts import Facts, read_facts, schema_of
from gongyue.law.facts.questions import Questions, questions_in
from gongyue.law.groups import GROUPS
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, Undetermined

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Rule:
    """One folder of the law: its facts, its function, its questions."""

    name: str
    facts_class: type[Facts]
    run: Callable[..., Outcome]
    folder: Path

    @cached_property
    def questions(self) -> Questions:
        return questions_in(self.folder)

    @property
    def title(self) -> str:
        return self.questions.title

    def schema(self) -> dict[str, Any]:
        """JSON Schema (draft 2020-12) of the facts."""
        return schema_of(self.facts_class, self.folder)


def _rule(name: str) -> Rule:
    """By convention folder, function and module share the name; the facts class ends in Facts."""
    module = import_module(f"gongyue.law.{name}")
    run = getattr(module, name)
    facts_class = run.__annotations__["facts"]
    return Rule(name, facts_class, run, FOLDER / name)


def _place(rule: Rule) -> tuple[int, int, str]:
    return GROUPS.index(rule.questions.group), rule.questions.order, rule.name


# Every folder with a rule.py is a rule: there is no list to forget.
RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in sorted((_rule(path.parent.name) for path in FOLDER.glob("*/rule.py")), key=_place)
}


def rule_named(name: str) -> Rule:
    """Raises BadFacts when there is no such rule."""
    if name not in RULES:
        raise BadFacts(f"没有“{str(name)[:40]}”这条规则。", field="rule")
    return RULES[name]


def evaluate(
    name: str, facts: Mapping[str, Any], *, book: Rulebook | None = None, trace: bool = True
) -> Outcome:
    """The outcome of a rule for facts as they come from JSON; its value is None where only a part
    of the answer can be known. Raises a Refusal, never else."""
    rule = rule_named(name)
    try:
        return rule.run(read_facts(rule.facts_class, facts), book, trace=trace)
    except Undetermined as partly:
        return partly.outcome
