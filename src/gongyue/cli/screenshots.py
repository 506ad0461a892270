"""`gongyue screenshots`: every page of the demo city at 375 and 1440 pixels, as each role sees it.

Tells a demo city of its own, serves it, signs each member of the cast in, and follows the links:
the first page met under each route name is pictured. Routes that no link reaches are named at the
end. Needs the development requirements and a Chromium.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongyue.cli import demo_run
from gongyue.cli.serve import HOST, CannotServe, answers, free_port, web_command

WIDTHS = {"375": (375, 812), "1440": (1440, 900)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
MOST_PAGES_A_ROLE = 120
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"


def add_parser(subparsers: Any) -> None:
    """Add `screenshots`."""
    parser = subparsers.add_parser("screenshots", help="每一页的截图  a picture of every page")
    parser.add_argument("--out", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--city", type=Path, default=Path("var/screenshot-city"))
    parser.add_argument(
        "--only", default="", help="只拍名字含此词的页面  route names with this word"
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Picture everything; 1 when a page answered with an error."""
    os.environ["GONGYUE_HOME"] = str(args.city.resolve())
    try:
        browser = _browser()
        demo_run.open_city(whole=True)
    except CannotServe as reason:
        print(reason)
        return 1
    shutil.rmtree(args.out, ignore_errors=True)
    with _served() as base, _chromium(browser) as chromium:
        album = Album(base, args.out, args.only)
        for name, user in _cast():
            album.follow(chromium, name, user)
    album.write_index()
    return album.report()


class Album:
    """Pictures by width and role, and what could not be pictured."""

    def __init__(self, base: str, out: Path, only: str) -> None:
        self.base, self.out, self.only = base, out, only
        self.taken: list[tuple[str, str]] = []
        self.failed: list[str] = []
        self.met: set[str] = set()

    def follow(self, chromium: Any, role: str, user: Any) -> None:
        """Walk from the front page along the links, one page for each route name."""
        context = chromium.new_context(base_url=self.base, locale="zh-CN")
        if user is not None:
            context.add_cookies([_cookie(user, self.base)])
        page = context.new_page()
        waiting, done = ["/", *_plain_paths()], set()
        while waiting and len(done) < MOST_PAGES_A_ROLE:
            path = waiting.pop(0)
            name = _route_name(path)
            # A form and its answer share an address: with and without a query are two pages.
            picture = f"{name}-query" if "?" in path else name
            if name is None or picture in done:
                continue
            done.add(picture)
            waiting += self._visit(page, role, str(picture), path)
        context.close()

    def _visit(self, page: Any, role: str, picture: str, path: str) -> list[str]:
        answer = page.request.get(path, max_redirects=0)
        if answer.status >= 500:
            self.failed.append(f"{role} {path}: {answer.status}")
        if answer.status in (200, 405):
            self.met.add(picture.removesuffix("-query"))
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            return []
        page.goto(path)
        if self.only in picture:
            self._picture(page, role, picture)
        links = [link.partition("#")[0] for link in page.evaluate(LINKS)]
        return [link.removeprefix(self.base) for link in links if link.startswith(self.base)]

    def _picture(self, page: Any, role: str, name: str) -> None:
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

    def report(self) -> int:
        """Say what was taken and what no link reaches."""
        print(f"{len(self.taken)} 页 pages → {self.out}/index.html")
        unreached = sorted(set(_route_names()) - self.met)
        if unreached and not self.only:
            print("没有链接到达 / no link reaches:", ", ".join(unreached))
        for failure in self.failed:
            print("✗", failure)
        return 1 if self.failed else 0


def _cast() -> Iterator[tuple[str, Any]]:
    """The visitor who is not signed in, then every demo login."""
    from django.contrib.auth import get_user_model

    from gongyue.apps.accounts.selectors import demo_logins

    yield "visitor", None
    for number, login in enumerate(demo_logins(), start=1):
        user = get_user_model()._default_manager.get(pk=login.user_id)
        yield f"{number:02}-{login.name}", user


def _cookie(user: Any, base: str) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": base}


def _route_name(path: str) -> str | None:
    from django.urls import Resolver404, resolve

    try:
        return resolve(urllib.parse.urlsplit(path).path).view_name or None
    except Resolver404:
        return None


def _routes() -> Iterator[tuple[str, str]]:
    """(name, path pattern) of every named route."""
    from django.urls import URLPattern, get_resolver

    def walk(resolver: Any, space: str, path: str) -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            below = path + str(entry.pattern)
            if isinstance(entry, URLPattern):
                if entry.name:
                    yield space + entry.name, below
            else:
                yield from walk(
                    entry, f"{space}{entry.namespace}:" if entry.namespace else space, below
                )

    yield from walk(get_resolver(), "", "/")


def _route_names() -> list[str]:
    return [name for name, _ in _routes()]


def _plain_paths() -> list[str]:
    """Paths without arguments: they are visited even when nothing links to them."""
    return [path for _, path in _routes() if not set("<(?") & set(path)]


@contextmanager
def _served() -> Iterator[str]:
    port = free_port(8790)
    command = web_command(HOST, port)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            if answers(f"http://{HOST}:{port}/"):
                break
            time.sleep(0.1)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _browser() -> str:
    found = os.environ.get("GONGYUE_TEST_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if found is None:
        raise CannotServe("没有找到 Chromium。 No Chromium found (Debian: apt install chromium).")
    return found


@contextmanager
def _chromium(path: str) -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("缺少 playwright,请用 make screenshots。 Run `make screenshots`.", file=sys.stderr)
        raise SystemExit(1) from None
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(FLAGS), headless=True)
        yield chromium
        chromium.close()
