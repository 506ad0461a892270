"""`gongyue mcp`: tools for an assistant, over standard input and output.

The rules and values need no system; articles and citations are looked up in the one that is here.
"""

from __future__ import annotations

import argparse
import sys
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from gongyue.cli.serve import CannotServe, require_a_system, settings_here, use_settings

NO_PACKAGE = "没有装 mcp 这个包。在工约的文件夹里运行 make install，再试一次。"


def add_parser(subparsers: Any) -> None:
    """Add `mcp`; docs/how-to/connect-an-assistant.md says how to name it to an assistant."""
    words = "助手工具（Model Context Protocol，标准输入输出）  tools for assistants"
    subparsers.add_parser("mcp", help=words).set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Until the other side hangs up; 1 where the package is missing."""
    if find_spec("mcp") is None or find_spec("mcp_types") is None:
        print(NO_PACKAGE, file=sys.stderr)
        return 1
    from gongyue.api.mcp import serve

    serve(system_here)
    return 0


@lru_cache(maxsize=1)
def system_here() -> str:
    """Loads the system that is here; why it cannot, in words."""
    try:
        require_a_system("mcp")
        use_settings(settings_here())
    except CannotServe as reason:
        return str(reason)
    return ""
