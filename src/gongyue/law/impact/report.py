"""What the command, the page and the paper say of a patch: the same figures from one place."""

from collections.abc import Iterator
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.impact.moves import Comparison
from gongyue.law.impact.patch import RowChange, row_changes
from gongyue.law.impact.tally import Tally
from gongyue.law.rulebook import Row, Rulebook
from gongyue.law.sources import Source
from gongyue.law.words import worded

NATION = "cn"


def impact_report(comparison: Comparison, tally: Tally) -> dict[str, Any]:
    """JSON values only. The same whether everybody was recomputed or not."""
    return {
        "changes": list(changes_told(comparison)),
        "asked": comparison.asked,
        "moved": sum(found.moved for found in tally.rules.values()),
        **tally.to_json(),
    }


def changes_told(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Rows that read otherwise, then acts with other dates."""
    before, after = comparison.book, comparison.after
    for change in row_changes(before, after, comparison.patch):
        yield _row(after, change)
    for act in comparison.patch.acts:
        yield _act(before.sources.by_id.get(act.id), act)


def _row(book: Rulebook, change: RowChange) -> dict[str, Any]:
    row = change.after or change.before
    return {
        "kind": "row",
        "place": change.place,
        "place_name": book.tables[change.place].name,
        "parameter": change.name,
        "label": change.label,
        "unit": change.unit,
        "first": plain(change.first),
        "last": plain(change.last),
        "before": _value(change.before),
        "after": _value(change.after),
        "before_text": _text(change.before, change.unit),
        "after_text": _text(change.after, change.unit),
        "source": row.source if row else None,
        "source_text": book.sources.resolve(row.source).text() if row else "",
        "is_value": change.is_value,
    }


def _value(row: Row | None) -> Any:
    return plain(row.value) if row else None


def _text(row: Row | None, unit: str) -> str:
    if row is None:
        return "没有"
    return worded(row.value, unit) if row.value is not None else "停用（尚未核实）"


def _act(was: Source | None, will: Source) -> dict[str, Any]:
    return {
        "kind": "act",
        "act": will.id,
        "label": f"《{will.short_zh}》",
        "before": _period(was),
        "after": _period(will),
        "is_value": was is not None and _period(was) != _period(will),
    }


def _period(act: Source | None) -> dict[str, Any] | None:
    if act is None:
        return None
    return {"from": plain(act.in_force_from), "until": plain(act.in_force_until)}
