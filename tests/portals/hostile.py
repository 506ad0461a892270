"""What a hostile or careless person puts into a form, and how the forms of a page are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile

SCRIPT = "<script>alert(1)</script>"
WORDS = {
    "HTML": f'"><img src=x onerror=alert(1)>{SCRIPT}',
    "SQL": "'; DROP TABLE registry_event; -- ' OR '1'='1",
    "template": "{{ request.user.phone }}{% debug %}${7*7}",
    "emoji": "👩🏽‍🏭🇨🇳𬱟䶮",
    "right to left": "张\u202e三\u2066丰\u200f",
    "null": "空\x00字",
    "surrogate": "\ufffe\uffff\x1b[31m",
    "long": "长" * 10_000,
    "number": "1e999",
    "blank": "　 \t",
}
# MZ: a Windows program that calls itself a document.
PROGRAM = b"MZ\x90\x00" + bytes(200) + b"This program cannot be run in DOS mode."
FREE = {"text", "search", "tel", "email", "url", "number", "date", "month", "password", ""}


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes and what it asks for."""

    action: str
    method: str
    fields: tuple[Tag, ...] = field(default=(), repr=False)

    @property
    def writable(self) -> list[str]:
        """Names of the fields in which anything can be typed."""
        return [str(tag["name"]) for tag in self.fields if is_free(tag)]

    def filled(self, words: str) -> dict[str, Any]:
        """Every free field holds `words`, every choice its first offer, every file a program."""
        answers: dict[str, Any] = {}
        for tag in self.fields:
            answers.setdefault(str(tag["name"]), _answer(tag, words))
        return answers


def is_free(tag: Tag) -> bool:
    """A field that is typed into."""
    return tag.name == "textarea" or (tag.name == "input" and tag.get("type", "text") in FREE)


def _answer(tag: Tag, words: str) -> Any:
    kind = str(tag.get("type", "text"))
    if tag.name == "select":
        offers = [str(option.get("value", "")) for option in tag.find_all("option")]
        return next(filter(None, offers), "")
    if kind == "file":
        return SimpleUploadedFile("工资表\u202efdp.exe.pdf", PROGRAM, "application/pdf")
    if is_free(tag):
        return words
    return str(tag.get("value", ""))


def forms_of(url: str, page: str) -> Iterator[Form]:
    """The forms of a page, but for those in its frame (sign out, change of role, large text)."""
    soup = BeautifulSoup(page, "html.parser")
    main = soup.find("main") or soup
    for form in main.find_all("form"):
        tags = [tag for tag in form.find_all(["input", "textarea", "select"]) if tag.get("name")]
        # Fields that stand elsewhere on the page and name their form.
        if form.get("id"):
            tags += main.find_all(["input", "textarea", "select"], attrs={"form": form["id"]})
        action = str(form.get("hx-post") or form.get("action") or url)
        method = str(form.get("method", "get")).lower()
        yield Form(urljoin(url, action), method, tuple(tags))
