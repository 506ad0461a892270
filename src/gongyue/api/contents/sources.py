"""The instruments of law/sources.yaml: what can be cited. No database."""

from typing import Any

from gongyue.api.contents.rules import rests_of
from gongyue.kernel.jsonform import plain
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BadFacts, NotCovered
from gongyue.law.sources import KINDS, Source, all_sources


def sources_listed(*, kind: str = "", words: str = "") -> dict[str, Any]:
    """Raises BadFacts where there is no such kind."""
    if kind and kind not in KINDS:
        raise BadFacts(f"没有这一类，可以写：{'、'.join(KINDS)}。", field="kind")
    found = [
        source
        for source in all_sources().by_id.values()
        if kind in ("", source.kind) and words in f"{source.title_zh} {source.number or ''}"
    ]
    return {"count": len(found), "sources": [row_of(source) for source in found]}


def row_of(source: Source) -> dict[str, Any]:
    names = ("id", "title_zh", "short_zh", "title_en", "kind", "number", "mark", "link")
    days = ("promulgated", "in_force_from", "in_force_until", "checked_until")
    return {
        **{name: getattr(source, name) for name in names},
        **{name: plain(getattr(source, name)) for name in days},
        "kind_zh": KINDS[source.kind],
        "articles": source.articles,
    }


def source_told(source_id: str) -> dict[str, Any]:
    """One of them with its shape and the rules that rest on it. Raises NotCovered."""
    source = all_sources().by_id.get(source_id)
    if source is None:
        raise NotCovered(f"引用表里没有“{source_id[:80]}”。", field="id")
    return {
        **row_of(source),
        "paragraphs": list(source.paragraphs),
        "rules": [name for name in RULES if _rests_on(name, source_id)],
    }


def _rests_on(rule: str, source_id: str) -> bool:
    return any(c.partition("#")[0] == source_id for c in rests_of(rule).citations)
