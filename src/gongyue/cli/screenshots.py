"""`gongyue screenshots`: every page of the demo city at 375 and 1440 pixels, as each role sees it.

Tells a demo city of its own, serves it, signs each member of the cast in, and follows the links.
Routes that no link reaches are named at the end. Needs the development requirements and a Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import Any

from gongyue.cli import demo_run
from gongyue.cli.pages.walk import Walk, browser, cast, chromium, served
from gongyue.cli.serve import CannotServe

WIDTHS = {"375": (375, 812), "1440": (1440, 900)}


def add_parser(subparsers: Any) -> None:
    """Add `screenshots`."""
    parser = subparsers.add_parser("screenshots", help="每一页的截图  a picture of every page")
    parser.add_argument("--out", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--city", type=Path, default=Path("var/screenshot-city"))
    parser.add_argument(
        "--only", default="", help="只拍名字含此词的页面  route names with this word"
    )
    parser.add_argument("--role", default="", help="只拍此人看到的  only as this person sees it")
    parser.add_argument("--elder", action="store_true", help="长辈版  in large text")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Picture everything; 1 when a page answered with an error."""
    os.environ["GONGYUE_HOME"] = str(args.city.resolve())
    try:
        path = browser()
        demo_run.open_city(whole=True)
    except CannotServe as reason:
        print(reason)
        return 1
    shutil.rmtree(args.out, ignore_errors=True)
    album = Album(args.out, only=args.only, elder=args.elder)
    with served() as base, chromium(path) as driven:
        walk = Walk(base, album.picture)
        for name, user in cast():
            if args.role in name:
                walk.follow(driven, name, user, storage_state=_choice(base, args.elder))
    album.write_index()
    return album.report(walk)


def _choice(base: str, elder: bool) -> dict[str, Any]:
    """A browser that has chosen 长辈版, or none."""
    if not elder:
        return {}
    cookie = {"name": "large_text", "value": "yes", "domain": "127.0.0.1", "path": "/"}
    filler = {"expires": -1, "httpOnly": False, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{**cookie, **filler}], "origins": []}


class Album:
    """Pictures by width and role."""

    def __init__(self, out: Path, *, only: str, elder: bool = False) -> None:
        self.out, self.only, self.elder = out, only, elder
        self.taken: list[tuple[str, str]] = []

    def picture(self, page: Any, role: str, name: str) -> None:
        """Both widths of one page."""
        if self.only not in name:
            return
        file = f"{role}/{name.replace(':', '-')}.png"
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            page.screenshot(path=str(self.out / width / file), full_page=True)
        self.taken.append((role, file))

    def write_index(self) -> None:
        """One page that shows all pictures side by side."""
        rows = "".join(
            f"<h2>{file}</h2><img src='375/{file}' width='187'> <img src='1440/{file}' width='720'>"
            for _, file in self.taken
        )
        self.out.mkdir(parents=True, exist_ok=True)
        page = f"<!doctype html><meta charset='utf-8'><title>工约 截图</title>{rows}"
        (self.out / "index.html").write_text(page, encoding="utf-8")

    def report(self, walk: Walk) -> int:
        """Say what was taken and what no link reaches."""
        print(f"{len(self.taken)} 页 pages → {self.out}/index.html")
        if walk.unreached() and not self.only:
            print("没有链接到达 / no link reaches:", ", ".join(walk.unreached()))
        for failure in walk.failed:
            print("✗", failure)
        return 1 if walk.failed else 0
