"""A page of a long list, by the `page` of the address."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Sequence[Any] | Any, size: int) -> Page:
    """The page asked for; the nearest one when the number makes no sense."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
