"""What is passed over would not have moved: the short way and the long way say the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.impact import Asked, Comparison, Move, Patch, Tally, patched, reverse
from gongyue.law.impact.bounds import bound_of
from gongyue.law.impact.moves import answer
from gongyue.law.impact.watched import Watched
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK, Rulebook
from tests.depth import examples
from tests.law.impact.populations import every_parameter, patches, questions, worked


def _moves(asked: list[Asked], patch: Patch, *, everyone: bool) -> list[Move]:
    return list(Comparison(BOOK, patch, everyone=everyone).moves(asked))


@given(st.data())
@settings(max_examples=examples(40), deadline=None)
def test_random_patches_move_the_same_answers_both_ways(data: st.DataObject) -> None:
    patch = data.draw(patches())
    asked = data.draw(questions(patch))
    short, long = _moves(asked, patch, everyone=False), _moves(asked, patch, everyone=True)
    assert short == long
    assert Tally().take(short).to_json() == Tally().take(long).to_json()


def test_each_parameter_doubled_moves_the_same_answers_both_ways() -> None:
    """A change of every row of each parameter in turn, on one worked case of each rule that may
    read it, another one each time, and on some of all the others."""
    for turn, parameter in enumerate(every_parameter()):
        rows = tuple(_doubled(row) for row in parameter.rows)
        patch = Patch(parameters=(_with(parameter, rows),))
        readers = [name for name in RULES if bound_of(name).may_read(parameter.name)]
        asked = [_case(name, turn) for name in readers[:8]]
        asked += worked()[turn % 260 :: 260]
        assert _moves(asked, patch, everyone=False) == _moves(asked, patch, everyone=True)


@lru_cache
def _cases(rule: str) -> list[Asked]:
    return [one for one in worked() if one.rule == rule]


def _case(rule: str, turn: int) -> Asked:
    return _cases(rule)[turn % len(_cases(rule))]


def _doubled(row: Any) -> Any:
    return replace(row, value=row.value * 2) if isinstance(row.value, Decimal) else row


def _with(parameter: Any, rows: Any) -> Any:
    return replace(parameter, rows=rows)


@given(patches())
@settings(max_examples=examples(15), deadline=None)
def test_turned_round_a_patch_leads_back(patch: Patch) -> None:
    after = patched(BOOK, patch)
    back = patched(after, reverse(BOOK, patch))
    assert back.tables == BOOK.tables
    assert back.sources.by_id == BOOK.sources.by_id


class _Seen(Rulebook):
    """Remembers what was read."""

    names: ClassVar[set[str]] = set()

    def read(self, name: str, place: str, on: Any) -> Any:
        self.names.add(name)
        return Rulebook.read(self, name, place, on)


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_reads_what_its_code_does_not_name(rule: str) -> None:
    for asked in worked():
        if asked.rule == rule:
            book = _Seen(BOOK.tables, BOOK.sources, {}, {})
            _Seen.names.clear()
            answer(asked, book)
            assert all(map(bound_of(rule).may_read, _Seen.names))


def test_most_rules_can_be_passed_over() -> None:
    """The bound is of use: it does not say of every rule that it may read everything."""
    may = [rule for rule in RULES if bound_of(rule).may_read("minimum_wage.monthly")]
    assert len(may) < len(RULES) / 2


def test_an_unpatched_book_moves_nobody() -> None:
    comparison = Comparison(BOOK, Patch())
    assert not list(comparison.moves(worked()))
    assert comparison.evaluated == 0
    assert comparison.asked == len(worked())


def test_what_the_watched_book_says_is_what_the_book_says() -> None:
    watched = Watched.over(BOOK, patched(BOOK, Patch()))
    for asked in worked():
        assert answer(asked, watched) == answer(asked, BOOK)
        assert not watched.watch.moved


def test_an_act_no_longer_checked_as_far_moves_what_cites_it() -> None:
    """Today every act is checked past the day asked about; after the patch one is not."""
    act = BOOK.sources.by_id["cn/housing-fund-regulation"]
    patch = Patch(acts=(replace(act, checked_until=date(2025, 6, 29)),))
    asked = [one for one in worked() if one.rule == "leaving"]
    short = _moves(asked, patch, everyone=False)
    assert short and short == _moves(asked, patch, everyone=True)
