"""`gongyue citations check FILE`: which articles a text cites, and whether they stand."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from gongyue.cli.serve import CannotServe, bring_database_up_to_date, settings_here, use_settings

MOST_BYTES = 8 * 1024 * 1024 + 1


def add_parser(subparsers: Any) -> None:
    """Add `citations check`."""
    parser = subparsers.add_parser("citations", help="引用核对  citations of the law in a text")
    acts = parser.add_subparsers(title="操作 acts", metavar="ACT", required=True)
    check = acts.add_parser("check", help="核对一个文件  check a file (md, txt, docx)")
    check.add_argument("file", type=Path)
    check.add_argument("--on", type=date.fromisoformat, default=None, help="按哪天  YYYY-MM-DD")
    check.add_argument("--json", action="store_true", help="JSON 输出  JSON out")
    check.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when every citation stands, 1 when one is wrong or the file cannot be read."""
    from gongyue.apps.knowledge.reading import NotReadable, lines_of

    try:
        with args.file.open("rb") as stream:
            text = "\n".join(lines_of(stream.read(MOST_BYTES)))
        use_settings(settings_here())
        bring_database_up_to_date()
    except (OSError, NotReadable, CannotServe) as reason:
        print(f"没有核对：{reason}")
        return 1
    return _check(args, text)


def _check(args: argparse.Namespace, text: str) -> int:
    from django.utils.timezone import localdate

    from gongyue.apps.knowledge.citing import LONGEST, WRONG, check_citations

    checked = check_citations(text, on=args.on or localdate())
    if args.json:
        print(json.dumps([_row(one) for one in checked], ensure_ascii=False, indent=2))
    else:
        for one in checked:
            print(f"{one.start:>6}  {one.label}  {one.words}  {one.remark}")
        if len(text) > LONGEST:
            print(f"只核对了前 {LONGEST} 个字。")
    return 1 if any(one.state in WRONG for one in checked) else 0


def _row(one: Any) -> dict[str, Any]:
    names = ("start", "end", "words", "state", "act", "article", "remark", "source_id", "place")
    return {name: getattr(one, name) for name in names}
