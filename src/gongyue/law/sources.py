"""Which acts and articles exist, and since when. Every citation resolves here or is wrong.

A citation reads `cn/labour-contract-law#47.2`: jurisdiction / instrument # article . paragraph;
a third number is an item. Instruments without articles are cited whole.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongyue.law.yamlfile import read_yaml

FILE = Path(__file__).with_name("sources.yaml")
GIVEN = "given"  # not law: a fact somebody entered
CITATION = re.compile(r"([a-z0-9]+/[a-z0-9-]+)(?:#(\d+)(?:\.(\d+))?(?:\.(\d+))?)?")
KINDS = {
    "law": "法律",
    "decision": "全国人大常委会决定",
    "regulation": "行政法规",
    "interpretation": "司法解释",
    "rule": "部门规章",
    "notice": "规范性文件",
    "statistics": "统计数据",
    "example": "虚构示例",
}


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
        ends = (source.checked_until for source in sources.values() if source.checked_until)
        self.all_checked_until = min(ends, default=date.max)

    @classmethod
    def load(cls, path: Path = FILE) -> "Sources":
        """Raises ValueError naming the entry that is malformed."""
        return cls({key: _source(key, entry) for key, entry in read_yaml(path).items()})

    def unchecked(self, citations: Iterable[str], day: date) -> list[Source]:
        """The cited instruments not checked as far as the day, each once, as first cited."""
        if day <= self.all_checked_until:
            return []
        cited = dict.fromkeys(citation.partition("#")[0] for citation in citations)
        acts = (self.by_id[name] for name in cited)
        return [act for act in acts if act.checked_until and day > act.checked_until]

    def unchecked_words(self, citations: Iterable[str], day: date) -> list[str]:
        """The same in words, one sentence a date."""
        acts = self.unchecked(citations, day)
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
            raise UnknownCitation(f"no such source: {citation}")
        article, paragraph, item = (int(part) if part else None for part in match.groups()[1:])
        if article is not None and not 1 <= article <= source.articles:
            raise UnknownCitation(f"no such article: {citation}")
        counted = source.paragraphs[article - 1] if article and source.paragraphs else None
        if counted is not None and paragraph is not None and not 1 <= paragraph <= counted:
            raise UnknownCitation(f"no such paragraph: {citation}")
        return Citation(source, article, paragraph, item)


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


def _source(key: str, entry: dict[str, Any]) -> Source:
    try:
        period = entry["in_force"]
        paragraphs = tuple(int(number) for number in str(entry.get("paragraphs", "")).split())
        source = Source(
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
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"sources.yaml: {key}: {error!r}") from error
    _check(source)
    return source


def _check(source: Source) -> None:
    problems = [
        (not re.fullmatch(r"[a-z0-9]+/[a-z0-9-]+", source.id), "malformed id"),
        (source.kind not in KINDS, f"unknown kind {source.kind}"),
        (source.mark not in ("S", "V", "G"), "mark is S, V or G"),
        (not isinstance(source.in_force_from, date), "in_force.from is a date"),
        (not _well_checked(source), "checked_until is a date, needed for national instruments"),
        (source.paragraphs and len(source.paragraphs) != source.articles, "paragraph counts"),
        (not source.title_zh or not source.title_en, "titles"),
    ]
    for wrong, what in problems:
        if wrong:
            raise ValueError(f"sources.yaml: {source.id}: {what}")


def _well_checked(source: Source) -> bool:
    if source.checked_until is None:
        return source.in_force_until is not None or not source.id.startswith("cn/")
    return isinstance(source.checked_until, date)
