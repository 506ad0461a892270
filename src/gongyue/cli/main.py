"""The `gongyue` command: finds the module of the command asked for and imports no other.

A command is a module of this package with `add_parser(subparsers)`, which sets `func(args) -> int`
as a default. It is imported by name, so that `gongyue checkup` and `gongyue law` never load Django.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Sequence

import gongyue

# Name of the command → (module in this package, what the list of commands says).
COMMANDS: dict[str, tuple[str, str]] = {
    "checkup": ("checkup", "用工体检：一份花名册，一份体检单  check a workbook against the law"),
    "law": ("law", "法律规则：列出与试算  list and evaluate the rules"),
    "demo": ("demo_run", "打开演示城市  serve the demo city"),
    "up": ("up", "启动一个空的真实系统  serve an empty real system"),
    "admin": ("admin", "管理员：创建第一位管理员  create the first administrator"),
    "tick": ("tick", "派发每日任务  hand out the daily work"),
    "backup": ("backup", "备份整个系统  copy the whole system"),
    "restore": ("restore", "从备份恢复  bring a copy back"),
    "doctor": ("doctor", "检查系统是否健康  look whether the system is well"),
    "statutes": ("statutes", "法规文本：导入、列出、核对  install and check texts of the law"),
    "citations": ("citations", "引用核对：文中引用的法条在不在  check citations of the law"),
    "mcp": ("mcp", "助手工具：规则、条文、引用核对  tools for assistants (MCP)"),
    "simulate": ("simulate", "模拟一座城市：面板与真相  simulate a city, its truth known"),
    "bench": ("bench", "性能测量,JSON 输出  measure, JSON out"),
    "screenshots": ("screenshots", "每一页的截图  a picture of every page"),
    "manage": ("manage", "Django 管理命令  Django's own commands"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is its answer (2 when it was not understood)."""
    _write_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    args = _parser(arguments).parse_args(arguments)
    try:
        return int(args.func(args) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `gongyue law list | head` closes our output early: that is no error.
        sys.stderr.close()
        return 0


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongyue",
        description="工约 Gongyue",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"gongyue {gongyue.__version__}")
    subparsers = parser.add_subparsers(title="命令 commands", metavar="COMMAND", required=True)
    asked = next((word for word in arguments if not word.startswith("-")), None)
    for name, (module, help_text) in COMMANDS.items():
        if name == asked:
            importlib.import_module(f"gongyue.cli.{module}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=help_text)
    return parser


def _write_utf8() -> None:
    """Chinese reaches a pipe or a C locale as UTF-8 instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
