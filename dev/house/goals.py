"""The goals behind the Makefile's commands."""

from __future__ import annotations

import os
from collections.abc import Callable

from house import environment, frontend, quality, suite
from house.places import PYTHON, ROOT
from house.say import Trouble, say


def reach(arguments: list[str]) -> int:
    """Reach the goal named first; answers with an exit code, never with a traceback."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    os.chdir(ROOT)
    try:
        return GOALS[name](rest)
    except Trouble as trouble:
        say(f"\n{trouble}\n")
        return 1
    except KeyboardInterrupt:
        say("\n已停止。 Stopped.")
        return 130
    except OSError as error:
        say(f"\n无法完成:{error.strerror or error} {error.filename or ''}\nCould not go on.\n")
        return 1


def _run(rest: list[str]) -> int:
    _provide_core()
    return _become("demo", *rest)


def _up(rest: list[str]) -> int:
    _provide_core()
    return _become("up", *rest)


def _demo_reset(rest: list[str]) -> int:
    _provide_core()
    return _become("demo", "--reset", *rest)


def _screenshots(rest: list[str]) -> int:
    environment.provide("dev")
    frontend.build()
    return _become("screenshots", *rest)


def _test(rest: list[str]) -> int:
    environment.provide("dev")
    frontend.build()
    return suite.run(rest)


def _check(rest: list[str]) -> int:
    environment.provide("dev")
    return quality.check()


def _fix(rest: list[str]) -> int:
    environment.provide("dev")
    return quality.fix()


def _install(rest: list[str]) -> int:
    _provide_core()
    say("已装好，界面也编译好了。 Installed, screens built; nothing was started.")
    return 0


def _extras(rest: list[str]) -> int:
    environment.provide("core")
    environment.provide("extras")
    say("已装好可选部分。 The optional parts are installed.")
    return 0


def _lock(rest: list[str]) -> int:
    environment.provide("dev")
    environment.lock()
    return 0


def _provide_core() -> None:
    environment.provide("core")
    frontend.build()


def _become(*arguments: str) -> int:
    """Replace this process by the product's own command, so that signals reach it directly."""
    os.execv(PYTHON, [str(PYTHON), "-m", "gongyue.cli", *arguments])


GOALS: dict[str, Callable[[list[str]], int]] = {
    "run": _run,
    "up": _up,
    "demo-reset": _demo_reset,
    "screenshots": _screenshots,
    "test": _test,
    "check": _check,
    "fix": _fix,
    "install": _install,
    "extras": _extras,
    "lock": _lock,
}
