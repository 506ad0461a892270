"""Which acts and articles exist, and since when. Every citation resolves here or is wrong.

A citation reads `cn/labour-contract-law#47.2`: jurisdiction / instrument # article . paragraph;
a third number is an item. Instruments without articles are cited whole.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongyue.law.source_slips import KINDS as KINDS
from gongyue.law.source_slips import source_slips
from gongyue.law.yamlfile import read_yaml

FILE = Path(__file__).with_name("sources.yaml")
CACHED_WORDS = 4096
GIVEN = "given"  # not law: a fact somebody entered
CITATION = re.compile(r"([a-z0-9]+/[a-z0-9-]+)(?:#(\d+)(?:\.(\d+))?(?:\.(\d+))?)?")


class InvalidSources(ValueError):
    """sources.yaml is malformed; it names the entry."""


class UnknownCitation(ValueError):
    """The act, article or paragraph does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One instrument. `paragraphs[i]` counts the paragraphs of article i + 1.

    `checked_until`: the last day for which it is known to stand unchanged; None where it has
    ended, or where each value taken from it says so itself.
    """

    id: str
    title_zh: str
    short_zh: str
    title_en: str
    kind: str
    mark: str
    number: str | None
    promulgated: date | None
    in_force_from: date
    in_force_until: date | None
    checked_until: date | None
    articles: int
    paragraphs: tuple[int, ...]
    link: str | None

    def in_force_on(self, day: date) -> bool:
        return self.in_force_from <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )


@dataclass(frozen=True, slots=True)
class Citation:
    source: Source
    article: int | None
    paragraph: int | None
    item: int | None

    def only_paragraph(self) -> bool:
        """An article of one paragraph is cited without it."""
        counts = self.source.paragraphs
        return bool(counts) and self.article is not None and counts[self.article - 1] == 1

    def text(self) -> str:
        """《劳动合同法》第47条第2款."""
        text = f"《{self.source.short_zh}》"
        if self.source.kind in ("notice", "statistics", "example") and self.source.number:
            text = f"{self.source.number}{text}"
        paragraph = None if self.only_paragraph() else self.paragraph
        for number, word in ((self.article, "条"), (paragraph, "款"), (self.item, "项")):
            text += f"第{number}{word}" if number else ""
        return text


class Sources:
    """The table of instruments."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.by_id = sources
        self._words: dict[tuple[tuple[str, ...], date], list[str]] = {}
        ends = (source.checked_until for source in sources.values() if source.checked_until)
        self.all_checked_until = min(ends, default=date.max)

    @classmethod
    def load(cls, path: Path = FILE) -> "Sources":
        """Raises InvalidSources naming the entry that is malformed."""
        try:
            content = read_yaml(path)
        except ValueError as error:
            raise InvalidSources(str(error)) from error
        if not isinstance(content, dict):
            raise InvalidSources("sources.yaml: 文件是空的，或者不是表。")
        return cls({key: _checked(key, entry) for key, entry in content.items()})

    def unchecked(self, citations: Iterable[str], day: date) -> list[Source]:
        """The cited instruments not checked as far as the day, each once, as first cited."""
        if day <= self.all_checked_until:
            return []
        cited = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        acts = (self.by_id[name] for name in cited)
        return [act for act in acts if act.checked_until and day > act.checked_until]

    def unchecked_words(self, citations: Iterable[str], day: date) -> list[str]:
        """The same in words, one sentence a date; many answers cite the same on one day."""
        if day <= self.all_checked_until:
            return []
        key = (tuple(citations), day)
        words = self._words.get(key)
        if words is None:
            if len(self._words) > CACHED_WORDS:
                self._words.clear()
            words = self._words[key] = self._unchecked_words(key[0], day)
        return words

    def _unchecked_words(self, citations: Iterable[str], day: date) -> list[str]:
        acts = self.unchecked(citations, day)
        if not acts:
            return []
        dates = sorted({act.checked_until for act in acts if act.checked_until})
        return [
            f"{_titles(act for act in acts if act.checked_until == until)}只核对到{until}，"
            "此后有没有修改尚未核对。"
            for until in dates
        ]

    def resolve(self, citation: str) -> Citation:
        """Raises UnknownCitation when the act, article or paragraph does not exist."""
        match = CITATION.fullmatch(citation)
        source = self.by_id.get(match[1]) if match else None
        if match is None or source is None:
            raise UnknownCitation(f"引用表里没有“{citation}”")
        article, paragraph, item = (int(part) if part else None for part in match.groups()[1:])
        if article is not None and not 1 <= article <= source.articles:
            has = f"只有{source.articles}条" if source.articles else "没有分条"
            raise UnknownCitation(f"《{source.short_zh}》{has}，没有第{article}条")
        counted = source.paragraphs[article - 1] if article and source.paragraphs else None
        if counted is not None and paragraph is not None and not 1 <= paragraph <= counted:
            where = f"《{source.short_zh}》第{article}条"
            raise UnknownCitation(f"{where}只有{counted}款，没有第{paragraph}款")
        return Citation(source, article, paragraph, item)

    def nearest(self, citation: str) -> str:
        """What to write instead of a citation of nothing, in words."""
        act, _, place = citation.partition("#")
        if act in self.by_id:
            return f"核对条款号“{place}”，或改正 sources.yaml 里的条数、款数"
        near = get_close_matches(act, self.by_id, n=1)
        new = "新文件先写进 sources.yaml"
        return f"是不是想写 {near[0]}；{new}" if near else new


def _titles(acts: Iterable[Source]) -> str:
    return "".join(dict.fromkeys(f"《{act.short_zh}》" for act in acts))


@lru_cache(maxsize=1)
def all_sources() -> Sources:
    return Sources.load()


def resolve(citation: str) -> Citation:
    """The instrument and article of a citation. Raises UnknownCitation."""
    return all_sources().resolve(citation)


@lru_cache(maxsize=4096)
def cite_text(citation: str) -> str:
    """The citation as a Chinese reader writes it."""
    return "填写的情况" if citation == GIVEN else resolve(citation).text()


def _checked(key: Any, entry: Any) -> Source:
    for slip in source_slips(key, entry):
        raise InvalidSources(slip.words("sources.yaml"))
    return source_of(key, entry)


def source_of(key: str, entry: dict[str, Any]) -> Source:
    """The instrument of an entry without slips."""
    period = entry["in_force"]
    paragraphs = tuple(int(number) for number in str(entry.get("paragraphs", "")).split())
    return Source(
        id=key,
        title_zh=entry["title_zh"],
        short_zh=entry.get("short_zh", entry["title_zh"]),
        title_en=entry["title_en"],
        kind=entry["kind"],
        mark=entry["mark"],
        number=entry.get("number"),
        promulgated=entry.get("promulgated"),
        in_force_from=period["from"],
        in_force_until=period.get("until"),
        checked_until=entry.get("checked_until"),
        articles=int(entry.get("articles", 0)) or len(paragraphs),
        paragraphs=paragraphs,
        link=entry.get("link"),
    )
