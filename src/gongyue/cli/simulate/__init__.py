"""`gongyue simulate`: a city whose truth is known, as files; docs/explain/simulated-city.md.

Bounded memory, the same city for the same seed and settings whatever the batch, its truth apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add `simulate`."""
    parser = subparsers.add_parser(
        "simulate", help="模拟一座城市  simulate a city, its truth known"
    )
    parser.add_argument(
        "--firms", type=_from_to(1, 10_000_000), default=1_000, help="单位数  how many firms"
    )
    parser.add_argument(
        "--months", type=_from_to(1, 1_200), default=24, help="月数  how many months"
    )
    parser.add_argument("--seed", type=_from_to(0, 2**63 - 1), default=1, help="随机种子  seed")
    parser.add_argument("--settings", type=Path, help="设置文件  YAML or JSON, see the docs")
    parser.add_argument(
        "--batch", type=_from_to(1, 10_000_000), default=64, help="每批单位数  firms at once"
    )
    parser.add_argument("--out", type=Path, help="写到此文件夹  folder to write to")
    parser.add_argument("--check", type=Path, metavar="DIR", help="检查一座城市  check a city")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Write a city, or check one: 0, 1 when the check found something, 2 when it cannot be done."""
    if (args.out is None) == (args.check is None):
        print("--out DIR 或 --check DIR,二者取一  either --out DIR or --check DIR", file=sys.stderr)
        return 2
    return _check(args.check) if args.check else _write(args)


def _write(args: argparse.Namespace) -> int:
    from gongyue.cli.simulate.settings import BadSettings, load
    from gongyue.cli.simulate.writing import NotEmpty, simulate

    began = time.monotonic()
    try:
        manifest = simulate(args.out, firms=args.firms, months=args.months, seed=args.seed,
                            settings=load(args.settings), batch=args.batch,
                            progress=_say)  # fmt: skip
    except (BadSettings, NotEmpty) as reason:
        print(reason, file=sys.stderr)
        return 2
    except OSError as reason:
        print(
            f"没有写成，城市不完整。 Not written, the city is not whole: {reason}", file=sys.stderr
        )
        return 2
    rows = sum(manifest["rows"].values())
    print(f"{args.out}: {rows:,} 行 rows, {time.monotonic() - began:.1f} 秒 s")
    return 0


def _check(folder: Path) -> int:
    from gongyue.cli.simulate.checking import NotACity, check

    try:
        report = check(folder)
    except NotACity as reason:
        print(reason, file=sys.stderr)
        return 2
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 1 if report["violations"] else 0


def _say(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} / {total:,}", end="" if done < total else "\n", file=sys.stderr)


def _from_to(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not (
            text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most
        ):
            raise argparse.ArgumentTypeError(
                f"{least} 到 {most} 的整数  a whole number from {least} to {most}"
            )
        return int(text)

    return whole
