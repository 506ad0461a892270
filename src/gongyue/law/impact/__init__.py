"""Whose outcomes a change of the law moves, by how much and in total, before it is published.

    patch = read_patch(content, "patch.yaml", book).patch
    comparison = Comparison(book, patch)
    tally = Tally().take(comparison.moves(questions))

Pure: the questions come from wherever there are people (the registry, a file of lines).
"""

from gongyue.law.impact.moves import Answer, Asked, Comparison, Move, answer
from gongyue.law.impact.patch import Patch, RowChange, patched, reverse, row_changes
from gongyue.law.impact.reading import ReadPatch, read_patch
from gongyue.law.impact.report import impact_report
from gongyue.law.impact.tally import Sum, Tally

__all__ = [
    "Answer",
    "Asked",
    "Comparison",
    "Move",
    "Patch",
    "ReadPatch",
    "RowChange",
    "Sum",
    "Tally",
    "answer",
    "impact_report",
    "patched",
    "read_patch",
    "reverse",
    "row_changes",
]
