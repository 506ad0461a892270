"""A real system from nothing, as its operator starts it: in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

PASSWORD = "correct horse battery"
CREATE = ["admin", "create", "--phone", "13900001234", "--name", "钱管理员"]
CREATE += ["--operator", "示例市数据中心", "--place", "430102", "--password-stdin"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    ours = ("GONGYUE_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "GONGYUE_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}


def _gongyue(env: dict[str, str], *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongyue.cli", *words]
    return subprocess.run(
        command, env=env, input=given, capture_output=True, text=True, check=False, timeout=120
    )


def _any_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()[0]
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("no page within ninety seconds")


def _page(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_real_system_from_nothing(env: dict[str, str], tmp_path: Path) -> None:
    weak = _gongyue(env, *CREATE, given="12345\n")
    assert weak.returncode == 1, weak.stdout + weak.stderr
    assert "未创建" in weak.stdout
    assert "Traceback" not in weak.stderr
    assert (tmp_path / "home" / "system.key").stat().st_mode & 0o077 == 0

    nowhere = _gongyue(env, *CREATE, "--place", "123456", given=f"{PASSWORD}\n")
    assert (nowhere.returncode, "没有行政区划代码" in nowhere.stdout) == (1, True)

    port = _any_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "gongyue.cli", "up", "--port", str(port)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_for(address, process)
        _has_nothing_of_the_demo(address)
        created = _gongyue(env, *CREATE, given=f"{PASSWORD}\n")
        assert created.returncode == 0, created.stdout + created.stderr
        again = _gongyue(env, *CREATE, given=f"{PASSWORD}\n")
        assert again.returncode == 1
        assert "未创建" in again.stdout
        code = _gongyue(env, "admin", "code", "--phone", "13900005678")
        assert code.returncode == 0, code.stdout + code.stderr
        assert re.search(r"sign-in code: \d{6}\n", code.stdout)
    finally:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 0, output
    assert "admin create" in output
    assert "Traceback" not in output
    with socket.create_server(("127.0.0.1", port)):
        pass  # web server and worker are gone: the port is free again


def _has_nothing_of_the_demo(address: str) -> None:
    status, sign_in = _page(f"{address}/sign-in/")
    assert status == 200
    assert "演示" not in sign_in
    assert _page(f"{address}/design/")[0] == 404


def test_a_wrong_setting_is_named_without_a_traceback(env: dict[str, str]) -> None:
    refused = _gongyue({**env, "GONGYUE_HTTPS": "perhaps"}, "up", "--port", str(_any_port()))
    assert refused.returncode == 1
    assert "GONGYUE_HTTPS" in refused.stdout
    assert "Traceback" not in refused.stderr
