"""Acts, their versions and articles, as installed. Public: the law is nobody's secret."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from gongyue.apps.knowledge.models import Act, Article, Version
from gongyue.apps.knowledge.titles import NOTICES, title_key
from gongyue.law.sources import Source, all_sources


def acts_installed() -> QuerySet[Act]:
    """Every act with a text, by title."""
    return Act.objects.prefetch_related("versions").order_by("title")


def act_of_source(source_id: str) -> Act | None:
    """Also where two entries of sources.yaml are two versions under one title."""
    act = Act.objects.filter(source_id=source_id).first()
    source = all_sources().by_id.get(source_id)
    if act is None and source and source.kind not in NOTICES:
        act = Act.objects.filter(key=title_key(source.title_zh)).first()
    return act


def act_by_id(act_id: int) -> Act | None:
    return Act.objects.filter(pk=act_id).first()


def versions_of(act: Act) -> list[Version]:
    """Newest first; one without a date is the oldest."""
    rows = list(act.versions.all())
    return sorted(rows, key=lambda row: (row.promulgated or date.min, row.pk), reverse=True)


def version_on(act: Act, *, day: date) -> Version | None:
    """The text that counted on the day: the last one made by then; the first before that."""
    rows = versions_of(act)
    made = [row for row in rows if (row.in_force_from or row.promulgated or date.min) <= day]
    return made[0] if made else (rows[-1] if rows else None)


def articles_of(version: Version) -> QuerySet[Article]:
    return version.articles.order_by("position")


def article_in(version: Version, *, number: int, suffix: int = 0) -> Article | None:
    return version.articles.filter(number=number, suffix=suffix).first()


@dataclass(frozen=True, kw_only=True)
class Change:
    """One part of a comparison: `kind` is same, gone or new."""

    kind: str
    text: str


def plain(article: Article) -> str:
    """The words of an article, a paragraph or item a line."""
    lines: list[str] = []
    for paragraph in article.paragraphs:
        lines += [paragraph["text"], *(text for _, text in paragraph["items"])]
    return "\n".join(line for line in lines if line)


def changes(before: Article, after: Article) -> list[Change]:
    """What a later version changed, sign by sign; an equal text gives one part."""
    old, new = plain(before)[:8_000], plain(after)[:8_000]
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change(kind="same", text=new[c:d]))
            continue
        found += [Change(kind="gone", text=old[a:b])] if b > a else []
        found += [Change(kind="new", text=new[c:d])] if d > c else []
    return found


@dataclass(frozen=True, kw_only=True)
class VersionChange:
    """Which articles a version changed against the one before it."""

    version: Version
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def what_changed(newer: Version, older: Version) -> VersionChange:
    """By article number; a renumbered article counts as both."""
    new, old = _texts(newer), _texts(older)
    both = [at for at in new if at in old]
    return VersionChange(
        version=newer,
        changed=tuple(article_name(*at) for at in both if new[at] != old[at]),
        added=tuple(article_name(*at) for at in new if at not in old),
        removed=tuple(article_name(*at) for at in old if at not in new),
    )


def _texts(version: Version) -> dict[tuple[int, int], str]:
    return {(a.number, a.suffix): plain(a) for a in articles_of(version) if a.number}


def article_name(number: int, suffix: int = 0) -> str:
    return f"第{number}条" + (f"之{suffix}" if suffix else "")


def repealed_by(act: Act) -> Version | None:
    """An installed text of another act that says it repeals this one."""
    key = title_key(act.title)
    for version in Version.objects.exclude(act=act).exclude(repeals=[]).select_related("act"):
        if any(title_key(title) == key for title in version.repeals):
            return version
    return None


@dataclass(frozen=True, kw_only=True)
class Row:
    """An act of the public list: known to the rules, installed as a text, or both."""

    title: str
    source: Source | None
    act: Act | None
    article_count: int


def all_acts() -> list[Row]:
    """Acts the rules cite first as sources.yaml has them, then what else is installed."""
    installed = list(acts_installed())
    by_source = {act.source_id: act for act in installed if act.source_id}
    rows = [
        Row(title=s.title_zh, source=s, act=by_source.get(s.id), article_count=s.articles)
        for s in all_sources().by_id.values()
        if s.kind not in ("example",)
    ]
    rows += [
        Row(title=act.title, source=None, act=act, article_count=_count(act))
        for act in installed
        if not act.source_id
    ]
    return rows


def _count(act: Act) -> int:
    return max((version.article_count for version in act.versions.all()), default=0)


def shape_problems(version: Version, source: Source) -> list[str]:
    """Where an installed text and law/sources.yaml count differently."""
    counts: dict[int, int] = {}
    for article in articles_of(version):
        if article.number and not article.suffix:
            counts[article.number] = len(article.paragraphs)
    if source.articles and len(counts) != source.articles:
        return [f"文本有 {len(counts)} 条，sources.yaml 记着 {source.articles} 条。"]
    return [
        f"第{number}条：文本 {counts.get(number, 0)} 款，sources.yaml 记着 {counted} 款。"
        for number, counted in enumerate(source.paragraphs, 1)
        if counts.get(number) != counted
    ]


def paragraphs_shown(article: Article) -> list[dict[str, Any]]:
    """Paragraphs with their numbers, as a page shows them."""
    return [
        {"number": number, **paragraph} for number, paragraph in enumerate(article.paragraphs, 1)
    ]


def versions_installed() -> QuerySet[Version]:
    """Every text, the act's own together, newest first."""
    return Version.objects.select_related("act").order_by("act__title", "-promulgated", "-pk")
