"""What is the same for every firm: months, law, seasons, shocks. Made of seed and settings only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from gongyue.cli.simulate.lawful import Lawful, lawful_in
from gongyue.cli.simulate.settings import BadSettings, Settings
from gongyue.cli.simulate.trades import PLACES, TRADES, Trade
from gongyue.kernel.dates import add_months, month_of, workdays_in
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import BadFacts

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]

CITY_PERSISTENCE, CITY_NOISE, TRADE_PERSISTENCE = 0.9, 0.03, 0.85
CAMPAIGNS_A_YEAR, CAMPAIGN = 1.0, 0.6  # inspections that make people speak up


@dataclass(frozen=True)
class World:
    """Arrays by trade [K] or month [M]. `demand`[K, M] is relative to a calm month of no season."""

    seed: int
    settings: Settings
    trades: tuple[Trade, ...]
    weights: Floats
    places: tuple[str, ...]
    place_weights: Floats
    months: tuple[date, ...]
    firsts: Days
    month_days: NDArray[np.int64]
    workdays: NDArray[np.int64]
    season: Floats
    demand: Floats
    shock: Floats
    campaign: Floats
    law: Lawful

    @property
    def ends_on(self) -> np.datetime64:
        """The last day that anybody can have reported."""
        return self.firsts[-1] + self.month_days[-1] - 1

    def rng(self, *key: int) -> Generator:
        """A stream of its own for each key: what is drawn for one firm never moves another."""
        return Generator(PCG64(SeedSequence([self.seed, *key])))


def world_of(settings: Settings, *, months: int, seed: int) -> World:
    """Raises BadSettings for an unknown trade or place, or a month the law does not reach."""
    trades, weights = _chosen(settings)
    weighed = settings.places or PLACES
    places = tuple(sorted(place for place, weight in weighed.items() if weight))
    days = tuple(add_months(settings.begins_on, number) for number in range(months))
    try:
        law = lawful_in(places, days)
    except (BadFacts, ValueError) as error:
        raise BadSettings(f"places, first_month: {error}") from None
    rng = Generator(PCG64(SeedSequence([seed, 0])))
    season = np.array([[trade.season[day.month - 1] for day in days] for trade in trades])
    season = season**settings.economy.seasons
    shock = _shocks(rng, settings, len(trades), months)
    mood = _drifting(rng, CITY_PERSISTENCE, CITY_NOISE, (1, months))
    own = _drifting(rng, TRADE_PERSISTENCE, settings.economy.noise, (len(trades), months))
    share = np.array([weighed[place] for place in places])
    return World(
        seed=seed,
        settings=settings,
        trades=trades,
        weights=weights / weights.sum(),
        places=places,
        place_weights=share / share.sum(),
        months=days,
        firsts=np.array(days, dtype="datetime64[D]"),
        month_days=np.array([(add_months(day, 1) - day).days for day in days]),
        workdays=_workdays(days),
        season=season,
        demand=season * np.exp(mood + own) * (1 - shock),
        shock=shock,
        campaign=(rng.random(months) < CAMPAIGNS_A_YEAR / 12) * CAMPAIGN,
        law=law,
    )


def _chosen(settings: Settings) -> tuple[tuple[Trade, ...], Floats]:
    names = {trade.name for trade in TRADES}
    if unknown := sorted(set(settings.industries) - names):
        raise BadSettings(f"industries: {unknown[0]} is none of {', '.join(sorted(names))}")
    weights = settings.industries or {trade.name: trade.weight for trade in TRADES}
    trades = tuple(trade for trade in TRADES if weights.get(trade.name))
    if not trades:
        raise BadSettings("industries: one of them must weigh more than nothing")
    return trades, np.array([weights[trade.name] for trade in trades])


def _shocks(rng: Generator, settings: Settings, trades: int, months: int) -> Floats:
    """Each falls at once on one trade and fades over its months."""
    economy, shock = settings.economy, np.zeros((trades, months))
    for _ in range(rng.poisson(economy.shocks_a_year * months / 12)):
        trade, begin = rng.integers(trades), rng.integers(months)
        depth = economy.shock_depth * rng.uniform(0.6, 1.4)
        for step in range(economy.shock_months):
            if begin + step < months:
                fade = 1 - step / economy.shock_months
                at = (trade, begin + step)
                shock[at] = max(shock[at], min(depth * fade, 0.9))
    return shock


def _drifting(rng: Generator, persistence: float, noise: float, shape: tuple[int, int]) -> Floats:
    """Autoregressions of order one that start from their long-run spread."""
    steps = rng.normal(0, noise, shape)
    path = np.empty(shape)
    path[:, 0] = steps[:, 0] / np.sqrt(1 - persistence**2)
    for month in range(1, shape[1]):
        path[:, month] = persistence * path[:, month - 1] + steps[:, month]
    return path


def _workdays(days: Sequence[date]) -> NDArray[np.int64]:
    calendar = work_calendar()
    return np.array([workdays_in(month_of(day), calendar) for day in days])
