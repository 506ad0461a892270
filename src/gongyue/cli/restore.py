"""`gongyue restore`: a copy back into an empty folder (and an empty database on a server)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from gongyue.cli.keeping.copying import home_of
from gongyue.cli.keeping.restoring import bring_back
from gongyue.cli.keeping.words import CannotKeep


def add_parser(subparsers: Any) -> None:
    """Add `restore`."""
    parser = subparsers.add_parser("restore", help="从备份恢复  bring a copy back")
    parser.add_argument("archive", type=Path, help="备份文件  the archive")
    parser.add_argument("--key", type=Path, help="系统密钥文件  the file with the system key")
    parser.add_argument("--home", default="", help="数据文件夹（须为空）  the data folder, empty")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Restore; 1 when nothing was restored."""
    home = home_of(args.home)
    try:
        manifest = bring_back(args.archive, home, args.key)
    except (CannotKeep, OSError) as reason:
        print(f"没有恢复。 Nothing was restored.\n  {reason}")
        return 1
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        f"已恢复到 restored into: {home}\n"
        f"  {rows} 行 rows · {manifest['files']} 个文件 files"
        f" · 与备份逐表一致 every table as in the copy of {manifest['made_at']}\n"
        f"  启动 start:  GONGYUE_HOME={home} gongyue up"
    )
    return 0
