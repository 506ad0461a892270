"""Articles of the law: our note, since when, and the text where the operator installed one."""

import re
from datetime import date
from typing import Any

from gongyue.api.contents.articles import WITHOUT_TEXT, article_known, cited_source
from gongyue.apps.knowledge.citing import LABELS, WRONG, Checked, check_citations
from gongyue.apps.knowledge.searching import MOST, Found, statutes_search
from gongyue.apps.knowledge.selectors.acts import act_by_id, act_of_source, acts_installed
from gongyue.apps.knowledge.selectors.reading import ArticleRead, article_read
from gongyue.kernel.jsonform import plain
from gongyue.law.rulebook import BadFacts, NotCovered

LONGEST_QUERY, LONGEST_TEXT = 60, 50_000
INSTALLED = re.compile(r"text/(\d{1,9})#(\d{1,5}(?:-\d{1,2})?)")
NO_TEXTS = "这个系统一部法规的原文都没有装，只在通俗说明里查找。"


def statutes_found(query: str, *, on: date, limit: int) -> dict[str, Any]:
    """What answers everyday words or names an article. Raises BadFacts."""
    query = query.replace("\0", "").strip()
    if not query or len(query) > LONGEST_QUERY:
        raise BadFacts(f"“q”写一到{LONGEST_QUERY}个字。", field="q")
    if not 1 <= limit <= MOST:
        raise BadFacts(f"“limit”应在1到{MOST}之间。", field="limit")
    found = statutes_search(query, on=on, limit=limit)
    has_texts = acts_installed().exists()
    return {
        "on": str(on),
        "count": len(found),
        "remark": "" if has_texts else NO_TEXTS,
        "found": [_found(row) for row in found],
    }


def _found(row: Found) -> dict[str, Any]:
    citation = row.citation or (f"text/{row.act_id}#{row.place}" if row.place else "")
    return {"title": row.title, "excerpt": row.text, "citation": citation}


def article_told(citation: str, *, on: date) -> dict[str, Any]:
    """One article by its citation, as the rules or a search name it. Raises NotCovered."""
    installed = INSTALLED.fullmatch(citation)
    if installed:
        return _of_text(citation, int(installed[1]), installed[2], on)
    source, place = cited_source(citation), citation.partition("#")[2]
    act = act_of_source(source.id) if place else None
    read = article_read(act, place=place, day=on) if act else None
    return {**article_known(citation, on=on), **_text(read)}


def _of_text(citation: str, act_id: int, place: str, on: date) -> dict[str, Any]:
    """Of an act that no rule cites: only its text is known."""
    act = act_by_id(act_id)
    read = article_read(act, place=place, day=on) if act else None
    if act is None or read is None:
        raise NotCovered("没有装这部法规，或者它没有这一条。", field="citation")
    since = read.version.in_force_from
    unknown = {"in_force": None, "in_force_until": None, "checked_until": None, "note": ""}
    told = {"citation": citation, "title": f"《{act.title}》{read.name}", "on": str(on)}
    return {**told, **unknown, "in_force_from": plain(since), **_text(read)}


def _text(read: ArticleRead | None) -> dict[str, Any]:
    """`version`: which text counted on the day; an older day may have had another."""
    if read is None:
        return dict(WITHOUT_TEXT)
    version = read.version
    days = {"promulgated": version.promulgated, "in_force_from": version.in_force_from}
    rows = [
        {"number": p["number"], "text": p["text"], "items": [text for _, text in p["items"]]}
        for p in read.paragraphs
    ]
    return {"installed": True, "remark": "", "paragraphs": rows, "version": plain(days)}


def citations_told(text: str, *, on: date) -> dict[str, Any]:
    """Every citation of a text, and whether it stands on the day. Raises BadFacts."""
    if not text.strip():
        raise BadFacts("“text”是空的，请贴一段文字。", field="text")
    if len(text) > LONGEST_TEXT:
        raise BadFacts(f"“text”超过{LONGEST_TEXT}字，请分几次。", field="text")
    checked = check_citations(text, on=on)
    return {
        "on": str(on),
        "count": len(checked),
        "wrong": sum(row.state in WRONG for row in checked),
        "checked": [_checked(row) for row in checked],
    }


def _checked(row: Checked) -> dict[str, Any]:
    names = ("start", "end", "words", "act", "article", "remark", "source_id", "place")
    told = {name: getattr(row, name) for name in names}
    return {
        **told,
        "state": row.state.value,
        "label": LABELS[row.state],
        "wrong": row.state in WRONG,
    }
