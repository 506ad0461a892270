"""One process in the foreground that keeps a few others: their words prefixed, one fate for all.

When one of them ends by itself the others are stopped too, and it is named; Ctrl-C or SIGTERM stops
all of them. Each child leads a session of its own, so that Ctrl-C in the terminal reaches only us
and everything is stopped in order, once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

PATIENCE_SECONDS = 10


@dataclass
class Child:
    """One program: its name in the prefix, its command, what it says in Chinese when it ends.

    `passing`: it has an end of its own, and the others go on without it.
    """

    name: str
    title: str
    command: Sequence[str]
    passing: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)


class Supervisor:
    """Starts the children in order, waits, stops them in reverse."""

    def __init__(self, children: Sequence[Child], env: Mapping[str, str] | None = None) -> None:
        self.children = list(children)
        self.env = dict(os.environ if env is None else env)
        self._asked_to_stop = threading.Event()

    def run(self, when_ready: Callable[[], None] | None = None) -> int:
        """Block until asked to stop (0) or until a child ends by itself (1)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        try:
            for child in self.children:
                self._start(child)
            return self._watch(when_ready)
        finally:
            self._stop()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop.set()

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            child.command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=_repeat, args=(child,), daemon=True).start()

    def _watch(self, when_ready: Callable[[], None] | None) -> int:
        if when_ready is not None:
            threading.Thread(target=when_ready, daemon=True).start()
        while not self._asked_to_stop.wait(0.2):
            for child in self.children:
                if child.process is None or child.process.poll() is None or child.passing:
                    continue
                _say(f"{child.title}意外停止(代码 {child.process.returncode}),其余一并停止。")
                _say(f"The {child.name} process ended by itself; stopping the rest.")
                return 1
        _say("正在停止… Stopping …")
        return 0

    def _stop(self) -> None:
        running = [child for child in reversed(self.children) if _runs(child)]
        for child in running:
            _signal(child, signal.SIGTERM)
        until = time.monotonic() + PATIENCE_SECONDS
        for child in running:
            assert child.process is not None
            try:
                child.process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.process.wait()


def _runs(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _signal(child: Child, number: int) -> None:
    """To the child's leader on a polite stop, to its whole session on the last resort."""
    assert child.process is not None
    try:
        if number == signal.SIGKILL:
            os.killpg(child.process.pid, number)
        else:
            child.process.send_signal(number)
    except ProcessLookupError:
        pass


def _repeat(child: Child) -> None:
    """Pass on what the child says, line by line, under its name."""
    assert child.process is not None and child.process.stdout is not None
    for line in child.process.stdout:
        _say(f"{child.name:>6} │ {line.decode('utf-8', 'replace').rstrip()}")


def _say(line: str) -> None:
    # One write: several threads speak, and print() would write the line's end by itself.
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
