"""Work that minors must not be given: Provisions on the Special Protection of Minors, 3 and 4."""

from typing import Literal, NamedTuple

PROVISIONS = "cn/minor-workers-provisions"
Work = Literal[
    "none",
    "dust",
    "toxic",
    "height",
    "cold_water",
    "heat",
    "low_temperature",
    "physical",
    "mine",
    "forest",
    "radiation",
    "dangerous",
    "survey",
    "diving",
    "lifting",
    "tools",
    "posture",
    "boiler",
    "allergens",
]


class Ban(NamedTuple):
    """Forbidden from this grade on, 0 where no grade matters; `ill`: with an illness or defect of
    Article 5. None where it is not forbidden."""

    grade: int | None
    item: int
    ill: int | None = None
    ill_item: int = 0


FORBIDDEN: dict[str, Ban] = {
    "dust": Ban(1, 1),
    "toxic": Ban(1, 2),
    "height": Ban(2, 3, 1, 1),
    "cold_water": Ban(2, 4),
    "heat": Ban(3, 5, 2, 3),
    "low_temperature": Ban(3, 6, 2, 2),
    "physical": Ban(4, 7, 3, 4),
    "mine": Ban(0, 8),
    "forest": Ban(0, 9),
    "radiation": Ban(0, 10),
    "dangerous": Ban(0, 11),
    "survey": Ban(0, 12),
    "diving": Ban(0, 13),
    "lifting": Ban(0, 14),
    "tools": Ban(0, 15),
    "posture": Ban(0, 16),
    "boiler": Ban(0, 17),
    "allergens": Ban(None, 0, 0, 5),
}


def least_grade(ban: Ban, *, ill: bool) -> tuple[int | None, str]:
    """From which grade on it is forbidden, and the article that says so."""
    if ill and ban.ill is not None:
        return ban.ill, f"{PROVISIONS}#4.1.{ban.ill_item}"
    return ban.grade, f"{PROVISIONS}#3.1.{ban.item}" if ban.item else ""
