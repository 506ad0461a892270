"""Reading of scans and photographs: cells and rows that come out right, seconds a page."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

NAME = "ocr"
HELP = "扫描件和照片识别：单元格、行的正确率，每页秒数  cells and rows right, seconds a page"
PEOPLE = 25
SEEDS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to measure."""
    parser.add_argument("--seeds", type=int, default=SEEDS, help="每种各几页  pages of each kind")
    parser.add_argument("--only-kinds", action="store_true", help="不量速度  accuracy only")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Draw fictional pages, spoil them, read them, compare cell by cell."""
    measured = {kind: _kind(make, args.seeds) for kind, make in _kinds().items()}
    if not args.only_kinds:
        measured["pages"] = {
            f"{scale}x": _speed(scale) for scale in (1, 4, 16) if scale <= args.scale
        }
    return measured


def _kinds() -> dict[str, Callable[[int], tuple[list[list[str]], bytes]]]:
    from gongyue.cli.bench import _ocr_pages as draw

    def page(seed: int, change: Callable[[Any], Any], **look: Any) -> tuple[Any, bytes]:
        lines = draw.lines_of(PEOPLE, seed)
        return lines, draw.jpeg_of(change(draw.printed(lines, **look)))

    return {
        "clean": lambda seed: page(seed, lambda sheet: sheet),
        "scan_3_degrees": lambda seed: page(seed, lambda sheet: draw.scanned(sheet, seed)),
        "scan_rough": lambda seed: page(
            seed, lambda sheet: draw.scanned(sheet.resize((1_400, 990)), seed, quality=35)
        ),
        "scan_without_lines": lambda seed: page(
            seed, lambda sheet: draw.scanned(sheet, seed), ruled=False
        ),
        "scan_rough_without_lines": lambda seed: page(
            seed,
            lambda sheet: draw.scanned(sheet.resize((1_400, 990)), seed, quality=35),
            ruled=False,
        ),
        "scan_very_rough": lambda seed: page(
            seed, lambda sheet: draw.scanned(sheet.resize((1_000, 707)), seed, quality=25)
        ),
        "photograph": lambda seed: page(seed, lambda sheet: draw.photographed(sheet, seed)),
    }


def _kind(make: Callable[[int], tuple[list[list[str]], bytes]], seeds: int) -> dict[str, Any]:
    from gongyue.engines.workbook.models import Limits, UnreadableWorkbook
    from gongyue.engines.workbook.scanned import Scan, scan_file

    sums = dict.fromkeys(("cells", "right", "doubtful", "wrong_and_sure", "rows", "rows_right"), 0)
    began = time.perf_counter()
    for seed in range(seeds):
        lines, content = make(seed)
        try:
            scan = scan_file(content, Limits())
        except UnreadableWorkbook:
            scan = Scan()
        for name, count in compare(scan, lines).items():
            sums[name] += count
    return {
        **sums,
        "cell_accuracy": round(sums["right"] / sums["cells"], 4),
        "row_accuracy": round(sums["rows_right"] / sums["rows"], 4),
        "seconds_a_page": round((time.perf_counter() - began) / seeds, 1),
    }


def compare(scan: Any, lines: Sequence[Sequence[str]]) -> dict[str, int]:
    """Counts of one page; the grid is laid so that most headings are where they were drawn."""
    cells = [cell for sheet in scan.sheets for cell in sheet.cells]
    places = {text: at for at, text in enumerate(lines[0])}
    heads = [(c, c.text.replace(" ", "")) for c in cells]
    laid = Counter((c.row, c.column - places[text]) for c, text in heads if text in places)
    row, column = laid.most_common(1)[0][0] if laid else (0, 0)
    seen = {(cell.row - row, cell.column - column): cell for cell in cells}
    told = {"cells": 0, "right": 0, "doubtful": 0, "wrong_and_sure": 0, "rows": 0, "rows_right": 0}
    for at, line in enumerate(lines):
        right = 0
        for place, text in enumerate(line):
            cell = seen.get((at, place))
            good = cell is not None and cell.text.replace(" ", "") == text
            right += good
            told["doubtful"] += cell is None or cell.is_doubtful
            told["wrong_and_sure"] += cell is not None and not good and not cell.is_doubtful
        told["cells"] += len(line)
        told["right"] += right
        told["rows"] += 1
        told["rows_right"] += right == len(line)
    return told


def _speed(pages: int) -> dict[str, Any]:
    """Pages of one scanned PDF; the first takes the loading of the models as well."""
    from gongyue.cli.bench import _ocr_pages as draw
    from gongyue.engines.workbook.models import Limits
    from gongyue.engines.workbook.scanned import scan_file

    drawn = [draw.scanned(draw.printed(draw.lines_of(PEOPLE, seed)), seed) for seed in range(pages)]
    began = time.perf_counter()
    scan_file(draw.pdf_of(drawn), Limits(scan_seconds=3_600))
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 1), "seconds_a_page": round(seconds / pages, 1)}
