"""The places a visitor may choose: those the rulebook has tables for."""

from functools import lru_cache

from django.conf import settings

from gongyue.apps.registry.permissions import covers
from gongyue.law.rulebook import default_book

FICTIONAL = "999"  # 示例市 and its like: for the demo city and the tests


def place_choices() -> list[tuple[str, str]]:
    """Code and name; the invented places only in the demo city."""
    return [pair for pair in _all() if settings.DEMO or not pair[0].startswith(FICTIONAL)]


def place_name(code: str) -> str:
    """The name, else the code itself."""
    return dict(_all()).get(code, code)


def places_inside(code: str) -> list[tuple[str, str]]:
    """Code and name of the places that an office of `code` may choose between."""
    return [pair for pair in place_choices() if covers(code, pair[0]) and pair[0] != code]


@lru_cache(maxsize=1)
def _all() -> tuple[tuple[str, str], ...]:
    tables = default_book().tables
    codes = {code for code in tables if code != "cn"}
    for table in tables.values():
        codes.update(table.inside)
    book = default_book()
    return tuple((code, book.place_name(code)) for code in sorted(codes))
