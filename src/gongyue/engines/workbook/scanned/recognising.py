"""Characters of pictures, by the optional recogniser; its models lie inside its package.

Loaded in the child process only, after the network has been closed there.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from typing import Any

from gongyue.engines.workbook.scanned.columns import Word
from gongyue.engines.workbook.scanned.evidence import doubt_by_width
from gongyue.engines.workbook.scanned.gridding import Part, Seen, loose_part
from gongyue.engines.workbook.scanned.lattice import Lattice
from gongyue.engines.workbook.scanned.models import is_unsure
from gongyue.engines.workbook.scanned.pictures import (
    Picture,
    cutting_of,
    cv2,
    lattices_of,
    png_of,
    straightened,
)

_BATCH = 8
_NOISE = 0.5  # words outside of tables below this are no words
_PICTURES = 400  # of doubtful cells of a page


class Recogniser:
    """One model to find words, one to read them, one to tell which way is up."""

    def __init__(self) -> None:
        rapidocr = importlib.import_module("rapidocr")
        threads = max(1, min(os.cpu_count() or 1, 4))
        self.engine = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Rec.rec_batch_num": _BATCH,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            }
        )
        self.typed = importlib.import_module("rapidocr.ch_ppocr_rec.typings").TextRecInput

    def parts_of(self, picture: Picture) -> list[Part]:
        """The tables of a page and the words around them."""
        picture = straightened(self._upright(picture))
        lattices = lattices_of(picture)
        parts = [self._ruled(picture, lattice) for lattice in lattices]
        parts = [part for part in parts if part.cells]
        rest = self._words(picture, lattices)
        for words in _around(rest, lattices):
            if (part := loose_part(words)) is not None:
                self._show(picture, part, words)
                parts.append(part)
        return parts

    def _upright(self, picture: Picture) -> Picture:
        """A page photographed sideways or upside down."""
        small = _reduced(picture, 960)
        found = self._boxes(small)
        lying = [box for box in found if _wide(box) > 1.6 * _tall(box)]
        standing = [box for box in found if _tall(box) > 1.6 * _wide(box)]
        if len(standing) > 2 * len(lying) and len(standing) > 5:
            picture = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)
            small = _reduced(picture, 960)
            lying = self._boxes(small)
        return cv2.rotate(picture, cv2.ROTATE_180) if self._is_over(small, lying) else picture

    def _is_over(self, picture: Picture, boxes: list[Any]) -> bool:
        """Whether most of the longest words stand on their heads."""
        crops = [_cropped(picture, box) for box in sorted(boxes, key=_wide, reverse=True)[:12]]
        crops = [crop for crop in crops if min(crop.shape[:2]) > 8]
        if len(crops) < 4:
            return False
        self.engine._load_cls_model()
        told = self.engine.text_cls(crops).cls_res
        return bool(sum(label == "180" for label, _ in told) > len(crops) * 0.6)

    def _boxes(self, picture: Picture) -> list[Any]:
        found = self.engine(picture, use_det=True, use_cls=False, use_rec=False)
        return [] if found is None or found.boxes is None else list(found.boxes)

    def _read(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        if not crops:
            return []
        self.engine._load_rec_model()
        found = self.engine.text_rec(self.typed(img=list(crops)))
        return list(zip(found.txts, map(float, found.scores), strict=True))

    def _ruled(self, picture: Picture, lattice: Lattice) -> Part:
        part = Part(lattice.ys[0], lattice.columns)
        cuttings = [cutting_of(picture, *region[4:]) for region in lattice.regions]
        crops = [line for cutting in cuttings for line in cutting.lines]
        read = self._read(crops)
        wide = [ink for cutting in cuttings for ink in cutting.inks]
        texts = iter(doubt_by_width(read, wide))
        for region, cutting in zip(lattice.regions, cuttings, strict=True):
            lines = [next(texts) for _ in cutting.lines]
            if not lines:
                continue
            text = "".join(text for text, _ in lines)
            sure = min(score for _, score in lines)
            seen = Seen(region.row, region.column, region.rows, region.columns, text, sure)
            seen.picture = png_of(cutting.whole)
            part.cells.append(seen)
        return part

    def _words(self, picture: Picture, lattices: Sequence[Lattice]) -> list[Word]:
        """Words outside of tables; found on the whole page, for an empty one confuses the model."""
        boxes = [box for box in self._boxes(picture) if not _is_within(box, lattices)]
        texts = self._read([_cropped(picture, box) for box in boxes])
        return [
            Word(text, _bounds(box), score)
            for box, (text, score) in zip(boxes, texts, strict=True)
            if text.strip() and score >= _NOISE
        ]

    @staticmethod
    def _show(picture: Picture, part: Part, words: Sequence[Word]) -> None:
        """A doubtful word outside of a table is shown with its line."""
        for cell in part.cells:
            if not is_unsure(cell.text, cell.confidence):
                continue
            mine = next((word for word in words if word.text and word.text in cell.text), None)
            if mine is not None:
                left, top, right, bottom = (int(edge) for edge in mine.box)
                crop = picture[max(top - 4, 0) : bottom + 4, max(left - 4, 0) : right + 4]
                cell.picture = png_of(crop) if crop.size else b""


def sparing(parts: Sequence[Part]) -> list[Part]:
    """Pictures only of cells that a person has to look at, and of so many only."""
    left = _PICTURES
    for part in parts:
        for cell in part.cells:
            bare = cell.text.replace(" ", "")
            keep = is_unsure(cell.text, cell.confidence) or (
                len(bare) in (17, 18) and bare[:16].isdigit()
            )
            if not keep or left <= 0:
                cell.picture = b""
            left -= bool(cell.picture)
    return list(parts)


def _around(words: Sequence[Word], lattices: Sequence[Lattice]) -> list[list[Word]]:
    """Words above, between and below the tables, those of each gap together."""
    gaps: dict[int, list[Word]] = {}
    for word in words:
        above = sum(1 for lattice in lattices if word.middle > lattice.ys[0])
        gaps.setdefault(above, []).append(word)
    return [gaps[number] for number in sorted(gaps)]


def _is_within(box: Any, lattices: Sequence[Lattice]) -> bool:
    left, top, right, bottom = _bounds(box)
    return any(lattice.holds((left + right) / 2, (top + bottom) / 2) for lattice in lattices)


def _reduced(picture: Picture, longest: int) -> Picture:
    scale = longest / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _bounds(box: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return min(xs), min(ys), max(xs), max(ys)


def _wide(box: Any) -> float:
    left, _, right, _ = _bounds(box)
    return right - left


def _tall(box: Any) -> float:
    _, top, _, bottom = _bounds(box)
    return bottom - top


def _cropped(picture: Picture, box: Any) -> Picture:
    left, top, right, bottom = (int(edge) for edge in _bounds(box))
    crop = picture[max(top - 2, 0) : bottom + 3, max(left - 2, 0) : right + 3]
    return crop if crop.size else picture[:10, :10]
