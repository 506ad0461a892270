"""The fonts on this machine that our paper is set in, and which characters they can draw.

The package's own fonts come first, so that paper looks the same everywhere; then the system's Noto
CJK; then fonts made for rare characters. Nothing else is used: typst must never fall back to a
font nobody looked at. docs/explain/rare-names.md says what each was found to cover.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from gongyue.apps.documents.paper.glyphs import NotAFont, Ranges, can_draw, ranges_of

SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC")
# Open Font License, for characters of extensions B to I; used where they are installed.
RARE = ("HanaMinA", "HanaMinB", "Plangothic P1", "Plangothic P2")
FOLDER = "GONGYUE_FONTS"


@dataclass(frozen=True)
class Shelf:
    """The fonts found. `sans` and `serif` are the families in the order they are asked."""

    fonts: typst.Fonts
    sans: tuple[str, ...]
    serif: tuple[str, ...]
    files: tuple[tuple[str, Path], ...]

    def can_draw(self, character: str) -> bool:
        """Whether any of our fonts has a glyph for the character."""
        return any(can_draw(_ranges(path), character) for _, path in self.files)

    def family_of(self, character: str) -> str:
        """The family whose glyph a text set in the plain face shows; empty for none."""
        return next((f for f, path in self.files if can_draw(_ranges(path), character)), "")


def shelf() -> Shelf:
    """The fonts of this process, looked up once."""
    return shelf_of(os.environ.get(FOLDER, "").strip())


@lru_cache(maxsize=4)
def shelf_of(folder: str, with_system: bool = True) -> Shelf:
    """The package's fonts, those in `folder`, and the system's."""
    places = [*_of_the_package(), *([folder] if folder and Path(folder).is_dir() else [])]
    fonts = typst.Fonts(
        include_system_fonts=with_system, include_embedded_fonts=False, font_paths=places
    )
    order = {family: rank for rank, family in enumerate((*SANS, *SERIF, *RARE))}
    files: dict[str, Path] = {}
    for font in sorted(fonts.fonts(), key=lambda font: (font.weight, font.path or "")):
        if font.family in order and font.path:
            files.setdefault(font.family, Path(font.path))
    found = sorted(files, key=lambda family: order[family])
    sans = tuple(family for family in found if family not in SERIF)
    serif = tuple(family for family in found if family not in SANS and family not in RARE)
    return Shelf(
        fonts=fonts,
        sans=(*sans, *serif),
        serif=(*serif, *sans),
        files=tuple((family, files[family]) for family in found),
    )


def _of_the_package() -> list[str]:
    try:
        import pylopdf_fonts_zh_cn
    except ImportError:
        return []
    return [str(pylopdf_fonts_zh_cn.sans_path().parent)]


def _ranges(path: Path) -> Ranges:
    try:
        return ranges_of(path)
    except (NotAFont, OSError):
        return ()
