"""Can everybody use every page? Each GET page of docs/reference/permissions.md, measured.

The page of each route is opened by the first role that may, in one browser against one server, and
looked at on a phone and at a desk, in 长辈版, at 320 pixels and at 200 % zoom, by axe-core and our
own measures (src/gongyue/cli/pages). A new screen is in this test as soon as it has its row.
`gongyue bench accessibility` does the same for every member of the demo city's cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from gongyue.cli.pages.measuring import QUICK, WAYS, Way, measure
from tests.cast import Cast, bring_to_life
from tests.conftest import _lift
from tests.consistency.routes import ROLES, Row, documented
from tests.e2e.conftest import PHONE, _session_cookie
from tests.portals.test_pages import DEMO_ONLY, EXAMPLES

playwright = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).resolve().parents[2]
PORTALS = ("public", "worker", "enterprise", "regulator", "mediator", "provider", "operator")
ERRORS = (Way(name="375", width=375),)
NO_SUCH_PAGE = "/no-such-page/"
FORM = "form[method=post][novalidate]:not([data-draft-conflict])"
# Sent as it stands; a form that asks for nothing is a button and is left alone.
EMPTY_FORM = """selector => {
  for (const form of document.querySelectorAll(selector)) {
    const asks = [...form.elements].some(e => e.type !== 'hidden' && e.required && !e.value);
    if (!asks) continue;
    for (const e of form.elements) e.required = false;
    window.emptyForm = form;
    return true;
  }
  return false;
}"""


@pytest.fixture
def pages(chromium: Any, live_server: Any) -> Iterator[Any]:
    """`pages(role)` → a page of that member of the cast; one browser context a role."""
    contexts: dict[str, Any] = {}

    def page_of(role: str, user: Any) -> Any:
        if role not in contexts:
            context = chromium.new_context(
                base_url=live_server.url, viewport=PHONE, locale="zh-CN", reduced_motion="reduce"
            )
            if user is not None:
                context.add_cookies([_session_cookie(user, live_server.url)])
            page = context.new_page()
            page.set_default_timeout(20_000)
            contexts[role] = (context, page)
        return contexts[role][1]

    page_of.forget = lambda: [contexts.pop(role)[0].close() for role in list(contexts)]  # type: ignore[attr-defined]
    yield page_of
    page_of.forget()  # type: ignore[attr-defined]


def _rows(portal: str) -> list[tuple[Row, str]]:
    """Pages of a portal with the first role that may open them."""
    found = []
    for row in documented(ROOT):
        space = row.name.split(":")[0]
        role = next((role for role in ROLES if row.answers[role] == "open"), None)
        if space == portal and space not in DEMO_ONLY and role:
            found.append((row, role))
    return found


def _another_city() -> Cast:
    put_back = _lift()
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        for statement in put_back:
            cursor.execute(statement)
    return bring_to_life()


def _address(row: Row, cast: Cast) -> str:
    return reverse(row.name, kwargs=EXAMPLES.get(row.name, lambda cast: {})(cast))


@pytest.mark.parametrize("portal", PORTALS)
def test_everybody_can_use_every_page(portal: str, pages: Any, transactional_db: None) -> None:
    cast, problems, seen = bring_to_life(), [], 0
    for row, role in _rows(portal):
        try:
            address = _address(row, cast)
        except Exception:  # An example that does not bear its neighbours: a city of its own.
            pages.forget()
            cast = _another_city()
            address = _address(row, cast)
        page = pages(role, cast.in_role(role))
        if not _opens_as_a_page(page, address):
            continue
        seen += 1
        problems += measure(page, role=role, route=row.name, ways=QUICK).lines()
        problems += _errors_of_an_empty_form(page, role, row.name)
    assert seen
    assert not problems, "\n".join(problems)


def _opens_as_a_page(page: Any, address: str) -> bool:
    """No file, and no fragment that htmx asks for: that one is measured inside its page."""
    try:
        answer = page.goto(address)
    except playwright.Error as error:
        if "Download is starting" in str(error):
            return False
        raise
    is_page = "text/html" in answer.headers.get("content-type", "")
    return is_page and bool(page.evaluate("document.querySelector('title') !== null"))


def _errors_of_an_empty_form(page: Any, role: str, route: str) -> list[str]:
    """Send a form that asks for something as it stands. Its errors are tied to their fields,
    spoken, and have the focus."""
    if not page.evaluate(EMPTY_FORM, FORM):
        return []
    with page.expect_navigation():
        page.evaluate("window.emptyForm.submit()")
    if not page.locator(".field__error, .error-summary").count():
        return []
    return measure(page, role=role, route=f"{route} with errors", ways=ERRORS).lines()


def test_the_error_page_and_the_counter_example(pages: Any, transactional_db: None) -> None:
    """Our measures see what is wrong: spoil a page in every way and each is named."""
    page = pages("visitor", None)
    page.goto(NO_SUCH_PAGE)
    assert measure(page, role="visitor", route="404", ways=WAYS).lines() == []
    page.goto("/")
    page.evaluate(
        """() => { document.querySelector('main').insertAdjacentHTML('beforeend', `
        <h1>Zwei</h1><nav>x</nav><button style="height:20px;min-height:0;padding:0">k</button>
        <p style="color:#bbb">blass</p><p style="line-height:1">eng</p><input name="nameless">
        <p style="width:2000px">breit</p><div style="overflow:hidden;height:10px">x<br>y<br>z</div>
        <p class="field__error" id="e_error">falsch</p><div class="error-summary">viel</div>
        <p class="tally"><dd style="font-size:9px !important">klein</dd></p>
        <a href="/x" style="outline:none !important;box-shadow:none !important">ohne</a>`); }"""
    )
    found = {f["rule"] for f in measure(page, role="visitor", route="x", ways=WAYS).failures}
    expected = {
        "one-h1", "nav-named", "target-size", "contrast", "line-height", "input-labelled",
        "sideways-scroll", "text-cut-off", "error-tied", "error-spoken", "error-focus", "axe:label",
        "axe:color-contrast",
    }  # fmt: skip
    assert expected <= found
