"""The demo city is told when its database is empty, to its end, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from gongyue.apps.accounts import selectors
from gongyue.cli import demo_run


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a city whose story is told by `Story.tell`."""
    monkeypatch.setenv("GONGYUE_HOME", str(tmp_path))
    monkeypatch.setattr(demo_run, "use_settings", lambda name: tmp_path)
    monkeypatch.setattr(demo_run, "bring_database_up_to_date", lambda: None)
    monkeypatch.setattr(selectors, "has_any_user", lambda: (tmp_path / "people").exists())
    return tmp_path


def _story(monkeypatch: pytest.MonkeyPatch, city: Path, *, fails: bool = False) -> list[str]:
    told: list[str] = []

    def tell() -> None:
        told.append("told")
        (city / "gongyue.sqlite3").touch()
        if fails:
            raise RuntimeError("cut off")
        (city / "people").touch()

    story = ModuleType("story_of_the_tests")
    story.tell = tell  # type: ignore[attr-defined]
    story.__spec__ = object()  # type: ignore[assignment]
    monkeypatch.setitem(sys.modules, story.__name__, story)
    monkeypatch.setattr(demo_run, "STORY", story.__name__)
    return told


def test_a_city_is_told_once(monkeypatch: pytest.MonkeyPatch, city: Path) -> None:
    told = _story(monkeypatch, city)
    demo_run.open_city()
    demo_run.open_city()
    assert told == ["told"]
    assert (city / "city.told").exists()


def test_a_city_cut_off_half_way_is_told_anew(monkeypatch: pytest.MonkeyPatch, city: Path) -> None:
    _story(monkeypatch, city, fails=True)
    with pytest.raises(RuntimeError):
        demo_run.open_city()
    assert not (city / "city.told").exists()
    told = _story(monkeypatch, city)
    demo_run.open_city()
    assert told == ["told"]
    assert (city / "city.told").exists()


def test_a_city_is_told_anew_when_asked(monkeypatch: pytest.MonkeyPatch, city: Path) -> None:
    told = _story(monkeypatch, city)
    demo_run.open_city()
    (city / "people").unlink()
    assert demo_run._reset() == 0
    assert told == ["told", "told"]
