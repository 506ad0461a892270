"""Titles of acts, compared as lawyers do: with or without the country, whatever the brackets."""

import re
from functools import lru_cache

from gongyue.law.sources import Source, all_sources

_NOISE = re.compile(r"[\s《》〈〉<>()（）〔〕\[\]【】“”\"·、，]")
_ENDS = re.compile(r"[(（](?:\d{4}年?)?(?:修正|修订|修改|试行)?[)）]$")
NOTICES = ("notice", "rule", "statistics", "example")


def title_key(title: str) -> str:
    """What two spellings of one title share."""
    return _NOISE.sub("", _ENDS.sub("", title.strip())).replace("中华人民共和国", "")


def number_key(number: str) -> str:
    return re.sub(r"[^\w]", "", number)


@lru_cache(maxsize=1)
def sources_by_title() -> dict[str, tuple[Source, ...]]:
    """The instruments of law/sources.yaml under every name they have."""
    found: dict[str, tuple[Source, ...]] = {}
    for source in all_sources().by_id.values():
        for key in {title_key(source.title_zh), title_key(source.short_zh)}:
            found[key] = (*found.get(key, ()), source)
    return found


def source_for(*, title: str, number: str) -> Source | None:
    """The instrument of law/sources.yaml a text is; a notice only under its own number."""
    for source in sources_by_title().get(title_key(title), ()):
        differs = number and source.number and number_key(number) != number_key(source.number)
        if not (differs and source.kind in NOTICES):
            return source
    return None


def act_key(*, title: str, number: str) -> str:
    """Under which key an act is kept: one title is one act, but notices often share a title."""
    key = title_key(title)[:120]
    return f"{key}|{number_key(number)[:30]}" if title.endswith("通知") and number else key
