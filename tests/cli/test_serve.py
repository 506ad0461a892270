"""Before serving: the port, the folder, half a city."""

from __future__ import annotations

import socket
from argparse import Namespace
from pathlib import Path

import pytest

from gongyue.cli import demo_run, up
from gongyue.cli.serve import CannotServe, require_free_port


@pytest.fixture
def taken_port() -> int:
    listener = socket.create_server(("127.0.0.1", 0))
    yield listener.getsockname()[1]  # type: ignore[misc]
    listener.close()


def test_a_taken_port_is_named_with_a_free_one_as_the_way_out(taken_port: int) -> None:
    with pytest.raises(CannotServe) as reason:
        require_free_port(taken_port, "make run PORT={}")
    text = str(reason.value)
    assert f"端口 {taken_port} 已被占用" in text
    suggested = int(text.rpartition("PORT=")[2])
    assert suggested != taken_port
    require_free_port(suggested, "")


@pytest.mark.parametrize("command", [demo_run, up])
def test_a_taken_port_stops_the_command_before_anything_is_made(
    command: object,
    taken_port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GONGYUE_HOME", str(tmp_path / "home"))
    assert command.run(Namespace(port=taken_port, reset=False, rest=False)) == 1  # type: ignore[attr-defined]
    assert str(taken_port) in capsys.readouterr().out
    assert not (tmp_path / "home").exists()


def test_a_folder_with_the_demo_city_is_not_opened_as_a_real_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGYUE_HOME", str(tmp_path))
    (tmp_path / "city.begun").touch()
    with pytest.raises(CannotServe, match="演示城市"):
        up._refuse_the_demo()
