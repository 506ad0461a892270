"""What a rule asks, in plain Chinese: `questions.yaml` beside the rule."""

import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongyue.law.yamlfile import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the form. `why` says what the answer needs it for; `choices` maps each
    allowed value to its Chinese word. `only_if_unknown`: asked one by one only where the rule
    cannot answer without it. `fixed`: a thing of the past that nobody can still change."""

    field: str
    label: str
    ask: str
    why: str
    help: str | None
    choices: dict[str, str]
    example: str | None
    only_if_unknown: bool
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """A verdict in one plain sentence. `unlawful`: 朱 may be used for it."""

    words: str
    unlawful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """All words of a rule for readers. `everyday`: how people ask; `not_modelled`: the limits of
    the README, in Chinese; `group` and `order`: where it stands in the list of rules;
    `claim_from`: the field whose day starts the year within which a claim is made."""

    title: str
    summary: str
    group: str
    order: int
    everyday: tuple[str, ...]
    verdicts: dict[str, VerdictWords]
    not_modelled: tuple[str, ...]
    items: tuple[Question, ...]
    claim_from: str | None

    def label(self, field: str) -> str:
        return next((item.label for item in self.items if item.field == field), field)


@lru_cache(maxsize=128)
def questions_in(folder: Path) -> Questions:
    """Raises ValueError or KeyError when the file is malformed."""
    content = read_yaml(folder / "questions.yaml")
    return Questions(
        title=content["title"],
        summary=content["summary"],
        group=content["group"],
        order=int(content["order"]),
        everyday=tuple(str(word) for word in content["everyday"]),
        verdicts={name: _verdict(entry) for name, entry in content.get("verdicts", {}).items()},
        not_modelled=tuple(content["not_modelled"]),
        items=tuple(_question(entry) for entry in content["questions"]),
        claim_from=content.get("claim_from"),
    )


def _verdict(entry: dict[str, Any]) -> VerdictWords:
    return VerdictWords(words=entry["words"], unlawful=bool(entry.get("unlawful")))


def label_of(facts_class: type, field: str) -> str:
    """What a field is called on screens; its own name where nothing says."""
    file = getattr(sys.modules.get(facts_class.__module__), "__file__", None)
    folder = Path(file).parent if file else None
    if folder is None or not (folder / "questions.yaml").exists():
        return field
    return questions_in(folder).label(field)


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        field=entry["field"],
        label=entry["label"],
        ask=entry["ask"],
        why=entry["why"],
        help=entry.get("help"),
        choices={str(key): word for key, word in (entry.get("choices") or {}).items()},
        example=str(entry["example"]) if "example" in entry else None,
        only_if_unknown=bool(entry.get("only_if_unknown")),
        fixed=bool(entry.get("fixed")),
    )
