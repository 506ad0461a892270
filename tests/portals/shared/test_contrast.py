"""Every pair of text and ground in the theme reads at 4.5:1 or better (WCAG AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[3] / "frontend" / "styles" / "_theme.scss"
COLOURS = dict(re.findall(r"--gy-([a-z-]+): (#[0-9a-f]{6});", THEME.read_text(encoding="utf-8")))
GROUNDS = ("paper", "sheet", "margin")
PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "ink-faint", "qing", "zhu", "amber", "green")
      for ground in GROUNDS],
    ("qing-deep", "qing-wash"),
    ("zhu", "zhu-wash"),
    ("amber", "amber-wash"),
    ("ink", "amber-wash"),
    ("green", "green-wash"),
    ("sheet", "qing"),
    ("sheet", "zhu"),
    ("sheet", "ink"),
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    first, second = sorted((luminance(COLOURS[text]), luminance(COLOURS[ground])), reverse=True)
    assert (first + 0.05) / (second + 0.05) >= 4.5
