"""`gongyue demo`: the demo city on one loopback port, told anew whenever its database is empty."""

from __future__ import annotations

import argparse
import importlib
import os
from dataclasses import dataclass
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
    city = _City.at_home()
    city.refuse_a_real_system()
    city.forget()
    open_city()
    print("演示城市已重讲。 The demo city has been told again.")
    return 0


def open_city() -> Path:
    """The folder of a demo city that is complete: told to its end, on today's tables.

    Never opens a real system: the demo shows sign-in codes to whoever asks.
    """
    # A city's own database must not become a demo because a shell happens to name it.
    os.environ.pop("DATABASE_URL", None)
    city = _City.at_home()
    city.refuse_a_real_system()
    if not city.is_complete():
        city.forget()
        city.begin()
    home = use_settings("demo")
    bring_database_up_to_date()
    if not city.told.exists():
        _tell()
        city.told.touch()
    return home


@dataclass(frozen=True)
class _City:
    """The folder of the demo, and the marks in it: `begun` at first, `told` at last."""

    home: Path

    @classmethod
    def at_home(cls) -> _City:
        return cls(Path(os.environ.get("GONGYUE_HOME", "var/demo")))

    @property
    def database(self) -> Path:
        return self.home / "gongyue.sqlite3"

    @property
    def begun(self) -> Path:
        return self.home / "city.begun"

    @property
    def told(self) -> Path:
        return self.home / "city.told"

    def is_complete(self) -> bool:
        return self.database.exists() and self.told.exists()

    def refuse_a_real_system(self) -> None:
        """Raises CannotServe for a database that no demo has begun."""
        if self.database.exists() and not self.begun.exists():
            raise CannotServe(
                f"{self.home} 里的不是演示城市。 {self.home} does not hold the demo city.\n"
                "  换一个文件夹 / name another folder:  GONGYUE_HOME=var/demo make run"
            )

    def begin(self) -> None:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.begun.touch()

    def forget(self) -> None:
        """Remove the database; the first mark goes last, so that a cut-off removal is seen."""
        if self.begun.exists() and self.database.exists():
            print("· 清除原有演示城市  (forgetting the old demo city)", flush=True)
        for pattern in ("city.told", "gongyue.sqlite3*", "city.begun"):
            for path in self.home.glob(pattern):
                path.unlink()


def _tell() -> None:
    print("· 讲述演示城市  (telling the demo city)", flush=True)
    importlib.import_module(STORY).tell()


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
