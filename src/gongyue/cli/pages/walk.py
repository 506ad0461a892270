"""Walking a served demo city in a real browser: every page, as each member of the cast meets it.

The links are followed from the front page; the first page met under each route name is visited.
Used by `gongyue screenshots`, `gongyue bench accessibility` and `gongyue bench pages`: a new screen
that a link reaches is in all three without further work. Needs the development requirements and a
Chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from gongyue.cli.serve import HOST, CannotServe, answers, free_port, web_command

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
MOST_PAGES_A_ROLE = 400
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
# A page → nothing; the name is the route's, with "-query" when the address has a query.
Look = Callable[[Any, str, str], None]


@dataclass
class Walk:
    """One walk through the city at `base`, and what was met on the way."""

    base: str
    look: Look
    failed: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def follow(self, chromium: Any, role: str, user: Any, **options: Any) -> None:
        """Walk from the front page along the links, one page for each route name."""
        from playwright.sync_api import TimeoutError as TooSlow

        context = chromium.new_context(
            base_url=self.base, locale="zh-CN", service_workers="block", **options
        )
        if user is not None:
            context.add_cookies([_cookie(user, self.base)])
        page = context.new_page()
        waiting, done = ["/", *plain_paths()], set()
        while waiting and len(done) < MOST_PAGES_A_ROLE:
            path = waiting.pop(0)
            name = route_name(path)
            # A form and its answer share an address: with and without a query are two pages.
            picture = f"{name}-query" if "?" in path else name
            if name is None or picture in done:
                continue
            done.add(picture)
            try:
                waiting += self._visit(page, role, str(picture), path)
            except TooSlow as late:  # one slow page is told, and does not end the walk
                self.failed.append(f"{role} {path}: {str(late).splitlines()[0]}")
        context.close()

    def _visit(self, page: Any, role: str, picture: str, path: str) -> list[str]:
        answer = page.request.get(path, max_redirects=0)
        if answer.status >= 500:
            self.failed.append(f"{role} {path}: {answer.status}")
        if answer.status in (200, 405):
            self.met.add(picture.removesuffix("-query"))
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            return []
        if "attachment" in answer.headers.get("content-disposition", ""):
            return []
        if "<main" not in answer.text():  # a fragment that is measured inside its page
            return []
        page.goto(path)
        self.look(page, role, picture)
        page.goto(path) if page.url != self.base + path else None
        links = [link.partition("#")[0] for link in page.evaluate(LINKS)]
        return [link.removeprefix(self.base) for link in links if link.startswith(self.base)]

    def unreached(self) -> list[str]:
        """Named routes that no link reaches."""
        return sorted({name for name, _ in _routes()} - self.met)


def cast() -> Iterator[tuple[str, Any]]:
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


def route_name(path: str) -> str | None:
    """public:home for /; None for what is no page of ours."""
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


def plain_paths() -> list[str]:
    """Paths without arguments: they are visited even when nothing links to them."""
    return [path for _, path in _routes() if not set("<(?") & set(path)]


@contextmanager
def served() -> Iterator[str]:
    """The city of GONGYUE_HOME behind a web server of its own; yields its address."""
    port = free_port(8790)
    command = web_command(HOST, port)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            if answers(port):
                break
            time.sleep(0.1)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def browser() -> str:
    """The path of a Chromium. Raises CannotServe when there is none."""
    found = os.environ.get("GONGYUE_TEST_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if found is None:
        raise CannotServe("没有找到 Chromium。 No Chromium found (Debian: apt install chromium).")
    return found


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """A headless browser driven by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("缺少 playwright,请用 make screenshots。 Run `make screenshots`.", file=sys.stderr)
        raise SystemExit(1) from None
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=list(FLAGS), headless=True)
        yield launched
        launched.close()
