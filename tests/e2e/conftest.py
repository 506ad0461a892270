"""A real browser against a live server: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Nothing but the page: no sandbox for root, no calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; tests that need it are left out, with the reason, where there is none."""
    path = os.environ.get("GONGYUE_TEST_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    # Playwright keeps an event loop in this thread; our own database calls stay synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS), headless=True)
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=["375", "1440"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    """Both widths every page is looked at."""
    return request.param


@pytest.fixture
def open_page(chromium: Any, live_server: Any) -> Iterator[Any]:
    """`open_page("/path/", viewport=…, user=…, javascript=True, …)` → a page that has loaded.

    Collects errors of scripts and failed requests in `page.problems`.
    """
    contexts = []

    def open_(
        path: str,
        *,
        viewport: dict[str, int] | None = None,
        user: Any = None,
        javascript: bool = True,
        **options: Any,
    ) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport or DESK,
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            # Only the tests of the installed page want it; others are quicker without.
            **{"service_workers": "block", **options},
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("requestfailed", lambda request: page.problems.append(request.url))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


class Inbox:
    """A telephone network of our own: the gateway that the settings name posts its texts here."""

    def __init__(self) -> None:
        self.sent: list[dict[str, str]] = []

    def texts_to(self, phone: str) -> list[str]:
        return [message["text"] for message in self.sent if message["phone"] == phone]


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    """Sign-in codes arrive here as they do at a real gateway: the demo's inbox stays shut."""
    kept = Inbox()

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            kept.sent.append(json.loads(self.rfile.read(length)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/"
    yield kept
    server.shutdown()
    server.server_close()


def _session_cookie(user: Any, url: str) -> dict[str, str]:
    """Signed in as `user` without typing: signing in has its own journey."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}
