"""A poster: scan it and the page opens, nothing to install."""

from dataclasses import dataclass
from pathlib import Path

import segno

from gongyue.apps.documents.paper.render import Printed, printed

TEMPLATE = Path(__file__).with_name("poster.typ")
SIZES = ("a4", "a3")


@dataclass(frozen=True, kw_only=True)
class Poster:
    """`url` is in the code; `place` says who put it up, each on a line of its own."""

    title: str
    words: str
    scan: str
    url: str
    steps: tuple[str, ...]
    place: str
    phone: str
    size: str = "a4"


def print_poster(poster: Poster) -> Printed:
    """One sheet of A4 or A3 as PDF. Raises ValueError for any other size."""
    if poster.size not in SIZES:
        raise ValueError(f"posters are {', '.join(SIZES)}")
    drawn = segno.make(poster.url, error="q").svg_inline(border=1, dark="#1F2933")
    shown = poster.url.split("://", 1)[-1].split("?", 1)[0].rstrip("/")
    return printed(TEMPLATE, {**vars(poster), "qr": drawn, "address": shown})
