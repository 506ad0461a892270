"""One process keeps the others: prefixed output, one fate for all, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

PROGRAM = """
import sys
from gongyue.cli.supervisor import Child, Supervisor
children = [
    Child(name, name, [sys.executable, "-u", "-c", code], passing=name == "guest")
    for name, code in {children!r}
]
sys.exit(Supervisor(children).run(when_ready=lambda: print("ready", flush=True)))
"""
FOREVER = "import os, time\nprint('pid', os.getpid())\ntime.sleep(60)"
DEAF = "import os, signal, time\nsignal.signal(15, signal.SIG_IGN)\n" + FOREVER
BRIEF = "import time\ntime.sleep(0.5)\nprint('有话要说')\nraise SystemExit(3)"


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a supervisor in a process of its own, and leaves none behind."""
    started: list[subprocess.Popen[str]] = []

    def start_(*children: tuple[str, str], program: str = PROGRAM) -> subprocess.Popen[str]:
        started.append(_start(program, *children))
        return started[-1]

    yield start_
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def _start(program: str, *children: tuple[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-c", program.format(children=list(children))],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def _read_pids(process: subprocess.Popen[str], count: int) -> list[int]:
    assert process.stdout is not None
    pids: list[int] = []
    while len(pids) < count:
        line = process.stdout.readline()
        assert line, "ended before its children spoke"
        if " pid " in line:
            pids.append(int(line.split()[-1]))
    return pids


def _is_gone(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_children_and_counts_as_success(
    start: Callable[..., subprocess.Popen[str]], number: signal.Signals
) -> None:
    process = start(("web", FOREVER), ("worker", FOREVER))
    pids = _read_pids(process, 2)
    process.send_signal(number)
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 0, output
    assert all(_is_gone(pid) for pid in pids)


def test_a_child_that_ends_is_named_and_the_others_are_stopped(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    process = start(("web", FOREVER), ("worker", BRIEF))
    (pid,) = _read_pids(process, 1)
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "worker │ 有话要说" in output
    assert "The worker process ended by itself" in output
    assert "代码 3" in output
    assert _is_gone(pid)


def test_a_child_that_does_not_listen_is_killed(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    impatient = PROGRAM.replace(
        "children =", "import gongyue.cli.supervisor as s; s.PATIENCE_SECONDS = 1\nchildren ="
    )
    process = start(("deaf", DEAF), program=impatient)
    (pid,) = _read_pids(process, 1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert _is_gone(pid)


def test_the_end_of_a_passing_child_stops_nobody(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    process = start(("guest", "print('had my say')"), ("web", FOREVER))
    (pid,) = _read_pids(process, 1)
    time.sleep(1)
    assert process.poll() is None and not _is_gone(pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
