"""What a file of law is read into: an act, its articles, their paragraphs and items."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood, and in which line; counted from 1. `fatal`: nothing is taken."""

    line: int
    words: str
    fatal: bool = False


@dataclass(slots=True)
class Paragraph:
    """款: its opening words, and its 项 as (number, words)."""

    text: str
    items: list[tuple[int, str]] = field(default_factory=list)

    def plain(self) -> str:
        return "\n".join([self.text, *(text for _, text in self.items)])


@dataclass(slots=True)
class ArticleText:
    """条; `suffix` is 1 in 第二十条之一. Number 0: a part of a text that has no articles."""

    number: int
    suffix: int
    path: tuple[str, ...]
    line: int
    paragraphs: list[Paragraph] = field(default_factory=list)

    def plain(self) -> str:
        return "\n".join(paragraph.plain() for paragraph in self.paragraphs)

    def shape(self) -> list[dict[str, Any]]:
        """As it is kept: a list of paragraphs."""
        return [
            {"text": p.text, "items": [list(item) for item in p.items]} for p in self.paragraphs
        ]


@dataclass(slots=True, kw_only=True)
class Statute:
    """One version of an act, as a file tells it."""

    title: str = ""
    head: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    articles: list[ArticleText] = field(default_factory=list)
    promulgated: date | None = None
    in_force_from: date | None = None
    number: str = ""
    issuer: str = ""
    kind: str = ""
    repeals: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_articles(self) -> bool:
        return any(article.number for article in self.articles)

    @property
    def is_refused(self) -> bool:
        return any(problem.fatal for problem in self.problems)

    def gaps(self) -> list[int]:
        """Article numbers left out between the first and the last."""
        numbers = {article.number for article in self.articles if article.number}
        return [n for n in range(1, max(numbers, default=0)) if n not in numbers]

    def counts(self) -> tuple[int, ...]:
        """Paragraphs of each article in order, 之一 left out."""
        return tuple(
            len(article.paragraphs)
            for article in self.articles
            if article.number and not article.suffix
        )

    def digest(self) -> str:
        """The same words give the same digest, whatever kind of file they came in."""
        told = [self.title, self.head, self.preamble]
        told += [[a.number, a.suffix, list(a.path), a.shape()] for a in self.articles]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
