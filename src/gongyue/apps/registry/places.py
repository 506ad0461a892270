"""Divisions as the city offers them: those of today, and in the demo city the invented ones."""

from django.conf import settings

from gongyue.apps.registry.models import Street
from gongyue.kernel import areas
from gongyue.law.rulebook import default_book

FICTIONAL = "999"  # 示例市 and its like: for the demo city and the tests
DISTRICT, STREET = 6, 9  # digits of a division's code, and of a street's


def provinces() -> tuple[str, ...]:
    """The upper end of every choice."""
    tables = default_book().tables
    invented = sorted(code for code in tables if code.startswith(FICTIONAL))
    return areas.provinces() + (tuple(invented) if settings.DEMO else ())


def inside(code: str) -> tuple[str, ...]:
    """The codes directly below a division; () at the lower end."""
    if code.startswith(FICTIONAL):
        table = default_book().tables.get(code)
        return tuple(sorted(table.inside)) if table and settings.DEMO else ()
    return areas.inside(code)


def chain(code: str) -> tuple[str, ...]:
    """The codes from the province down to the division; () when it is none."""
    if not code.startswith(FICTIONAL):
        return areas.chain(code)
    above = (top for top, table in default_book().tables.items() if code in table.inside)
    return (*above, code) if is_place(code) else ()


def is_place(code: str) -> bool:
    """Whether the code is a division, of today or of the past."""
    return default_book().is_place(code)


def is_offered(code: str) -> bool:
    """Whether the code may be chosen anew: abolished ones stay only where they already stand."""
    if code.startswith(FICTIONAL):
        return settings.DEMO and is_place(code)
    return areas.in_force(code)


def division_name(code: str) -> str:
    """湖南省长沙市岳麓区; the code itself when it is none."""
    if code.startswith(FICTIONAL) and is_place(code):
        return default_book().place_name(code)
    return areas.full_name(code) or code


def short_name(code: str) -> str:
    """岳麓区: what stands in a list below its city."""
    if code.startswith(FICTIONAL) and is_place(code):
        *above, _ = chain(code)
        return division_name(code).removeprefix(division_name(above[-1]) if above else "")
    return areas.area_name(code) or code


def street_in_use(code: str) -> bool:
    """Whether the code may be chosen."""
    return len(code) == STREET and Street.objects.filter(pk=code, retired_at=None).exists()
