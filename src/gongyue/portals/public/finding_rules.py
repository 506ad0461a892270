"""Which calculator answers a question asked in everyday words."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from gongyue.law.registry import RULES, Rule
from gongyue.portals.public.everyday import enriched, nearly_in, normal

SHORTEST = 2
OFFERED = ("severance", "overtime_pay", "double_wage", "late_payment_damages")


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


def offered() -> list[Rule]:
    """What most people look for, for whoever found nothing."""
    return [RULES[name] for name in OFFERED if name in RULES]


def matching(query: str, limit: int = 6) -> list[Rule]:
    """The best answers first; nothing rather than something unrelated."""
    if len(normal(query)) < SHORTEST:
        return []
    asked = enriched(query)
    scored = [(_score(asked, name), rule) for name, rule in RULES.items()]
    if not any(score >= 4 for score, _ in scored):
        scored = [(_nearly(normal(query), name), rule) for name, rule in RULES.items()]
    best = sorted((pair for pair in scored if pair[0] >= 2), key=lambda pair: -pair[0])
    return [rule for score, rule in best[:limit] if score * 3 >= best[0][0]]


def _score(asked: str, name: str) -> int:
    """Everyday words found count most; shared pairs of characters break ties."""
    rule = RULES[name]
    said = [normal(word) for word in rule.questions.everyday]
    typed = asked.split(" ")[0]
    score = sum(4 * len(word) for word in said if word in asked or typed in word)
    text = f"{rule.title} {rule.questions.summary} {' '.join(said)}"
    return score + 2 * len(_pairs(asked) & _pairs(text))


def _nearly(typed: str, name: str) -> int:
    """With one character wrong."""
    said = RULES[name].questions.everyday
    return sum(2 * len(word) for word in said if nearly_in(normal(word), typed))


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()}
