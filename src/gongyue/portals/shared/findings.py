"""What a finding of the check-up looks like on a screen; made from its JSON, stored or fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyue.portals.shared.figures import Figure, figure_of_amount, line_of_json
from gongyue.portals.shared.staleness import stale_until
from gongyue.portals.shared.words import Text

# A check-up reads tables and registered records; its reader has not filled in anything.
GIVEN_WORDS = "所给情况"
LABEL = "最多可能承担"


@dataclass(frozen=True, kw_only=True)
class FindingCard:
    code: str
    title: str
    person: str
    where: str
    message: str
    severity: str
    status: str
    figure: Figure | None
    citations: tuple[str, ...]
    worsens_on: date | None
    fix: str
    doubts: tuple[str, ...]
    assumptions: tuple[str, ...]
    stale_until: date | None = None  # the last day its tables and acts were checked for


def card_of(finding: Mapping[str, Any]) -> FindingCard:
    """A card from one entry of the check-up's `findings`."""
    worsens_on = finding.get("worsens_on")
    return FindingCard(
        code=finding["code"],
        title=finding.get("title") or finding["code"],
        person=finding["person"],
        where=_where(finding),
        message=finding.get("message") or "",
        severity=finding["severity"],
        status=finding["status"],
        figure=_figure(finding),
        citations=tuple(finding["citations"]),
        worsens_on=date.fromisoformat(worsens_on) if worsens_on else None,
        fix=finding["fix"],
        doubts=tuple(finding.get("doubts", ())),
        assumptions=tuple(finding.get("assumptions", ())),
        stale_until=stale_until(finding),
    )


def _figure(finding: Mapping[str, Any]) -> Figure | None:
    """None when no money follows and nothing was calculated."""
    lines = tuple(line_of_json(step) for step in finding.get("working") or ())
    if finding["amount"] is None:
        nothing = Text("没有可算出的金额")
        words = {"label": LABEL, "given_words": GIVEN_WORDS}
        return Figure(value=nothing, lines=lines, **words) if lines else None
    look = {"unlawful": finding["status"] == "breach", "given_words": GIVEN_WORDS}
    return figure_of_amount(LABEL, finding["amount"], lines=lines, **look)


def _where(finding: Mapping[str, Any]) -> str:
    sheet, row = finding.get("sheet"), finding.get("row")
    if not sheet:
        return ""
    return f"“{sheet}”第 {row} 行" if row else f"“{sheet}”"
