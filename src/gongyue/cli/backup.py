"""`gongyue backup`: one archive of database and files, made while the system runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from gongyue.cli.keeping.copying import forget_older, home_of, make_copy
from gongyue.cli.keeping.words import CannotKeep


def add_parser(subparsers: Any) -> None:
    """Add `backup`."""
    parser = subparsers.add_parser("backup", help="备份整个系统  copy the whole system")
    parser.add_argument("out", nargs="?", type=Path, help="文件名或文件夹  a file name or a folder")
    parser.add_argument("--out", dest="named", type=Path, help="同上  the same")
    parser.add_argument(
        "--keep", type=_at_least_one, help="只留最新的几份  keep the newest few only"
    )
    parser.add_argument("--home", default="", help="数据文件夹  the data folder")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Make the copy; 1 when it could not be made."""
    try:
        made = make_copy(home_of(args.home), args.named or args.out)
    except (CannotKeep, OSError, ValueError) as reason:
        print(f"没有备份成。 No copy was made.\n  {reason}")
        return 1
    print(
        f"已备份 copied: {made.archive}\n"
        f"  {made.rows} 行 rows · {made.files} 个文件 files · {made.bytes:,} 字节 bytes"
    )
    if args.keep and (gone := forget_older(made.archive.parent, args.keep)):
        print(f"  删去较早的 {gone} 份 older copies deleted: {gone}")
    if made.key:
        print(
            f"  密钥 key: {made.key}\n"
            "  请把密钥与备份分开保管：谁同时拿到两者，谁就能读出个人信息。\n"
            "  Keep the key apart from the archive: who holds both can read everything."
        )
    return 0


def _at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 0):
        raise argparse.ArgumentTypeError("至少留 1 份  a whole number, at least 1")
    return int(text)
