"""What of a report may be shown: no sum of so few that one could tell whose it is.

A group of fewer than three people or three firms is put together with the next small ones of its
kind until it is large enough; where even all together are too few, no figures are shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gongyue.kernel.jsonform import plain

FEWEST = 3
OTHERS = "others"
AMOUNTS = ("before", "after", "difference")
COUNTS = ("moved", "up", "down", "subjects", "firms")
FEW = {"too_few": True}


def published(report: dict[str, Any]) -> dict[str, Any]:
    """The report without anything that would tell of one person or firm."""
    rules = {name: _rule(found) for name, found in report["rules"].items()}
    groups = [row for rows in _by_kind(report["groups"]).values() for row in _folded(rows, rules)]
    few = enough(report) is False and report["moved"] > 0
    counts = {"moved": None, "subjects": None, "firms": None} if few else {}
    return {**report, **counts, "too_few": few, "rules": rules, "groups": groups}


def enough(found: dict[str, Any]) -> bool:
    return bool(found["subjects"] >= FEWEST and found["firms"] >= FEWEST)


def _rule(found: dict[str, Any]) -> dict[str, Any]:
    """Small classes, verdicts and refusals within a rule are counted as none told."""
    if not found["moved"]:
        return {"unit": found["unit"], "moved": 0, "only_standing": found["only_standing"]}
    if not enough(found):
        return {"unit": found["unit"], **FEW}
    refusals = {name: _count(number) for name, number in found["refusals"].items()}
    return {
        **found,
        "refusals": refusals,
        "verdicts": [{**row, "count": _count(row["count"])} for row in found["verdicts"]],
        "doubts": [row for row in found["doubts"] if row["count"] >= FEWEST],
        "distribution": [{**row, "count": _count(row["count"])} for row in found["distribution"]],
    }


def _count(number: int) -> int | None:
    """None: fewer than three."""
    return number if number == 0 or number >= FEWEST else None


def _by_kind(groups: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in groups:
        if row["moved"]:
            kinds[(row["rule"], row["by"])].append(row)
    return kinds


def _folded(rows: list[dict[str, Any]], rules: dict[str, Any]) -> list[dict[str, Any]]:
    """Groups large enough, and one of all others, which is made large enough too."""
    if rules[rows[0]["rule"]].get("too_few"):
        return []
    large = sorted(filter(enough, rows), key=_weight)
    small = [row for row in rows if not enough(row)]
    while small and large and not enough(_joined(small)):
        small.append(large.pop(0))
    told = [_told(row) for row in reversed(large)]
    if small and enough(_joined(small)):
        told.append({**_joined(small), "is": OTHERS})
    return told


def _weight(row: dict[str, Any]) -> tuple[int, str]:
    return row["subjects"], row["is"]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("rule", "by", "is", *COUNTS, *AMOUNTS)}


def _joined(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Sums of groups that have no firm in common."""
    amounts = {name: sum((Decimal(row[name]) for row in rows), Decimal(0)) for name in AMOUNTS}
    return {
        "rule": rows[0]["rule"],
        "by": rows[0]["by"],
        **{name: sum(row[name] for row in rows) for name in COUNTS},
        **{name: plain(amount) for name, amount in amounts.items()},
    }
