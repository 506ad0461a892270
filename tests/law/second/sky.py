"""When the movable festivals fall, from where sun and moon stand over Beijing (Meeus, Astronomical
Algorithms, chapters 25 and 49). Standard library only."""

from datetime import date, timedelta
from functools import lru_cache
from math import ceil, radians, sin

BEIJING = 8 / 24
DELTA_T = 75 / 86400  # clocks of the earth against even time, in our years
LUNATION = 29.530588861
# New moon: factor, power of E, multiples of sun's anomaly, moon's anomaly, argument of latitude.
MOON = (
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0),
)  # fmt: skip


def day_of(julian: float) -> date:
    """The day in Beijing of a moment in even time."""
    return date(2000, 1, 1) + timedelta(days=int((julian - DELTA_T + BEIJING - 2451544.5) // 1))


@lru_cache(maxsize=4096)
def new_moon(number: int) -> date:
    """The day of a new moon, counted from 6 January 2000."""
    century = number / 1236.85
    e = 1 - 0.002516 * century
    sun = 2.5534 + 29.1053567 * number
    moon = 201.5643 + 385.81693528 * number + 0.0107582 * century**2
    node = 160.7108 + 390.67050284 * number - 0.0016118 * century**2
    julian = 2451550.09766 + LUNATION * number + 0.00015437 * century**2
    for factor, power, by_sun, by_moon, by_node in MOON:
        angle = radians(by_sun * sun + by_moon * moon + by_node * node)
        julian += factor * e**power * sin(angle)
    return day_of(julian - 0.00017 * sin(radians(124.7746 - 1.56375588 * number)))


def longitude(julian: float) -> float:
    """Where the sun appears, in degrees from the spring equinox."""
    century = (julian - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * century)
    mean = 280.46646 + 36000.76983 * century
    centre = (1.914602 - 0.004817 * century) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    centre += 0.000289 * sin(3 * anomaly)
    wobble = 0.00569 + 0.00478 * sin(radians(125.04 - 1934.136 * century))
    return (mean + centre - wobble) % 360


@lru_cache(maxsize=4096)
def term(year: int, degrees: int) -> date:
    """The day of the year on which the sun reaches so many degrees."""
    julian = 2451544.5 + (date(year, 1, 1) - date(2000, 1, 1)).days
    julian += ((degrees - longitude(julian)) % 360) * 365.2422 / 360
    for _ in range(8):
        julian += ((degrees - longitude(julian) + 180) % 360 - 180) * 365.2422 / 360
    return day_of(julian)


def month_of(day: date) -> int:
    """The number of the new moon that begins the lunar month of a day."""
    number = ceil((day - date(2000, 1, 6)).days / LUNATION) + 1
    while new_moon(number) > day:
        number -= 1
    return number


def months(year: int) -> dict[int, int]:
    """New moons of the months that follow the winter solstice of the year before, leap ones out."""
    first, after = month_of(term(year - 1, 270)), month_of(term(year, 270))
    numbers = list(range(first, after))
    if len(numbers) == 13:
        numbers.remove(next(number for number in numbers[1:] if not has_term(number)))
    return {(index + 10) % 12 + 1: number for index, number in enumerate(numbers)}


def has_term(number: int) -> bool:
    """Whether a twelfth of the sun's way begins within the lunar month."""
    first, after = new_moon(number), new_moon(number + 1)
    years = {first.year, after.year}
    return any(first <= term(year, 30 * n) < after for year in years for n in range(12))


@lru_cache(maxsize=256)
def festivals(year: int) -> tuple[date, date, date, date]:
    """New Year's Day, Qingming, Dragon Boat, Mid-Autumn."""
    moons = months(year)
    return (
        new_moon(moons[1]),
        term(year, 15),
        new_moon(moons[5]) + timedelta(days=4),
        new_moon(moons[8]) + timedelta(days=14),
    )
