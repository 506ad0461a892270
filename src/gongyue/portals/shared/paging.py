"""A page of a long list, by the `page` of the address; and whether a part of a page will do."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Sequence[Any] | Any, size: int) -> Page:
    """The page asked for; the nearest one when the number makes no sense."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def wants_part(request: HttpRequest) -> bool:
    """htmx swaps a fragment in; going back in the browser needs the whole page again."""
    return bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
