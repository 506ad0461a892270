"""The trades of a simulated city, and what sets them apart. Every figure here is an assumption."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Trade:
    """`weight`: of all firms. `size`: of the median firm, relative. `wage`: median, yuan a month.

    `turnover`: exits a person and year in calm times. `overtime`: hours a person and month.
    `season`: demand by calendar month, relative. `seasonal`: share of the staff hired for it.
    """

    name: str
    weight: float
    size: float
    wage: int
    turnover: float
    overtime: float
    season: tuple[float, ...]
    seasonal: float = 0.0
    migrants: float = 0.5
    women: float = 0.45
    gig: bool = False


FLAT = (1.0,) * 12
FEAST = (1.15, 0.75, 0.95, 1.0, 1.0, 1.0, 0.97, 0.97, 1.02, 1.05, 1.08, 1.15)
BUILDING = (0.6, 0.45, 0.95, 1.1, 1.15, 1.12, 1.0, 1.0, 1.15, 1.18, 1.15, 1.0)
HARVEST = (0.7, 0.6, 0.8, 0.9, 1.0, 1.05, 1.1, 1.15, 1.35, 1.4, 1.15, 0.9)
SCHOOL = (0.95, 0.8, 1.1, 1.1, 1.1, 1.1, 0.75, 0.7, 1.15, 1.15, 1.1, 1.05)
PEAK = (1.1, 0.7, 0.95, 0.95, 1.0, 1.1, 0.95, 0.95, 1.0, 1.1, 1.3, 1.15)

TRADES = (
    Trade(name="manufacturing", weight=20, size=2.0, wage=5600, turnover=0.32, overtime=22,
          season=(0.95, 0.7, 1.05, 1.03, 1.0, 1.0, 0.98, 0.98, 1.05, 1.08, 1.1, 1.08)),
    Trade(name="catering", weight=15, size=0.8, wage=4300, turnover=0.55, overtime=18,
          season=FEAST, seasonal=0.08, women=0.55),
    Trade(name="construction", weight=12, size=1.8, wage=6900, turnover=0.5, overtime=16,
          season=BUILDING, seasonal=0.15, migrants=0.8, women=0.12),
    Trade(name="retail", weight=14, size=0.8, wage=4200, turnover=0.45, overtime=9,
          season=FEAST, seasonal=0.06, women=0.65),
    Trade(name="logistics", weight=9, size=1.5, wage=6200, turnover=0.48, overtime=24,
          season=PEAK, seasonal=0.1, migrants=0.6, women=0.2),
    Trade(name="software", weight=7, size=1.2, wage=11800, turnover=0.25, overtime=20,
          season=FLAT, migrants=0.45, women=0.35),
    Trade(name="property", weight=6, size=1.6, wage=3600, turnover=0.35, overtime=10,
          season=FLAT, women=0.4),
    Trade(name="education", weight=5, size=0.9, wage=5400, turnover=0.28, overtime=4,
          season=SCHOOL, women=0.8),
    Trade(name="health", weight=3, size=0.9, wage=7400, turnover=0.2, overtime=10,
          season=FLAT, women=0.72),
    Trade(name="hotel", weight=3, size=1.4, wage=4100, turnover=0.5, overtime=10,
          season=FEAST, seasonal=0.05, women=0.6),
    Trade(name="agriculture", weight=3, size=1.1, wage=4000, turnover=0.35, overtime=8,
          season=HARVEST, seasonal=0.35, women=0.55, migrants=0.3),
    Trade(name="services", weight=10, size=0.6, wage=5800, turnover=0.3, overtime=5,
          season=FLAT, women=0.55),
    Trade(name="platform", weight=2, size=2.2, wage=6600, turnover=0.9, overtime=0,
          season=PEAK, migrants=0.6, women=0.1, gig=True),
)  # fmt: skip
PLACES = {
    "430102": 12.0, "430103": 12.0, "430104": 20.0, "430105": 13.0, "430111": 20.0,
    "430112": 9.0, "430121": 16.0, "430181": 14.0, "430182": 13.0,
}  # fmt: skip
