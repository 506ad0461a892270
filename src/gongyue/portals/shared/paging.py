"""A page of a long list, by the `page` of the address; and whether a part of a page will do."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Sequence[Any] | Any, size: int) -> Page:
    """The page asked for; the nearest one when the number makes no sense."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def number_of(request: HttpRequest) -> int:
    """The page asked for, where a selector cuts the page itself; 1 when it makes no sense."""
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def pager_of(total: int, page: int, size: int) -> Page:
    """The selector has cut the page already; the pager only needs the numbers."""
    return Paginator(range(total), size).get_page(page)


def wants_part(request: HttpRequest) -> bool:
    """htmx swaps a fragment in; going back in the browser needs the whole page again."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
