"""A booklet of many short sections: title page, contents with page numbers, pages numbered."""

from dataclasses import dataclass
from pathlib import Path

from gongyue.apps.documents.paper.render import Printed, printed

TEMPLATE = Path(__file__).with_name("booklet.typ")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section: what it is about in a sentence, then steps."""

    title: str
    what: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """`under` stands below the title, `ask` at the foot of the first page: whom to ask."""

    title: str
    under: str
    intro: str
    ask: str
    parts: tuple[Section, ...]


def print_booklet(booklet: Booklet) -> Printed:
    """The booklet as PDF on A4; the same input gives the same bytes."""
    parts = [{"title": p.title, "what": p.what, "steps": p.steps} for p in booklet.parts]
    return printed(TEMPLATE, {**vars(booklet), "parts": parts})
