"""Small tables on paper for tests: printed into a PDF, drawn as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import typst

from gongyue.cli.bench._ocr_pages import jpeg_of, pdf_of, printed, scanned


def text_pdf(lines: Sequence[Sequence[str]], *, ruled: bool = True, pages: int = 1) -> bytes:
    """A PDF whose table is text, as office programs export it."""
    cells = "".join(f"[{cell}]," for line in lines for cell in line)
    stroke = "1pt" if ruled else "none"
    table = f"#table(columns: {len(lines[0])}, stroke: {stroke}, inset: 5pt, {cells})"
    body = "\n#pagebreak()\n".join([f"= 花名册\n{table}"] * pages)
    page = '#set page(paper: "a4", flipped: true)\n#set text(font: "Noto Sans SC", size: 9pt)\n'
    return bytes(typst.compile((page + body).encode(), font_paths=_fonts()))


def _fonts() -> list[str]:
    from pathlib import Path

    import pylopdf_fonts_zh_cn

    return [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]


def scan_picture(lines: Sequence[Sequence[str]], seed: int = 1) -> bytes:
    """A scan, turned a little, as JPEG."""
    return jpeg_of(scanned(printed(lines), seed))


def scan_pdf(lines: Sequence[Sequence[str]], pages: int) -> bytes:
    """The same page scanned several times into a PDF without text."""
    return pdf_of([scanned(printed(lines), seed) for seed in range(pages)])
