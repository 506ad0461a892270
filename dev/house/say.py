"""Words for the person at the terminal: Chinese first, English beneath, never a traceback."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """Something the person can put right; shown as it is, without a traceback."""

    def __init__(self, chinese: str, english: str, *ways_out: str) -> None:
        super().__init__(english)
        self.chinese, self.english, self.ways_out = chinese, english, ways_out

    def __str__(self) -> str:
        lines = [self.chinese, self.english]
        if self.ways_out:
            lines += ["", "  怎么办 / what to do", *(f"  {way}" for way in self.ways_out)]
        return "\n".join(lines)


def say(text: str) -> None:
    """Print UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


def step(chinese: str, english: str) -> None:
    """Announce one step of the work."""
    say(f"· {chinese}  ({english})")
