"""One task for the operator when the law's tables must be checked again: once, not each day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gongyue.apps.tasks.law_data import KIND, ask_to_check
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.selectors import inbox_list
from gongyue.apps.tasks.selectors.inbox import InboxQuery
from gongyue.apps.tasks.services import task_done
from gongyue.law.rulebook import Rulebook
from gongyue.law.sources import Sources
from tests.apps.people import People

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 0, 10, tzinfo=SHANGHAI)


YEAR_END, LAST = date(2025, 12, 31), date(2026, 2, 28)
ACT = """
cn/tea-law: {title_zh: 茶歇法, title_en: Tea, kind: law, mark: S, in_force: {from: 2020-01-01},
             checked_until: 2026-02-28, articles: 3}
"""
TABLE = """
place: 全国
parameters:
  tea.minutes:
    label: 茶歇时间
    unit: day
    values:
      2020-01-01: {value: 15, source: cn/tea-law#1, mark: S, checked_until: 2025-12-31}
"""


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    """One value until the end of 2025, and its act until February 2026."""
    (tmp_path / "sources.yaml").write_text(ACT, encoding="utf-8")
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "cn.yaml").write_text(TABLE, encoding="utf-8")
    return Rulebook.load(tmp_path / "parameters", Sources.load(tmp_path / "sources.yaml"))


def test_sixty_days_before_the_operator_gets_one_task(people: People, book: Rulebook) -> None:
    assert ask_to_check(at=at(YEAR_END - timedelta(days=61)), book=book) is None
    task = ask_to_check(at=at(YEAR_END - timedelta(days=60)), book=book)
    assert task is not None
    assert (task.kind, task.due_on, task.about) == (KIND, YEAR_END, f"law:{YEAR_END}")
    assert f"1 项从 {YEAR_END} 起到期" in task.title
    shown = inbox_list(people.operator, InboxQuery(kind=KIND), on=YEAR_END)
    assert [row.title for row in shown] == [task.title]
    assert not inbox_list(people.sun, InboxQuery(kind=KIND), on=YEAR_END)


def test_it_is_not_said_again_each_day_even_when_done(people: People, book: Rulebook) -> None:
    first = at(YEAR_END - timedelta(days=60))
    task = ask_to_check(at=first, book=book)
    assert task is not None
    assert ask_to_check(at=first + timedelta(days=1), book=book) is None  # while it is open
    task_done(by=people.operator, task_id=task.pk, result="已核对", at=first)
    for more in range(1, 50):
        assert ask_to_check(at=first + timedelta(days=more), book=book) is None
    assert Task.objects.filter(kind=KIND).count() == 1


def test_a_later_day_that_comes_near_takes_the_earlier_task_along(
    people: People, book: Rulebook
) -> None:
    early = ask_to_check(at=at(YEAR_END - timedelta(days=60)), book=book)
    late = ask_to_check(at=at(LAST - timedelta(days=60)), book=book)
    assert early is not None and late is not None
    early.refresh_from_db()
    assert (early.state, late.state) == (TaskState.CANCELLED, TaskState.OPEN)


def test_tables_brought_up_to_date_close_what_is_open(people: People, book: Rulebook) -> None:
    task = ask_to_check(at=at(LAST), book=book)
    assert task is not None
    empty = Rulebook({}, Sources({}), {}, {})
    assert ask_to_check(at=at(LAST), book=empty) is None
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_without_an_operator_nothing_is_opened(book: Rulebook) -> None:
    assert ask_to_check(at=at(LAST), book=book) is None
