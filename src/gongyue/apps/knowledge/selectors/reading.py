"""An article as a page shows it: its text, its neighbours, and what earlier versions said."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyue.apps.knowledge.models import Act, Article, Version
from gongyue.apps.knowledge.selectors.acts import (
    Change,
    VersionChange,
    article_in,
    article_name,
    articles_of,
    changes,
    paragraphs_shown,
    plain,
    repealed_by,
    version_on,
    versions_of,
    what_changed,
)

_PLACE = re.compile(r"(\d{1,5})(?:-(\d{1,2}))?(?:\.(\d{1,3}))?(?:\.\d{1,3})?")
VERSIONS_COMPARED = 6


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What a later version made of an article: nothing (`same`), parts, or all of it."""

    version: Version
    parts: list[Change]
    is_same: bool


@dataclass(frozen=True, kw_only=True)
class ArticleRead:
    name: str
    path: list[str]
    paragraphs: list[dict[str, Any]]
    cited: int
    version: Version
    before: str
    after: str
    earlier: list[Earlier]


def article_read(act: Act, *, place: str, day: date) -> ArticleRead | None:
    """None when the text that counted on the day has no such article."""
    asked, version = _PLACE.fullmatch(place), version_on(act, day=day)
    if asked is None or version is None:
        return None
    number, suffix = int(asked[1]), int(asked[2] or 0)
    article = article_in(version, number=number, suffix=suffix)
    if article is None:
        return None
    before, after = _neighbours(article)
    return ArticleRead(
        name=article_name(number, suffix),
        path=article.path,
        paragraphs=paragraphs_shown(article),
        cited=int(asked[3] or 0),
        version=version,
        before=before,
        after=after,
        earlier=_earlier(act, article),
    )


def _neighbours(article: Article) -> tuple[str, str]:
    rows = article.version.articles.filter(number__gt=0)
    before = rows.filter(position__lt=article.position).order_by("-position").first()
    after = rows.filter(position__gt=article.position).order_by("position").first()
    return _place(before), _place(after)


def _place(article: Article | None) -> str:
    if article is None:
        return ""
    return f"{article.number}-{article.suffix}" if article.suffix else str(article.number)


def _earlier(act: Act, article: Article) -> list[Earlier]:
    """Older versions of the same number, each against the one shown."""
    found = []
    for version in versions_of(act)[:VERSIONS_COMPARED]:
        old = article_in(version, number=article.number, suffix=article.suffix)
        if version.pk != article.version_id and old:
            parts = changes(old, article)
            same = all(part.kind == "same" for part in parts)
            found.append(Earlier(version=version, parts=parts, is_same=same))
    return found


@dataclass(frozen=True, kw_only=True)
class Contents:
    """An act as installed: `chapters` are (path, [(place, name, opening words)])."""

    version: Version
    chapters: list[tuple[str, list[tuple[str, str, str]]]]
    others: list[Version]
    changed: VersionChange | None
    repealed_by: Version | None


def contents(act: Act, *, day: date) -> Contents | None:
    """None when there is no text."""
    version = version_on(act, day=day)
    if version is None:
        return None
    versions = versions_of(act)
    at = versions.index(version)
    older = versions[at + 1] if at + 1 < len(versions) else None
    return Contents(
        version=version,
        chapters=_chapters(version),
        others=[row for row in versions if row.pk != version.pk],
        changed=what_changed(version, older) if older else None,
        repealed_by=repealed_by(act),
    )


def _chapters(version: Version) -> list[tuple[str, list[tuple[str, str, str]]]]:
    found: list[tuple[str, list[tuple[str, str, str]]]] = []
    for article in articles_of(version):
        path = " · ".join(article.path)
        if not found or found[-1][0] != path:
            found.append((path, []))
        name = article_name(article.number, article.suffix) if article.number else ""
        text = article.paragraphs[0]["text"] if article.number else plain(article)
        found[-1][1].append((_place(article) if article.number else "", name, text))
    return found
