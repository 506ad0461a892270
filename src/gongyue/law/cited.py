"""Which rules and tables rest on an article: read from their files, once."""

import re
from functools import lru_cache

from gongyue.law.policies import policies_of
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import BOOK
from gongyue.law.yamlfile import read_yaml

_CITATION = re.compile(r"[a-z0-9]+/[a-z][a-z0-9-]+(?:#\d+)?")


def _article(citation: str) -> str:
    """The article a citation of a paragraph or item is in."""
    act, _, place = citation.partition("#")
    return f"{act}#{place.split('.')[0]}" if place else act


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, rule in RULES.items():
        text = "".join(path.read_text(encoding="utf-8") for path in rule.folder.glob("*.py"))
        text += " ".join(_behind(name))
        for citation in set(_CITATION.findall(text)):
            found[citation] = (*found.get(citation, ()), name)
    return found


def _behind(rule: str) -> list[str]:
    """What the conditions of its policies rest on."""
    return [f" {name} " for policy in policies_of({rule}) for name in policy.named_in_law]


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in BOOK.tables.values():
        for parameter in table.parameters.values():
            for citation in {_article(row.source) for row in parameter.rows}:
                found[citation] = (*found.get(citation, ()), parameter.label)
    return found


@lru_cache(maxsize=1)
def _cases() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, rule in RULES.items():
        for case in read_yaml(rule.folder / "cases.yaml"):
            for citation in {_article(str(cited)) for cited in case.get("cites", ())}:
                found[citation] = (*found.get(citation, ()), (name, case["name"]))
    return found


def rules_citing(citation: str) -> list[Rule]:
    """The rules whose code, or the conditions of whose policies, name the article."""
    return [RULES[name] for name in _rules().get(_article(citation), ())]


def tables_citing(citation: str) -> tuple[str, ...]:
    """Labels of the parameters that rest on the article."""
    return tuple(dict.fromkeys(_tables().get(_article(citation), ())))


def cases_citing(citation: str) -> list[tuple[Rule, str]]:
    """Worked examples of rules that cite the article: the rule and the example's name."""
    return [(RULES[rule], name) for rule, name in _cases().get(_article(citation), ())]
