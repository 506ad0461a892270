"""Walking the numbers of a page: each opens rows that add up to exactly it."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urljoin

NUMBER = re.compile(r'<a class="number[^"]*" href="([^"]*)" data-number="([^"]*)"')
VALUE = re.compile(r'data-value="([^"]*)"')
NEXT = re.compile(r'<a href="([^"]*)" rel="next"')


def numbers_on(client: Any, url: str) -> list[tuple[str, Decimal]]:
    """(address, number) of every number of a page."""
    text = client.get(url).text
    return [(urljoin(url, unescape(link)), Decimal(value)) for link, value in NUMBER.findall(text)]


def sum_behind(client: Any, url: str) -> tuple[Decimal, int]:
    """The sum of the rows on all pages of a list, and how many rows there are."""
    total, count = Decimal(0), 0
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, url
        values = [Decimal(value) for value in VALUE.findall(answer.text)]
        total, count = total + sum(values), count + len(values)
        following = NEXT.search(answer.text)
        url = urljoin(url, unescape(following[1])) if following else ""
    return total, count


def walk(client: Any, url: str) -> int:
    """Compare every number of the page with its rows; answers how many were not zero."""
    found = numbers_on(client, url)
    assert found, f"{url} shows no number"
    wrong = {link: (number, got) for link, number in found
             if (got := sum_behind(client, link)[0]) != number}  # fmt: skip
    assert wrong == {}
    return sum(bool(number) for _, number in found)
