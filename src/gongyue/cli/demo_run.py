"""`gongyue demo`: the demo city on one loopback port, told anew whenever its database is empty."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
from pathlib import Path
from typing import Any

from gongyue.cli.serve import (
    HOST,
    CannotServe,
    bring_database_up_to_date,
    require_free_port,
    serve,
    use_settings,
)

STORY = "gongyue.cli.demo.story"


def add_parser(subparsers: Any) -> None:
    """Add `demo`."""
    parser = subparsers.add_parser("demo", help="打开演示城市  serve the demo city")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="清空并重讲  forget and tell again")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C, or with --reset only tell the city again."""
    try:
        if args.reset:
            return _reset()
        require_free_port(args.port, "make run PORT={}")
        city = open_city()
    except CannotServe as reason:
        print(f"\n{reason}\n")
        return 1
    return serve(args.port, greeting=lambda: _greeting(args.port, city))


def _reset() -> int:
    home = Path(os.environ.get("GONGYUE_HOME", "var/demo"))
    if (home / "gongyue.sqlite3").exists() and not _marks(home):
        raise CannotServe(
            f"{home} 里的不是演示城市,不会清空。 {home} does not hold the demo city; left alone."
        )
    _forget(home)
    open_city()
    print("演示城市已重讲。 The demo city has been told again.")
    return 0


def open_city() -> Path:
    """The folder of a demo city that is complete: told to its end, on today's tables."""
    home = Path(os.environ.get("GONGYUE_HOME", "var/demo"))
    if (home / "city.begun").exists() and not (home / "city.told").exists():
        print("· 上次讲到一半,重新开始  (the city was cut off half-way; beginning again)")
        _forget(home)
    home = use_settings("demo")
    bring_database_up_to_date()
    from gongyue.apps.accounts.selectors import has_any_user

    if not has_any_user():
        _tell(home)
    return home


def _tell(home: Path) -> None:
    try:
        story = importlib.util.find_spec(STORY)
    except ModuleNotFoundError:
        story = None
    if story is None:
        return
    print("· 讲述演示城市  (telling the demo city)", flush=True)
    (home / "city.begun").touch()
    importlib.import_module(STORY).tell()
    (home / "city.told").touch()


def _marks(home: Path) -> list[Path]:
    return [mark for mark in (home / "city.begun", home / "city.told") if mark.exists()]


def _forget(home: Path) -> None:
    """Remove the demo database; the marks go last, so that a cut-off removal is seen."""
    for pattern in ("gongyue.sqlite3*", "city.told", "city.begun"):
        for path in home.glob(pattern):
            path.unlink()


def _greeting(port: int, home: Path) -> str:
    return (
        f"\n  工约演示城市已就绪  The demo city is ready\n\n"
        f"      http://{HOST}:{port}/\n\n"
        f"{_logins()}"
        f"  数据 data: {home}    停止 stop: Ctrl-C\n"
    )


def _logins() -> str:
    from gongyue.apps.accounts.selectors import demo_logins

    lines = "".join(f"      {login.name}  {login.label}\n" for login in demo_logins())
    return f"  登录页一键登录  one-click logins on the sign-in page:\n{lines}\n" if lines else ""
