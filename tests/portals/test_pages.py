"""Every page answers each role as docs/reference/permissions.md says: each row there is a test."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

import tests.portals
from tests.api.examples import EXAMPLES as API
from tests.api.examples import QUERIES
from tests.cast import Cast, Examples, bring_to_life
from tests.consistency.routes import ROLES, Row, documented, routes

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
ROWS = documented(ROOT)
DEMO_ONLY = {"shared"}


def _examples() -> Examples:
    """Example arguments of the routes, gathered from each portal's tests."""
    gathered: dict[str, Any] = {}
    for found in pkgutil.iter_modules(tests.portals.__path__):
        name = f"tests.portals.{found.name}.examples"
        if found.ispkg and importlib.util.find_spec(name):
            gathered |= importlib.import_module(name).EXAMPLES
    return gathered | API


EXAMPLES = _examples()


def _is_demo_only(row: Row) -> bool:
    return row.name.split(":")[0] in DEMO_ONLY


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not _is_demo_only(row)], ids=lambda row: row.name
)
def test_a_page_answers_each_role_as_the_table_says(row: Row, cast: Cast) -> None:
    arguments = EXAMPLES.get(row.name, lambda cast: {})(cast)
    url = "?".join(filter(None, (reverse(row.name, kwargs=arguments), QUERIES.get(row.name))))
    answers = {role: _answer(_client(cast.in_role(role)), url) for role in ROLES}
    assert answers == row.answers


def _client(user: Any) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def _answer(client: Client, url: str) -> str:
    """One word for what a role gets: open, sign-in, hidden, elsewhere, or post.

    A page that takes only POST is asked by POST, with nothing in it.
    """
    asked = client.get(url)
    by_post = asked.status_code == 405
    answer: HttpResponse = client.post(url) if by_post else asked  # type: ignore[assignment]
    if answer.status_code in (301, 302) and answer["Location"].startswith(settings.LOGIN_URL):
        return "sign-in"
    if answer.status_code in (403, 404):
        return "hidden"
    assert answer.status_code < 500, f"{url} answered {answer.status_code}"
    if by_post:
        return "post"
    return "open" if answer.status_code == 200 else "elsewhere"


@pytest.mark.parametrize("row", [row for row in ROWS if _is_demo_only(row)], ids=lambda r: r.name)
def test_a_page_of_the_demo_does_not_exist_outside_it(row: Row) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(row.name, kwargs={"name": "x"} if row.name != "shared:gallery" else {})


def test_the_table_and_the_site_map_name_the_same_pages() -> None:
    """The consistency checks read urls.py as text; this asks Django what is really served."""
    served = set(_served(get_resolver().url_patterns, ""))
    demo = {row.name for row in ROWS if _is_demo_only(row)}
    assert served == {row.name for row in ROWS} - demo
    assert served <= set(routes(ROOT))


def _served(patterns: Any, space: str) -> list[str]:
    names: list[str] = []
    for entry in patterns:
        if isinstance(entry, URLPattern):
            names.append(f"{space}{entry.name}")
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            names += _served(entry.url_patterns, inner)
    return names
