"""The daily work: each task of it exists, and is handed out once at the start and once a day."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.utils.module_loading import import_string

from gongyue.cli import tick
from gongyue.cli.main import main
from gongyue.cli.serve import CannotServe

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("path", [*tick.DAILY, *(path for path, _ in tick.OFTEN)])
def test_a_task_of_the_timer_can_be_enqueued(path: str) -> None:
    assert hasattr(import_string(path.replace(":", ".")), "enqueue")


@pytest.mark.django_db
def test_the_daily_work_runs_and_running_it_again_does_no_harm() -> None:
    assert tick.enqueue_daily() == tick.enqueue_daily() == len(tick.DAILY)


@pytest.mark.django_db
def test_each_minute_hands_out_only_what_has_something_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert tick.enqueue_often() == 0
    path, _ = tick.OFTEN[0]
    monkeypatch.setattr(tick, "OFTEN", [(path, "builtins:bool")])
    assert tick.enqueue_often() == 1


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (datetime(2026, 3, 2, 0, 9, 59, tzinfo=SHANGHAI), 1),
        (datetime(2026, 3, 2, 0, 10, 0, tzinfo=SHANGHAI), 24 * 3600),
        (datetime(2026, 3, 2, 23, 10, 0, tzinfo=SHANGHAI), 3600),
    ],
)
def test_the_next_time_is_ten_past_midnight(now: datetime, seconds: int) -> None:
    assert tick.seconds_until_next(now) == seconds


@pytest.mark.django_db
def test_it_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    handed_out: list[int] = []
    monkeypatch.setattr(tick, "enqueue_daily", lambda: handed_out.append(1))
    monkeypatch.setattr(tick, "enqueue_often", lambda: handed_out.append(2))
    stopped = threading.Event()
    stopped.set()
    tick.every_day(stopped)
    assert handed_out == [1, 2]


def test_an_empty_folder_is_named_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGYUE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["tick"]) == 1
    assert "没有系统" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()


def test_a_database_that_fails_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> int:
        raise OperationalError("no such table: tasks")

    monkeypatch.setattr(tick, "enqueue_daily", fails)
    with pytest.raises(CannotServe, match=r"数据库用不了(.|\n)*no such table"):
        tick._hand_out(often=False)
