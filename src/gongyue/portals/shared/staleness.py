"""How far the tables and acts behind a finding were checked: said once, not on every line."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongyue.law.sources import UnknownCitation, resolve


def stale_until(finding: Mapping[str, Any]) -> date | None:
    """The last day for which everything stale in a finding was checked; None when none is."""
    if not finding.get("stale"):
        return None
    days = [*_of_lines(finding.get("working") or ()), *_of_acts(finding["stale"])]
    return min(days, default=None)


def latest_of(days: Iterable[date | None]) -> date | None:
    """One day for a whole report: older ones stand in the working of each finding."""
    return max((day for day in days if day), default=None)


def _of_lines(working: Iterable[Mapping[str, Any]]) -> list[date]:
    stale = (line for line in working if line.get("stale") and line.get("checked_until"))
    return [date.fromisoformat(line["checked_until"]) for line in stale]


def _of_acts(names: Iterable[str]) -> list[date]:
    """Acts are named by their citation, parameters by a dotted name without a slash."""
    days = (_act(name) for name in names if "/" in name)
    return [day for day in days if day]


def _act(name: str) -> date | None:
    try:
        return resolve(name).source.checked_until
    except UnknownCitation:
        return None
