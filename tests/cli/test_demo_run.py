"""The demo city is told when its database is empty, to its end, or not at all."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from types import ModuleType

import pytest

from gongyue.cli import demo_run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; migrating only makes the file."""
    folder = tmp_path / "demo"
    monkeypatch.setenv("GONGYUE_HOME", str(folder))
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@elsewhere/real")
    monkeypatch.setattr(demo_run, "use_settings", lambda name: folder)
    migrated = (folder / "gongyue.sqlite3").touch
    monkeypatch.setattr(demo_run, "bring_database_up_to_date", migrated)
    return folder


def _story(monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> list[str]:
    """A story that remembers each telling; what it is told on must exist."""
    tellings: list[str] = []

    def tell() -> None:
        tellings.append("told")
        if fails:
            raise RuntimeError("cut off")

    story = ModuleType("story_of_the_tests")
    story.tell = tell  # type: ignore[attr-defined]
    story.tell_the_rest = lambda: tellings.append("the rest")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, story.__name__, story)
    monkeypatch.setattr(demo_run, "STORY", story.__name__)
    return tellings


def test_a_city_is_told_once(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    tellings = _story(monkeypatch)
    demo_run.open_city()
    demo_run.open_city()
    assert tellings == ["told"]


def test_a_city_cut_off_half_way_is_told_anew(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    _story(monkeypatch, fails=True)
    with pytest.raises(RuntimeError):
        demo_run.open_city()
    (home / "gongyue.sqlite3").write_text("half a city")
    tellings = _story(monkeypatch)
    demo_run.open_city()
    assert tellings == ["told"]
    assert (home / "gongyue.sqlite3").read_text() == ""


def test_a_city_whose_database_was_deleted_is_told_anew(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tellings = _story(monkeypatch)
    demo_run.open_city()
    (home / "gongyue.sqlite3").unlink()
    demo_run.open_city()
    assert tellings == ["told", "told"]


def test_a_city_is_told_anew_when_asked(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    tellings = _story(monkeypatch)
    demo_run.open_city()
    assert demo_run.run(Namespace(port=0, reset=True, rest=False)) == 0
    assert tellings == ["told", "told", "the rest"]


def test_the_other_firms_move_in_behind_the_first_page(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tellings, beside = _story(monkeypatch), []
    monkeypatch.setattr(demo_run, "require_free_port", lambda port, command: None)
    monkeypatch.setattr(demo_run, "serve", lambda port, **more: beside.append(more["beside"]) or 0)
    for rest in (False, True, False):
        assert demo_run.run(Namespace(port=0, reset=False, rest=rest)) == 0
    assert beside == [[demo_run.REST], []]
    assert tellings == ["told", "the rest"]


def test_a_city_cut_off_while_firms_moved_in_carries_on(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tellings = _story(monkeypatch)
    demo_run.open_city()
    demo_run.open_city(whole=True)
    demo_run.open_city(whole=True)
    assert tellings == ["told", "the rest"]


@pytest.mark.parametrize("reset", [True, False])
def test_a_real_system_is_neither_served_as_a_demo_nor_cleared(
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    reset: bool,
) -> None:
    tellings = _story(monkeypatch)
    home.mkdir()
    (home / "gongyue.sqlite3").write_text("real people")
    assert demo_run.run(Namespace(port=0, reset=reset, rest=False)) == 1
    assert "不是演示城市" in capsys.readouterr().out
    assert (home / "gongyue.sqlite3").read_text() == "real people"
    assert tellings == []


def test_a_database_server_named_in_the_shell_is_not_used(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    _story(monkeypatch)
    demo_run.open_city()
    assert "DATABASE_URL" not in os.environ
