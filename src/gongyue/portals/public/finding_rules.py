"""Which calculator answers a question asked in everyday words."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from gongyue.law.registry import RULES, Rule

SHORTEST = 2


@dataclass(frozen=True)
class Group:
    title: str
    rules: tuple[Rule, ...]


def groups() -> list[Group]:
    """All rules by situation, in the order of the registry."""
    by_group = groupby(RULES.values(), key=lambda rule: rule.questions.group)
    return [Group(title, tuple(rules)) for title, rules in by_group]


def related_to(rule: Rule, most: int = 4) -> list[Rule]:
    """Others of the same situation."""
    same = [other for other in RULES.values() if other.questions.group == rule.questions.group]
    return [other for other in same if other.name != rule.name][:most]


def matching(query: str, limit: int = 6) -> list[Rule]:
    """The best answers first; nothing rather than something unrelated."""
    if len(query) < SHORTEST:
        return []
    scored = [(_score(query, name), rule) for name, rule in RULES.items()]
    best = sorted((pair for pair in scored if pair[0] >= 2), key=lambda pair: -pair[0])
    return [rule for score, rule in best[:limit] if score * 3 >= best[0][0]]


def _score(query: str, name: str) -> int:
    """Everyday words found count most; shared pairs of characters break ties."""
    rule = RULES[name]
    said = rule.questions.everyday
    score = sum(4 * len(word) for word in said if word in query or query in word)
    text = f"{rule.title} {rule.questions.summary} {' '.join(said)}"
    return score + 2 * len(_pairs(query) & _pairs(text))


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()}
