"""An article as the rules know it: our note, since when, how far checked. No database."""

from datetime import date
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.notes import note_on
from gongyue.law.rulebook import NotCovered
from gongyue.law.sources import Source, UnknownCitation, cite_text, resolve

NO_TEXT = "原文未安装：只有条号、说明和施行日期。安装办法见 gongyue statutes import。"
WITHOUT_TEXT = {"installed": False, "remark": NO_TEXT, "paragraphs": [], "version": None}


def cited_source(citation: str) -> Source:
    """Raises NotCovered where act, article or paragraph does not exist."""
    try:
        return resolve(citation).source
    except UnknownCitation as unknown:
        raise NotCovered(f"{unknown}。", field="citation") from unknown


def article_known(citation: str, *, on: date) -> dict[str, Any]:
    """Without the text of the law. Raises NotCovered."""
    source = cited_source(citation)
    return {
        "citation": citation,
        "title": cite_text(citation),
        "on": str(on),
        "in_force": source.in_force_on(on),
        "in_force_from": plain(source.in_force_from),
        "in_force_until": plain(source.in_force_until),
        "checked_until": plain(source.checked_until),
        "note": note_on(citation) or "",
        **WITHOUT_TEXT,
    }
