"""Every page of the demo city, as every member of the cast, measured: can everybody use it?"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

NAME = "accessibility"
HELP = "每页的无障碍测量 accessibility of every page: axe-core and our own measures"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pages, and where the city is."""
    parser.add_argument("--only", default="", help="只测名字含此词的页面  routes with this word")
    parser.add_argument("--role", default="", help="只测此人看到的  only as this person sees it")
    parser.add_argument("--city", type=Path, help="演示城市的文件夹  folder of a demo city")
    parser.add_argument("--quick", action="store_true", help="只在 375 用 axe  axe at 375 only")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """{"pages": […numbers and failures of each page…], "failures": n, "by_rule": {…}}."""
    from gongyue.cli.pages.measuring import QUICK, WAYS, Measured, measure

    ways, pages = QUICK if args.quick else WAYS, list[Measured]()

    def look(page: Any, role: str, name: str) -> None:
        if args.only in name:
            pages.append(measure(page, role=role, route=name, ways=ways))
            if not args.json:
                _say(pages[-1])

    failed = walk_of(args, look)
    by_rule = Counter(failure["rule"] for page in pages for failure in page.failures)
    return {
        "pages": [vars(page) for page in pages] if args.json else len(pages),
        "errors": failed,
        "failures": by_rule.total(),
        "by_rule": dict(by_rule.most_common()),
    }


def walk_of(args: argparse.Namespace, look: Any) -> list[str]:
    """The walk of everybody through a city told for it; pages that answered with an error."""
    from gongyue.cli import demo_run
    from gongyue.cli.pages import walk

    with tempfile.TemporaryDirectory(prefix="gongyue-pages-") as folder:
        os.environ["GONGYUE_HOME"] = str((args.city or Path(folder)).resolve())
        demo_run.open_city(whole=True)
        with walk.served() as base, walk.chromium(walk.browser()) as driven:
            walking = walk.Walk(base, look)
            for name, user in walk.cast():
                if args.role in name:
                    walking.follow(driven, name, user, reduced_motion="reduce")
    return walking.failed


def _say(page: Any) -> None:
    """One line a page, and one a failure."""
    phone = page.numbers.get("375", {})
    print(
        f"{'✗' if page.failures else '✓'} {page.role:14} {page.route:34} "
        f"目标≥{phone.get('smallest_target')} 字≥{phone.get('smallest_text')} "
        f"行高≥{phone.get('lowest_line_height')} 对比≥{phone.get('lowest_contrast')}"
    )
    for line in page.lines():
        print(f"    {line}")
