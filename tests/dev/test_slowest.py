"""The list of the costliest files at the end of a long run."""

from __future__ import annotations

from collections import Counter

from tests.slowest import LINES, told


def test_a_long_run_names_its_costliest_files_first() -> None:
    spent = Counter({f"tests/test_{n}.py": float(n) for n in range(30)})
    first, *rows = told(spent)
    assert first == "CPU seconds by file, of 435 in all:"
    assert len(rows) == LINES and rows[0].split() == ["29.0", "7%", "tests/test_29.py"]


def test_a_short_run_says_nothing() -> None:
    assert told(Counter({"tests/test_x.py": 3.0})) == []
