"""Documents handed in, and papers issued."""

from gongyue.apps.documents.models.documents import Document, ScanState
from gongyue.apps.documents.models.links import CalculationLink
from gongyue.apps.documents.models.papers import Paper, PaperKind, PaperState, Series

__all__ = [
    "CalculationLink",
    "Document",
    "Paper",
    "PaperKind",
    "PaperState",
    "ScanState",
    "Series",
]
