"""Our plain-word notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongyue.law.notes import LONGEST, all_notes, note_on, read_notes
from gongyue.law.registry import RULES, evaluate
from gongyue.law.rulebook import BOOK
from gongyue.law.sources import GIVEN, resolve
from gongyue.law.yamlfile import read_yaml


def test_every_note_is_short_and_on_an_article_that_exists() -> None:
    for citation, note in all_notes().items():
        resolve(citation)
        assert len(note) <= LONGEST and note.endswith("。"), citation


def test_the_closest_note_is_shown() -> None:
    article = all_notes()["cn/labour-contract-law#47"]
    assert note_on("cn/labour-contract-law#47.2") == article
    assert note_on("cn/labour-contract-law#96") == ""


def test_whatever_an_answer_cites_has_a_note() -> None:
    cited = {
        row.source for t in BOOK.tables.values() for p in t.parameters.values() for row in p.rows
    }
    for rule in RULES.values():
        for case in read_yaml(rule.folder / "cases.yaml"):
            if "refuses" not in case:
                cited |= set(evaluate(rule.name, case["facts"]).citations)
    articles = {citation for citation in cited if "#" in citation and citation != GIVEN}
    assert sorted(c for c in articles if not note_on(c)) == []


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "labour-law.yaml").write_text("- a\n")
    with pytest.raises(ValueError, match="labour-law"):
        read_notes(tmp_path)
