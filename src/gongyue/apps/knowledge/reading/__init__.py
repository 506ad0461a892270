"""Reading official text files: pure, no database."""

from gongyue.apps.knowledge.reading.documents import ArticleText, Paragraph, Problem, Statute
from gongyue.apps.knowledge.reading.files import LARGEST, NotReadable, lines_of
from gongyue.apps.knowledge.reading.structure import read_statute

__all__ = [
    "LARGEST",
    "ArticleText",
    "NotReadable",
    "Paragraph",
    "Problem",
    "Statute",
    "lines_of",
    "read_statute",
]
