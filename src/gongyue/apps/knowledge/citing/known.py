"""What is known of acts: from law/sources.yaml always, from installed texts where there are any."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from gongyue.apps.knowledge.models import Act
from gongyue.apps.knowledge.selectors.acts import (
    act_of_source,
    articles_of,
    repealed_by,
    version_on,
)
from gongyue.apps.knowledge.titles import number_key, sources_by_title, title_key
from gongyue.law.sources import Source, all_sources

TABLE = Path(__file__).with_name("names.yaml")
Shape = list[int]  # of an article: how many items each paragraph has


@dataclass(slots=True)
class ActFacts:
    """`articles` is None where no text is installed; then `count` and `paragraphs` are all."""

    title: str
    source: Source | None = None
    since: date | None = None
    until: date | None = None
    replaced_by: str = ""
    count: int = 0
    paragraphs: tuple[int, ...] = ()
    articles: dict[tuple[int, int], Shape] | None = field(default=None)


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """Everyday names of acts, and acts repealed that nobody need install."""
    return dict(yaml.safe_load(TABLE.read_text(encoding="utf-8")))


class Known:
    """Acts by what a text calls them; each looked up once a text."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.short: dict[str, str] = table()["short"]
        self.acts = {act.key: act for act in Act.objects.all()}
        self.held: dict[str, ActFacts | None] = {}

    def names(self) -> tuple[str, ...]:
        """Names recognised without title marks."""
        titles = [s.short_zh for s in all_sources().by_id.values() if s.kind != "example"]
        titles += [s.title_zh for s in all_sources().by_id.values() if s.kind != "example"]
        titles += [act.title for act in self.acts.values() if len(act.title) <= 40]
        titles += [*self.short, *table()["repealed"]]
        plain = {title.replace("中华人民共和国", "") for title in titles}
        return tuple(sorted(name for name in plain if len(name) >= 3 or name.endswith("法")))

    def act(self, words: str) -> ActFacts | None:
        """The act under a title or number; None when nobody knows it."""
        if words not in self.held:
            self.held[words] = self._found(words)
        return self.held[words]

    def _found(self, words: str) -> ActFacts | None:
        name = self.short.get(words.strip("《》"), words.strip("《》"))
        key = title_key(name)
        sources = sources_by_title().get(key) or self._by_number(words)
        if sources:
            source = next((s for s in sources if s.in_force_on(self.on)), sources[0])
            return self._of_source(source)
        gone = next((n for n in table()["repealed"] if title_key(n) == key), "")
        if gone:
            row = table()["repealed"][gone]
            return ActFacts(title=gone, until=row["until"], replaced_by=row["by"])
        act = self.acts.get(key) or next(
            (a for k, a in self.acts.items() if k.split("|")[0] == key), None
        )
        return self._of_act(act, ActFacts(title=act.title)) if act else None

    def _by_number(self, words: str) -> tuple[Source, ...]:
        """法释〔2020〕26号 or 国务院令第535号: compared without brackets."""
        asked = _number(words)
        return tuple(
            source
            for source in all_sources().by_id.values()
            if asked and source.number and _number(source.number) == asked
        )

    def _of_source(self, source: Source) -> ActFacts:
        facts = ActFacts(
            title=source.short_zh,
            source=source,
            since=source.in_force_from,
            until=source.in_force_until,
            count=source.articles,
            paragraphs=source.paragraphs,
        )
        later = sources_by_title().get(title_key(source.title_zh), ())
        after = [s for s in later if s.in_force_from > source.in_force_from]
        facts.replaced_by = _title(after[0]) if source.in_force_until and after else ""
        act = act_of_source(source.id)
        return self._of_act(act, facts) if act else facts

    def _of_act(self, act: Act, facts: ActFacts) -> ActFacts:
        version = version_on(act, day=self.on)
        if version is None:
            return facts
        shapes = {
            (a.number, a.suffix): [len(p["items"]) for p in a.paragraphs]
            for a in articles_of(version)
            if a.number
        }
        if facts.source is None:
            facts.since = version.in_force_from
            by = repealed_by(act)
            if by and (by.in_force_from or by.promulgated):
                facts.until, facts.replaced_by = by.in_force_from or by.promulgated, by.act.title
        if shapes:
            facts.articles = shapes
        return facts


def _title(source: Source) -> str:
    return source.short_zh if not source.number else f"{source.short_zh}（{source.number}）"


def _number(words: str) -> str:
    if not re.search(r"\d+\s*号|号令|令", words):
        return ""
    return number_key(words).replace("第", "").replace("号令", "号").replace("令", "")
