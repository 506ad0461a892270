"""The files of this folder: `facts.yaml` the vocabulary, every other one a policy.

name: 一次性扩岗补助
rule: hiring_subsidy            # the rule that computes the amount
basis: cn/stable-jobs-notice-2025
valid: {from: 2025-04-14, until: 2025-12-31}
figures: {least: hiring_subsidy.months}
conditions:
  - words: 签了劳动合同
    cel: contract_signed
    basis: cn/stable-jobs-notice-2025
    mark: V
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from gongyue.law.policies.kinds import Fact
from gongyue.law.policies.language import compiled, names_in
from gongyue.law.policies.slips import fact_of, fact_slips, names_of, policy_slips
from gongyue.law.rulebook import InvalidRulebook, default_book
from gongyue.law.sources import all_sources
from gongyue.law.yamlfile import read_yaml

FOLDER = Path(__file__).parent
VOCABULARY = "facts.yaml"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition: its words, its expression, the names read there, what it rests on."""

    words: str
    cel: str
    basis: str
    mark: str
    names: tuple[str, ...]

    @cached_property
    def program(self) -> Any:
        return compiled(self.cel)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """`figures`: the dated parameter behind each name; `facts` in the order they are read."""

    id: str
    name: str
    rule: str
    basis: str
    first: date
    until: date | None
    figures: Mapping[str, str]
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]

    @cached_property
    def fact_named(self) -> dict[str, Fact]:
        return {fact.name: fact for fact in self.facts}

    @property
    def named_in_law(self) -> set[str]:
        """The parameters it reads and the articles it rests on."""
        cited = {condition.basis for condition in self.conditions}
        return {*self.figures.values(), self.basis, *cited}

    @property
    def first_figure(self) -> str:
        return next(iter(self.figures.values()))


@lru_cache(maxsize=1)
def policies() -> dict[str, Policy]:
    """Every policy by its id, the name of its file. Raises InvalidRulebook naming the entry."""
    known = vocabulary()
    paths = (path for path in sorted(FOLDER.glob("*.yaml")) if path.name != VOCABULARY)
    return {path.stem: _policy(path, known) for path in paths}


def policy_named(name: str) -> Policy:
    return policies()[name]


def policies_of(rules: Container[str]) -> list[Policy]:
    """The policies whose amount one of the rules computes."""
    return [policy for policy in policies().values() if policy.rule in rules]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Fact]:
    """Every fact a condition may name. Raises InvalidRulebook."""
    content = _content(FOLDER / VOCABULARY)
    for slip in fact_slips(content):
        raise InvalidRulebook(slip.words(VOCABULARY))
    return {name: fact_of(name, entry) for name, entry in content.items()}


def _policy(path: Path, known: Mapping[str, Fact]) -> Policy:
    content = _content(path)
    units = {name: table.unit for name, table in default_book().tables["cn"].parameters.items()}
    for slip in policy_slips(content, known, units, all_sources()):
        raise InvalidRulebook(slip.words(path.name))
    return policy_of(path.stem, content, known, units)


def policy_of(
    name: str, content: Mapping[str, Any], known: Mapping[str, Fact], units: Mapping[str, str]
) -> Policy:
    """The policy of content without slips."""
    figures = content.get("figures") or {}
    names = names_of(known, figures, units)
    conditions = tuple(
        Condition(**entry, names=names_in(entry["cel"], names)) for entry in content["conditions"]
    )
    read = dict.fromkeys(name for condition in conditions for name in condition.names)
    return Policy(
        id=name,
        name=content["name"],
        rule=content["rule"],
        basis=content["basis"],
        first=content["valid"]["from"],
        until=content["valid"].get("until"),
        figures=figures,
        facts=tuple(known[name] for name in read if name in known),
        conditions=conditions,
    )


def _content(path: Path) -> dict[str, Any]:
    try:
        return dict(read_yaml(path) or {})
    except ValueError as error:
        raise InvalidRulebook(str(error)) from error
