"""Which calculator answers a question asked in everyday words."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from gongyue.law.registry import RULES, Rule

FILE = Path(__file__).with_name("everyday_words.yaml")
OTHERS = "其他"
SHORTEST = 2


@dataclass(frozen=True)
class Group:
    title: str
    rules: tuple[Rule, ...]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    """Group → rule → everyday words."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def groups() -> list[Group]:
    """All rules by situation; a rule nobody placed comes under 其他."""
    found = [
        Group(title, tuple(RULES[name] for name in names if name in RULES))
        for title, names in _words().items()
    ]
    placed = {name for names in _words().values() for name in names}
    rest = tuple(rule for name, rule in RULES.items() if name not in placed)
    return [group for group in [*found, Group(OTHERS, rest)] if group.rules]


def matching(query: str, limit: int = 6) -> list[Rule]:
    """The best answers first; nothing rather than something unrelated."""
    if len(query) < SHORTEST:
        return []
    scored = [(_score(query, name), rule) for name, rule in RULES.items()]
    best = sorted((pair for pair in scored if pair[0] >= 2), key=lambda pair: -pair[0])
    return [rule for score, rule in best[:limit] if score * 3 >= best[0][0]]


def _score(query: str, name: str) -> int:
    """Everyday words found count most; shared pairs of characters break ties."""
    said = [word for words in _words().values() for word in words.get(name, [])]
    score = sum(4 * len(word) for word in said if word in query or query in word)
    rule = RULES[name]
    text = f"{rule.title} {rule.questions.summary} {' '.join(said)}"
    return score + 2 * len(_pairs(query) & _pairs(text))


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()}
