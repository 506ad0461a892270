"""Before serving: the port, the folder, half a city."""

from __future__ import annotations

import http.server
import os
import socket
import subprocess
import sys
import threading
from argparse import Namespace
from pathlib import Path

import pytest

from gongyue.cli import demo_run, up
from gongyue.cli.main import main
from gongyue.cli.serve import CannotServe, answers, require_free_port


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


@pytest.mark.parametrize("command", ["demo", "up"])
@pytest.mark.parametrize("port", ["0", "70000", "-1", "acht"])
def test_a_port_that_is_none_is_refused(
    command: str, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, f"--port={port}"])
    assert stopped.value.code == 2
    assert "1 到 65535" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["up", "--port=0"], ["tick"], ["admin", "create"]])
@pytest.mark.parametrize("trouble", ["server", "folder"])
def test_what_cannot_be_reached_is_said_without_a_trace(
    command: list[str], trouble: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    env = {**os.environ, "GONGYUE_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    env.pop("DATABASE_URL", None)
    if trouble == "server":
        env["DATABASE_URL"] = "postgresql://nobody:secret@127.0.0.1:1/none"
    else:
        env["GONGYUE_HOME"] = str(tmp_path / "file" / "home")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = [word.replace("=0", f"={port}") for word in command]
    done = subprocess.run(
        [sys.executable, "-m", "gongyue.cli", *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "secret" not in said
    assert any(word in said for word in ("数据库用不了", "数据文件夹不能用", "没有系统"))


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """Sends everybody to HTTPS on the same port, as we do behind a proxy."""

    def do_GET(self) -> None:
        self.send_response(301)
        self.send_header("Location", f"https://127.0.0.1:{self.server.server_port}/")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_a_redirect_to_https_is_an_answer_and_no_proxy_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise a system behind HTTPS would never begin its daily work."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with http.server.HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        assert answers(server.server_port)
        server.shutdown()
        port = server.server_port
    assert not answers(port)


def test_whoever_watches_on_the_machine_needs_neither_https_nor_our_name(
    tmp_path: Path,
) -> None:
    """The health check of the container and of a watcher beside us."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "ask = lambda path: Client().get(path, headers={'host': '127.0.0.1:8000'}).status_code\n"
        "print(ask('/health/'), ask('/sign-in/'))"
    )
    env = {**os.environ, "GONGYUE_HOME": str(tmp_path), "GONGYUE_HTTPS": "1"}
    env |= {"GONGYUE_HOSTS": "gongyue.example.org", "PYTHONUTF8": "1"}
    env["DJANGO_SETTINGS_MODULE"] = "gongyue.config.settings.embedded"
    env.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["200", "301"], done.stderr
