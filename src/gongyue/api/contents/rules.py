"""The rules: what each is called, asks, rests on and leaves out. No database."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.due import INVENTED
from gongyue.law.facts.questions import Question
from gongyue.law.groups import GROUPS
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.rulebook import BOOK, BadFacts, NotCovered
from gongyue.law.sources import all_sources, cite_text
from gongyue.law.yamlfile import read_yaml

EXAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What the worked cases of a rule cite and read; `checked_until` is the first end of them."""

    citations: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    checked_until: date | None


def rules_listed(*, group: str = "", words: str = "") -> dict[str, Any]:
    """Every rule, or those of a group or with the words in title, summary or everyday words."""
    if group and group not in GROUPS:
        raise BadFacts(f"没有这一组，可以写：{'、'.join(GROUPS)}。", field="group")
    found = [
        rule
        for rule in RULES.values()
        if group in ("", rule.questions.group) and words in _said(rule)
    ]
    return {"count": len(found), "rules": [row_of(rule) for rule in found]}


def row_of(rule: Rule) -> dict[str, Any]:
    """One line of the list."""
    asked = rule.questions
    return {
        "name": rule.name,
        "title": asked.title,
        "group": asked.group,
        "summary": asked.summary,
        "checked_until": plain(rests_of(rule.name).checked_until),
        "address": f"/api/v1/law/rules/{rule.name}",
        "page": f"/calculators/{rule.name}/",
    }


def rule_told(name: str) -> dict[str, Any]:
    """All that is to know before asking it. Raises NotCovered where there is no such rule."""
    rule = RULES.get(name)
    if rule is None:
        raise NotCovered(f"没有“{name[:40]}”这条规则。", field="rule")
    asked, rests = rule.questions, rests_of(name)
    return {
        **row_of(rule),
        "schema": rule.schema(),
        "questions": [_question(item) for item in asked.items],
        "verdicts": {key: said.words for key, said in asked.verdicts.items()},
        "not_modelled": list(asked.not_modelled),
        "sources": [{"citation": c, "text": cite_text(c)} for c in rests.citations],
        "parameters": [
            {"name": n, "place": place, "label": BOOK.label(n)} for n, place in rests.parameters
        ],
        "examples": examples_of(rule),
    }


def examples_of(rule: Rule) -> list[dict[str, Any]]:
    """Worked cases: those with an answer first, then a refusal; facts as JSON takes them."""
    cases = read_yaml(rule.folder / "cases.yaml")
    answered = [case for case in cases if "refuses" not in case][:EXAMPLES]
    refused = [case for case in cases if "refuses" in case][:1]
    return [{"name": c["name"], "facts": plain(c["facts"])} for c in [*answered, *refused]]


@lru_cache(maxsize=512)
def rests_of(name: str) -> Rests:
    """Found by asking the rule its own worked cases, once."""
    cited: dict[str, None] = {}
    read: dict[tuple[str, str], date] = {}
    for case in read_yaml(RULES[name].folder / "cases.yaml"):
        if "refuses" not in case:
            outcome = evaluate(name, case["facts"])
            cited |= dict.fromkeys(outcome.citations)
            for step in outcome.working:
                if step.parameter and step.place and not step.place.startswith(INVENTED):
                    read[step.parameter, step.place] = _last(step.parameter, step.place)
    citations = tuple(c for c in sorted(cited) if not c.startswith(INVENTED))
    ends = [*_ends(citations), *read.values()]
    return Rests(
        citations=citations, parameters=tuple(sorted(read)), checked_until=min(ends, default=None)
    )


def _ends(citations: tuple[str, ...]) -> list[date]:
    acts = {all_sources().by_id[citation.partition("#")[0]] for citation in citations}
    return [a.checked_until for a in acts if a.checked_until and a.in_force_until is None]


def _last(name: str, place: str) -> date:
    return BOOK.tables[place].parameters[name].rows[-1].checked_until


def _said(rule: Rule) -> str:
    asked = rule.questions
    return " ".join((rule.name, asked.title, asked.summary, *asked.everyday))


def _question(item: Question) -> dict[str, Any]:
    names = ("field", "label", "ask", "why", "help", "choices", "example", "only_if_unknown")
    return {name: getattr(item, name) for name in names}
