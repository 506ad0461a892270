"""Every form of every page, filled with what should not be there.

No page breaks, nothing typed is executed or shown raw, nothing that was typed is lost, and where a
form refuses it says why in Chinese. New pages are covered by their row in permissions.md.
"""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, bring_to_life
from tests.consistency.routes import Row
from tests.portals.hostile import SCRIPT, WORDS, Form, forms_of
from tests.portals.test_pages import DEMO_ONLY, EXAMPLES, ROWS

WHO = ("worker", "enterprise", "regulator", "mediator", "provider", "operator", "visitor")
# What databases do not take alike: quotes, characters that are none, length, numbers.
STORED = ("SQL", "null", "surrogate", "long", "number")
# What must never come back as it was typed.
RAW = (SCRIPT, "<img src=x")
OPEN = [
    row
    for row in ROWS
    if "open" in row.answers.values() and row.name.split(":")[0] not in DEMO_ONLY
]


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


def _visitor(row: Row, cast: Cast) -> Client:
    """A browser of somebody whose page it is; the public pages as nobody in particular."""
    order = reversed(WHO) if row.name.startswith("public:") else WHO
    role = next(role for role in order if row.answers[role] == "open")
    client = Client()
    if (user := cast.in_role(role)) is not None:
        client.force_login(user)
    return client


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.name)
def test_a_page_bears_whatever_is_put_into_its_forms(row: Row, cast: Cast) -> None:
    client = _visitor(row, cast)
    url = reverse(row.name, kwargs=EXAMPLES.get(row.name, lambda cast: {})(cast))
    answer = client.get(url)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    for form in forms_of(url, answer.content.decode()):
        for name, words in _words().items():
            with transaction.atomic():
                _send(client, form, words, f"{form.method} {form.action} with {name}")
                transaction.set_rollback(True)


def _words() -> dict[str, str]:
    """All of them on SQLite; on PostgreSQL again what a database could take otherwise."""
    if connection.vendor == "postgresql":
        return {name: WORDS[name] for name in STORED}
    return WORDS


def _send(client: Client, form: Form, words: str, what: str) -> None:
    answers = form.filled(words)
    send = client.get if form.method == "get" else client.post
    answer = send(form.action, answers)
    assert answer.status_code < 500, what
    if 300 <= answer.status_code < 400:
        answer = client.get(answer["Location"], follow=True)
    _require_harmless(answer, what)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code == 200 and form.method == "post" and is_page:
        _require_nothing_lost(answer, form, words, what)


def _require_harmless(answer: Any, what: str) -> None:
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    page = answer.content.decode()
    for raw in RAW:
        assert raw not in page, f"{what}: {raw} came back as it was"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_event")


def _require_nothing_lost(answer: Any, form: Form, words: str, what: str) -> None:
    """A form that was refused still holds what was typed, and says in Chinese what is wrong."""
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    summary = soup.select_one(".error-summary")
    if summary is None:
        return
    assert any("\u4e00" <= char <= "\u9fff" for char in summary.get_text()), what
    for name in form.writable:
        tags = soup.find_all(["input", "textarea"], attrs={"name": name})
        typed = [tag for tag in tags if tag.get("type") != "password"]
        # Several forms of a page may ask for a field of this name: one of them was sent.
        assert not typed or any(_kept(_value(tag), words) for tag in typed), (
            f"{what}: {name} lost what was typed"
        )


def _value(tag: Any) -> str:
    return tag.get_text() if tag.name == "textarea" else str(tag.get("value", ""))


def _kept(kept: str, words: str) -> bool:
    """Browsers cannot send some characters, and blanks at the ends carry no meaning."""
    plain = "".join(char for char in words if char.isprintable() or char == "\n")
    if len(kept) < len(words) and kept and words.startswith(kept):  # cut where it is kept longer
        return True
    return plain.strip() in kept or kept.strip() == words.strip()
