"""`gongyue demo`: the demo city on one loopback port, told anew whenever its database is empty."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongyue.cli.serve import (
    HOST,
    CannotServe,
    bring_database_up_to_date,
    port_number,
    require_free_port,
    serve,
    use_settings,
)
from gongyue.cli.supervisor import Child

STORY = "gongyue.cli.demo.story"
REST = Child(
    "city", "演示城市", [sys.executable, "-m", "gongyue.cli", "demo", "--rest"], passing=True
)


def add_parser(subparsers: Any) -> None:
    """Add `demo`."""
    parser = subparsers.add_parser("demo", help="打开演示城市  serve the demo city")
    parser.add_argument("--port", type=port_number, default=8000, help="端口  the port")
    parser.add_argument("--reset", action="store_true", help="清空并重讲  forget and tell again")
    parser.add_argument("--rest", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C, or with --reset only tell the city again.

    The cast's story is told before the first page is served; the other firms move in behind it.
    """
    try:
        if args.reset:
            return _reset()
        if args.rest:
            return _tell_the_rest()
        require_free_port(args.port, "make run PORT={}")
        city = open_city()
    except CannotServe as reason:
        print(f"\n{reason}\n")
        return 1
    beside = [] if _City(city).whole.exists() else [REST]
    return serve(args.port, greeting=lambda: _greeting(args.port, city), beside=beside)


def _reset() -> int:
    city = _City.at_home()
    city.refuse_a_real_system()
    city.forget()
    open_city(whole=True)
    print("演示城市已重讲。 The demo city has been told again.")
    return 0


def open_city(*, whole: bool = False) -> Path:
    """The folder of a demo city whose cast has its story, on today's tables.

    `whole`: the other firms too, which takes half a minute more. Never opens a real system: the
    demo shows sign-in codes to whoever asks.
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
    if whole and not city.whole.exists():
        _tell_the_rest()
    return home


@dataclass(frozen=True)
class _City:
    """The folder of the demo and the marks in it: `begun`, `told` of the cast, `whole` at last."""

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

    @property
    def whole(self) -> Path:
        return self.home / "city.whole"

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
        for pattern in ("city.whole", "city.told", "gongyue.sqlite3*", "city.begun"):
            for path in self.home.glob(pattern):
                path.unlink()


def _tell() -> None:
    print("· 讲述演示城市  (telling the demo city)", flush=True)
    importlib.import_module(STORY).tell()


def _tell_the_rest() -> int:
    use_settings("demo")
    began = time.monotonic()
    importlib.import_module(STORY).tell_the_rest()
    _City.at_home().whole.touch()
    seconds = round(time.monotonic() - began)
    print(f"其余单位已迁入（{seconds} 秒）  The other firms have moved in.", flush=True)
    return 0


def _greeting(port: int, home: Path) -> str:
    return (
        f"\n  工约演示城市已就绪  The demo city is ready\n\n"
        f"      http://{HOST}:{port}/\n\n"
        f"{_logins()}"
        f"{_moving_in(home)}"
        f"  数据 data: {home}    停止 stop: Ctrl-C\n"
    )


def _moving_in(home: Path) -> str:
    if _City(home).whole.exists():
        return ""
    return "  另有 180 家单位正在迁入，约一分钟  180 more firms move in, about a minute\n\n"


def _logins() -> str:
    from gongyue.apps.accounts.selectors import demo_logins

    lines = "".join(f"      {login.name}  {login.label}\n" for login in demo_logins())
    return f"  登录页一键登录  one-click logins on the sign-in page:\n{lines}\n" if lines else ""
