"""Our plain-word notes."""

from gongyue.law.sources import resolve
from gongyue.portals.shared.notes import all_notes, note_on


def test_every_note_is_on_an_article_that_exists() -> None:
    for citation in all_notes():
        resolve(citation)


def test_the_closest_note_is_shown() -> None:
    article = all_notes()["cn/labour-contract-law#47"]
    assert note_on("cn/labour-contract-law#47.2") == article
    assert note_on("cn/labour-contract-law#96") == ""
