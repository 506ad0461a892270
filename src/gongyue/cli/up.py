"""`gongyue up`: an empty real system on this machine. No demo logins, no visible codes."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from gongyue.cli.keeping.copying import keep_before_upgrade
from gongyue.cli.keeping.words import CannotKeep
from gongyue.cli.serve import (
    HOST,
    CannotServe,
    bring_database_up_to_date,
    port_number,
    require_free_port,
    serve,
    use_settings,
)


def add_parser(subparsers: Any) -> None:
    """Add `up`."""
    parser = subparsers.add_parser(
        "up", help="启动一个空的真实系统  serve an empty real system (docs/start/real-system.md)"
    )
    parser.add_argument("--port", type=port_number, default=8000, help="端口  the port")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    try:
        require_free_port(args.port, "gongyue up --port {}")
        _refuse_the_demo()
        home = use_settings("scaled" if os.environ.get("DATABASE_URL") else "embedded")
        bring_database_up_to_date(before=lambda: _keep_a_copy(home))
    except CannotServe as reason:
        print(f"\n{reason}\n")
        return 1
    host = os.environ.get("GONGYUE_BIND", "").strip() or HOST
    return serve(args.port, host=host, greeting=lambda: _greeting(args.port, home))


def _refuse_the_demo() -> None:
    home = Path(os.environ.get("GONGYUE_HOME", "var/system"))
    if (home / "city.begun").exists():
        raise CannotServe(
            f"{home} 里是演示城市，不能当真实系统使用。 {home} holds the demo city.\n"
            "  换一个文件夹 / name another folder:  GONGYUE_HOME=/srv/gongyue gongyue up"
        )


def _keep_a_copy(home: Path) -> None:
    """Before the tables of a real system change, what is there is kept."""
    try:
        if made := keep_before_upgrade(home):
            print(f"· 升级前已备份  (copied before the upgrade): {made}", flush=True)
    except (CannotKeep, OSError) as reason:
        raise CannotServe(
            f"升级前没有备份成，先不升级。 No copy could be made, so nothing was upgraded.\n"
            f"  {reason}"
        ) from reason


def _greeting(port: int, home: Path) -> str:
    return (
        f"\n  工约已就绪  Gongyue is ready\n\n"
        f"      http://{HOST}:{port}/\n\n"
        f"{_first_administrator()}"
        f"  数据与密钥 data and key: {home}(请备份 keep a copy)    停止 stop: Ctrl-C\n"
        f"  对外服务须加 HTTPS / before others use it, put HTTPS in front:"
        f" docs/start/real-system.md\n"
    )


def _first_administrator() -> str:
    from gongyue.apps.accounts.selectors import has_any_user

    if has_any_user():
        return ""
    return (
        "  还没有管理员，请在另一个终端运行  there is no administrator yet; in another terminal:\n"
        "      .venv/bin/gongyue admin create\n\n"
    )
