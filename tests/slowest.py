"""Which files of the suite cost most: told at the end of a long run, never a reason to fail.

CPU seconds of the process and of the processes it waited for: unlike the clock they say the same
on a busy machine. Chromium runs beside the tests and is counted only where it ends.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest

LONG = 60.0  # CPU seconds: shorter runs say nothing
LINES = 12
CPU = "cpu"
SPENT: Counter[str] = Counter()


def _so_far() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class _Clock:
    last = _so_far()

    @classmethod
    def since(cls) -> float:
        before, cls.last = cls.last, _so_far()
        return cls.last - before


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart() -> None:
    _Clock.since()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Travels with the report from a worker to whoever started it."""
    report = yield
    report.user_properties = [*report.user_properties, (CPU, _Clock.since())]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    spent = [value for name, value in report.user_properties if name == CPU]
    SPENT[report.nodeid.partition("::")[0]] += sum(spent)  # type: ignore[assignment]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for line in told(SPENT):
        terminalreporter.write_line(line)


def told(spent: Counter[str]) -> list[str]:
    """The costliest files of a long run, with their share of the whole."""
    total = sum(spent.values())
    if total < LONG:
        return []
    rows = [f"{cpu:7.1f}  {cpu / total:4.0%}  {name}" for name, cpu in spent.most_common(LINES)]
    return [f"CPU seconds by file, of {total:.0f} in all:", *rows]
