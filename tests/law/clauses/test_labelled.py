"""The labelled clauses are whole, and their parts are apart."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "labelled"
KINDS = sorted(path.stem for path in (FOLDER / "seen").glob("*.jsonl") if path.stem != "clean")


def rows_of(part: str, kind: str) -> list[dict[str, Any]]:
    text = (FOLDER / part / f"{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_thirty_clauses_and_fifteen_look_alikes(kind: str) -> None:
    rows = [row for part in ("seen", "held_out") for row in rows_of(part, kind)]
    assert len({row["id"] for row in rows}) == 45
    with_it = [row for row in rows if any(label["code"] == kind for label in row["labels"])]
    assert len(with_it) == 30
    assert sum(not row["labels"] for row in rows) == 15
    assert 4 <= len(rows_of("held_out", kind)) <= 27


def test_spans_lie_within_the_text_and_codes_are_kinds() -> None:
    for part in ("seen", "held_out"):
        for kind in KINDS:
            for row in rows_of(part, kind):
                for label in row["labels"]:
                    first, after = label["span"]
                    assert label["code"] in KINDS and 0 <= first < after <= len(row["text"])


def test_clean_clauses_have_no_label_and_whole_documents_name_every_kind() -> None:
    clean = [row for part in ("seen", "held_out") for row in rows_of(part, "clean")]
    assert len(clean) == 240 and not any(row["labels"] for row in clean)
    lines = (FOLDER / "whole.jsonl").read_text(encoding="utf-8").splitlines()
    whole = [json.loads(line) for line in lines]
    assert {label["code"] for row in whole for label in row["labels"]} == set(KINDS)
    assert sum(not row["labels"] for row in whole) == 5 and len(whole) == 14


def test_no_text_stands_in_both_parts() -> None:
    texts = Counter(
        row["text"]
        for part in ("seen", "held_out")
        for kind in KINDS
        for row in rows_of(part, kind)
    )
    assert len(KINDS) == 48 and max(texts.values()) == 1
