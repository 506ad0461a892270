"""Serving a system from one foreground command: database brought up to date, web, worker."""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from gongyue.cli.supervisor import Child, Supervisor

HOST = "127.0.0.1"
EVERYWHERE = frozenset({"0.0.0.0", "::", "[::]"})
WEB_THREADS = 4


class CannotServe(Exception):
    """The system cannot be started; the text is for the person at the terminal."""


def use_settings(name: str) -> Path:
    """Load Django with `gongyue.config.settings.<name>`; returns the folder of its data.

    The demo city and a real system live in different folders unless GONGYUE_HOME names one, so
    that neither is ever opened as the other.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"gongyue.config.settings.{name}"
    if name != "test":
        os.environ.setdefault("GONGYUE_HOME", f"var/{'demo' if name == 'demo' else 'system'}")
    import django
    from django.conf import settings

    try:
        django.setup()
    except ValueError as error:
        raise CannotServe(f"设置有误。 A setting is wrong: {error}") from error
    except OSError as error:
        raise CannotServe(f"数据文件夹不能用。 The data folder cannot be used: {error}") from error
    os.environ["GONGYUE_HOME"] = str(settings.HOME)
    # WhiteNoise warns about a folder that is not there; ours is served by the finders.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return Path(settings.HOME)


def settings_here() -> str:
    """Which settings fit what is there: the demo city in its folder, else a real system."""
    if (_folder() / "city.begun").exists():
        os.environ.pop("DATABASE_URL", None)
        return "demo"
    return "scaled" if os.environ.get("DATABASE_URL") else "embedded"


def require_a_system(command: str) -> None:
    """Raise CannotServe, making nothing, when no system is kept in the folder."""
    if not os.environ.get("DATABASE_URL") and not (_folder() / "gongyue.sqlite3").exists():
        raise CannotServe(
            f"{_folder()} 里没有系统。 There is no system here.\n"
            f"  指明数据文件夹 / name its folder:  GONGYUE_HOME=var/demo gongyue {command}"
        )


def _folder() -> Path:
    return Path(os.environ.get("GONGYUE_HOME", "var/system"))


def port_number(text: str) -> int:
    """For argparse: a port one can listen on."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError("端口是 1 到 65535 的整数  a port from 1 to 65535")
    return int(text)


def require_free_port(port: int, command: str) -> None:
    """Raise CannotServe, naming the way out, when something already listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotServe(
                f"没有权限使用端口 {port}。 No permission for port {port}.\n"
                f"  换一个大于 1024 的端口 / choose one above 1024:  {command.format(8001)}"
            ) from None
        except OSError:
            raise CannotServe(
                f"端口 {port} 已被占用。 Port {port} is taken.\n"
                f"  换一个端口 / choose another:  {command.format(free_port(port + 1))}"
            ) from None


def free_port(first: int) -> int:
    for port in range(first, first + 50):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return first


def bring_database_up_to_date(before: Callable[[], None] = lambda: None) -> None:
    """Apply the migrations that are missing; nothing is said when there are none.

    `before` is called once there is something to apply: a chance to keep a copy.
    """
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            before()
            print("· 更新数据库结构  (applying migrations)", flush=True)
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise database_fails(error) from error
    connection.close()


def database_fails(error: Exception) -> CannotServe:
    """What to say when the database does not answer, is full, or may not be written."""
    return CannotServe(
        f"数据库用不了。 The database cannot be used:\n  {str(error).strip()}\n"
        "  请核对 DATABASE_URL、数据库是否在运行、磁盘是否已满。"
        " See DATABASE_URL, whether the server runs, whether the disk is full."
    )


def serve(
    port: int, *, host: str = HOST, greeting: Callable[[], str], beside: Sequence[Child] = ()
) -> int:
    """Run web server and background worker until Ctrl-C; greets once the first page answers.

    `beside`: programs that run along.
    """
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    children = [
        Child("web", "网页服务", web_command(host, port)),
        Child("worker", "后台任务", [sys.executable, "-m", "gongyue.cli", "manage", *_WORKER]),
        *beside,
    ]
    stopped = threading.Event()
    try:
        return Supervisor(children, env).run(
            lambda: _once_it_answers((host, port), greeting, stopped)
        )
    finally:
        stopped.set()


_WORKER = ("db_worker", "--interval", "1", "--no-startup-delay")


def web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "gongyue.config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", "1", "--threads", str(WEB_THREADS)),
        *("--worker-class", "gthread", "--timeout", "60", "--graceful-timeout", "5"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def _once_it_answers(
    where: tuple[str, int], greeting: Callable[[], str], stopped: threading.Event
) -> None:
    """Greet, then hand out the daily work for as long as we serve."""
    from gongyue.cli.tick import every_day

    host = HOST if where[0] in EVERYWHERE else where[0]
    while not stopped.is_set():
        if answers(where[1], host=host):
            print(greeting(), flush=True)
            every_day(stopped)
            return
        time.sleep(0.1)


def answers(port: int, *, host: str = HOST) -> bool:
    """Whether the web server speaks HTTP there: any answer will do, and no redirect is followed.

    Straight to the port: a proxy of the shell is for the world outside.
    """
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/health/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
