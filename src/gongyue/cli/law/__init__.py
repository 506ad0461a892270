"""`gongyue law`: list the rules, ask one, check the tables, see what is due to be checked again,
which policies some facts meet.

Each action is imported when asked for: `check` must work where a rule can no longer be loaded.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from gongyue.law.rulebook.refusals import InvalidRulebook
from gongyue.law.sources import InvalidSources

BROKEN = 1


def add_parser(subparsers: Any) -> None:
    """Add the sub-command; each action sets `func(args) -> exit code`."""
    parser = subparsers.add_parser("law", help="法律规则：列出、试算、检查  rules of labour law")
    actions = parser.add_subparsers(dest="action", required=True)
    _listing(actions)
    _asking(actions)
    _checking(actions)
    _due(actions)
    _policies(actions)
    _impact(actions)


def _listing(actions: Any) -> None:
    words = "列出规则和要填的事实  every rule and the schema of its facts"
    listing = actions.add_parser("list", help=words)
    listing.add_argument("--json", action="store_true", help="JSON at a terminal too")
    listing.set_defaults(func=_run("asking", "list_rules"))


def _asking(actions: Any) -> None:
    asking = actions.add_parser("eval", help="问一条规则  ask one rule")
    asking.add_argument("rule", nargs="?", metavar="RULE")
    asking.add_argument("--facts", metavar="JSON|@FILE", help="the facts")
    asking.add_argument("--lines", metavar="FILE|-", help="一行一问  one question a line")
    asking.add_argument("--json", action="store_true", help="JSON instead of text")
    asking.set_defaults(func=_run("asking", "ask"))


def _checking(actions: Any) -> None:
    words = "检查数值、引用和规则文件，一次说完  every mistake in the tables at once"
    checking = actions.add_parser("check", help=words)
    checking.add_argument("folder", nargs="?", type=Path, metavar="FOLDER",
                          help="法律文件夹，默认本程序的  like src/gongyue/law")  # fmt: skip
    checking.add_argument("--json", action="store_true", help="JSON instead of text")
    checking.set_defaults(func=_run("checking", "check"))


def _due(actions: Any) -> None:
    words = "哪些数值和法规快过核对期  what must soon be checked again"
    due = actions.add_parser("due", help=words)
    due.add_argument("--days", type=int, default=60, metavar="N", help="N 天以内（默认 60）")
    due.add_argument("--json", action="store_true", help="JSON instead of text")
    due.set_defaults(func=_run("due", "due"))


def _policies(actions: Any) -> None:
    words = "一份事实，看每项惠企政策符合不符合  every policy for the same facts"
    asking = actions.add_parser("policies", help=words)
    asking.add_argument(
        "--facts", metavar="JSON|FILE", help="事实，不写就列出能写的  facts; none lists what may be"
    )
    asking.add_argument("--json", action="store_true", help="JSON instead of text")
    asking.set_defaults(func=_run("policies", "policies"))


def _impact(actions: Any) -> None:
    words = "改一项数值，谁的结果变、变多少  whose outcomes a change moves, before it is published"
    impact = actions.add_parser("impact", help=words)
    impact.add_argument("--patch", required=True, metavar="FILE", help="改动  the change, in YAML")
    impact.add_argument(
        "--lines", metavar="FILE|-", help="一行一问，不用数据库  questions, a line each"
    )
    impact.add_argument(
        "--moves", metavar="FILE", help="逐行写出变化（只用于 --lines）  each move, a line"
    )
    impact.add_argument("--on", metavar="DAY", help="哪一天，如 2026-09-01（默认今天）  the day")
    impact.add_argument("--home", default="", help="数据文件夹  the data folder")
    impact.add_argument("--recompute-everyone", action="store_true",
                        help="不跳过任何人，全部重算  the long way, same answer")  # fmt: skip
    impact.add_argument("--json", action="store_true", help="JSON instead of text")
    impact.set_defaults(func=_run("impact", "impact"))


def _run(module: str, name: str) -> Any:
    def run(args: argparse.Namespace) -> int:
        try:
            return int(getattr(import_module(f"{__name__}.{module}"), name)(args))
        except (InvalidRulebook, InvalidSources) as wrong:
            print(f"{wrong}\n全部错误：gongyue law check", file=sys.stderr)
            return BROKEN

    return run
