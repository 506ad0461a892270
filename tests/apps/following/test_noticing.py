"""The system notices by itself what changed in the law it ships with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from gongyue.apps.following.models import KnownItem, LawChange
from gongyue.apps.following.noticing import notice_changes
from gongyue.apps.following.selectors import change_views, changes_listed
from gongyue.law.rulebook import BOOK
from gongyue.law.tracking import book_with, items_of
from tests.apps.following.books import CITY, book_with_row, book_without_last, content, noticed
from tests.cast import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_first_look_ever_finds_nothing_and_notes_everything() -> None:
    assert notice_changes(at=AT) == []
    assert KnownItem.objects.count() == len(items_of(BOOK))


def test_looking_twice_finds_a_change_once() -> None:
    found = noticed()
    assert [(c.kind, c.name, str(c.first_on)) for c in found] == [
        ("added", "minimum_wage.monthly", "2025-09-01")
    ]
    assert found[0].before["value"] == "2100" and found[0].after["value"] == "2200"
    assert "minimum_wage" in found[0].rules
    assert notice_changes(at=AT + DAY) == [] and LawChange.objects.count() == 1


def test_what_changes_back_is_told_again() -> None:
    notice_changes(at=AT)
    other = book_with_row(CITY, value="2300")
    kinds = [[c.kind for c in notice_changes(at=AT, book=b)] for b in (other, BOOK, other)]
    assert kinds == [["value"], ["value"], ["value"]]


def test_a_row_to_come_is_told_at_thirty_and_at_seven_days_once_each() -> None:
    first = datetime(2026, 7, 1, 9, tzinfo=AT.tzinfo)
    whole = content(CITY)
    new = {**whole["rows"][-1], "first": "2026-07-01", "value": "2400"}
    new["checked_until"] = "2027-06-30"
    last = {**whole["rows"][-1], "checked_until": "2026-06-30"}
    book = book_with(BOOK, {CITY: {**whole, "rows": [*whole["rows"][:-1], last, new]}})
    notice_changes(at=AT)
    told = [c.kind for c in notice_changes(at=AT, book=book)]
    assert told == ["added"]
    for days, kinds in ((31, []), (30, ["near_30"]), (29, []), (7, ["near_7"]), (0, [])):
        found = [c for c in notice_changes(at=first - days * DAY, book=book) if c.place == "430100"]
        assert [c.kind for c in found if c.name == "minimum_wage.monthly"] == kinds, days
    near = LawChange.objects.get(kind="near_7", name="minimum_wage.monthly")
    assert (near.before["value"], near.after["value"]) == ("2200", "2400")


def test_what_passes_its_checked_day_is_told_the_day_after() -> None:
    last = datetime(2026, 2, 28, 12, tzinfo=AT.tzinfo)
    notice_changes(at=last)
    found = notice_changes(at=last + DAY)
    assert found and {c.kind for c in found} == {"stale"}
    assert notice_changes(at=last + 2 * DAY) == []


def test_longer_checked_is_its_own_kind_and_a_new_parameter_too() -> None:
    notice_changes(at=AT)
    (longer,) = notice_changes(at=AT, book=book_with_row(CITY, checked_until="2027-02-28"))
    assert longer.kind == "checked"
    notice_changes(at=AT)
    (gone, *_) = notice_changes(at=AT, book=book_with(BOOK, {CITY: None}))
    assert gone.kind == "ended" and gone.item_before["rows"]


def test_the_list_is_narrowed_by_place_and_rule() -> None:
    noticed()
    assert changes_listed(place="430102").count() == 1
    assert changes_listed(place="430000").count() == 1
    assert changes_listed(place="110000").count() == 0
    assert changes_listed(rule="minimum_wage").count() == 1
    assert changes_listed(rule="void_clauses").count() == 0
    (view,) = change_views(list(changes_listed()))
    assert view.before and view.after
    assert (view.before.amount, view.after.amount) == ("2,100元/月", "2,200元/月")
    assert "minimum_wage" in [rule.name for rule in view.rules] and view.source_text


def test_a_look_that_finds_nothing_asks_the_database_little(
    django_assert_max_num_queries: Any,
) -> None:
    notice_changes(at=AT)
    with django_assert_max_num_queries(6):
        notice_changes(at=AT)


def test_an_upgrade_with_every_value_changed_is_kept_in_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    notice_changes(at=AT, book=book_without_last(CITY))
    with django_assert_max_num_queries(12):
        notice_changes(at=AT)
