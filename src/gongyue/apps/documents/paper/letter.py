"""The one design of our A4 papers, as typed input. docs/how-to/make-a-paper.md shows each block."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import segno

from gongyue.apps.documents.paper.render import Printed, printed
from gongyue.kernel.money import daxie, yuan_text

TEMPLATE = Path(__file__).with_name("letter.typ")
NOT_SAID = "—"


@dataclass(frozen=True, kw_only=True)
class Heading:
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text, its first line set in; a line break in the text stays one."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """A table of two columns: what, and what is said of it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """Numbered clauses."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A ledger. `widths`: parts of the line a column; the columns in `numeric` stand right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """Sums in yuan, and what they come to, in figures and in 大写."""

    rows: tuple[tuple[str, Decimal], ...]
    label: str = "合计"


@dataclass(frozen=True, kw_only=True)
class Fields:
    """A form to be filled by hand: rows of (label, parts of the line, what is printed already)."""

    rows: tuple[tuple[tuple[str, int, str], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """Room for writing: a label and so many empty lines."""

    label: str
    lines: int = 4


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Small print."""

    text: str


Block = Heading | Paragraph | Pairs | Clauses | Table | Amounts | Fields | Ruled | Remark


@dataclass(frozen=True, kw_only=True)
class Check:
    """Where a paper is checked: `url` is in the QR, `page` is written beside it for typing."""

    url: str
    page: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page that shows the same on a screen: `url` is in the QR, `words` say what is there."""

    url: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One paper. `seal`: who seals it, empty for nobody; `signatures`: a line each to sign on;
    `stitched`: a mark across the edges of all pages, for papers of several; `sample`: 样例 stands
    across each page."""

    title: str
    body: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    on: date | None = None
    addressee: str = ""
    seal: str = ""
    signatures: tuple[str, ...] = ()
    stitched: bool = False
    check: Check | None = None
    link: Link | None = None
    sample: bool = False


def print_letter(letter: Letter) -> Printed:
    """The paper as PDF; the same letter gives the same bytes on the same machine."""
    return printed(TEMPLATE, _data(letter))


def day_text(day: date | None) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _data(letter: Letter) -> dict[str, Any]:
    return {
        "title": letter.title,
        "issuer": letter.issuer,
        "number": letter.number,
        "on": day_text(letter.on),
        "addressee": letter.addressee,
        "seal": letter.seal,
        "signatures": letter.signatures,
        "stitched": letter.stitched,
        "sample": letter.sample,
        "check": _check(letter.check),
        "link": letter.link and {"qr": _drawn(letter.link.url), "words": letter.link.words},
        "body": [part for block in letter.body for part in _parts(block)],
    }


def _check(check: Check | None) -> dict[str, str] | None:
    if check is None:
        return None
    return {"qr": _drawn(check.url), "page": check.page, "code": check.code}


def _drawn(url: str) -> str:
    return str(segno.make(url, error="m").svg_inline(border=0, dark="#1F2933"))


def _parts(block: Block) -> Iterator[dict[str, Any]]:
    """The block as letter.typ reads it: its kind in small letters, and plain values."""
    kind = type(block).__name__.lower()
    match block:
        case Heading() | Paragraph() | Remark():
            yield {"kind": kind, "text": block.text}
        case Pairs():
            yield {"kind": kind, "rows": [(name, text or NOT_SAID) for name, text in block.rows]}
        case Clauses():
            yield {"kind": kind, "items": block.items}
        case Table():
            yield _table(block)
        case Amounts():
            yield _amounts(block)
        case Fields():
            yield {"kind": kind, "rows": [_cells(row) for row in block.rows]}
        case Ruled():
            yield {"kind": kind, "label": block.label, "lines": block.lines}


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "header": block.header,
        "rows": block.rows,
        "widths": block.widths or (1,) * len(block.header),
        "numeric": sorted(block.numeric),
    }


def _amounts(block: Amounts) -> dict[str, Any]:
    total = sum((amount for _, amount in block.rows), Decimal(0))
    return {
        "kind": "amounts",
        "rows": [(label, yuan_text(amount)) for label, amount in block.rows],
        "label": block.label,
        "total": yuan_text(total),
        "words": f"人民币{daxie(total)}",
    }


def _cells(row: tuple[tuple[str, int, str], ...]) -> list[dict[str, Any]]:
    return [{"label": label, "parts": parts, "text": text} for label, parts, text in row]
