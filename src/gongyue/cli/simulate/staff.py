"""Who works where, from when to when, and why they left: month by month in one labour market."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from gongyue.cli.simulate.conduct import Conduct
from gongyue.cli.simulate.firms import NEVER, Bools, Firms, Ints, Path
from gongyue.cli.simulate.world import Days, Floats, World

KINDS = ("full_time", "part_time", "rehired_retiree", "service", "gig")
FULL, PART, RETIREE, SERVICE, GIG = range(5)
REASONS = (
    "running", "own_wish", "arrears", "overtime", "contract_end", "season_end", "collective",
    "relocation", "closed",
)  # fmt: skip
(RUNNING, OWN_WISH, ARREARS, OVERTIME, CONTRACT_END, SEASON_END, COLLECTIVE, RELOCATION,
 CLOSED) = range(9)  # fmt: skip
REHIRED = 0.35  # of newcomers, people who left another firm of the labour market
FEAST = {2: 1.7, 3: 1.5}
NOWHERE = np.datetime64("NaT", "D")


@dataclass
class Staff:
    """Arrays [E], one entry an employment, in the order of hiring; people are [P]."""

    firm: Ints
    person: Ints
    kind: Ints
    hired: Days
    left: Days
    reason: Ints
    season_end: Ints  # the month after which a seasonal worker goes, or NEVER
    wage: Ints  # fen a month when hired
    pace: Floats  # overtime of this person, relative
    birth_year: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    woman: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    migrant: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))


COLUMNS = ("firm", "person", "kind", "hired", "left", "reason", "season_end", "wage", "pace")


def staff_of(
    world: World, firms: Firms, path: Path, conduct: Conduct, dose: Floats, block: int
) -> Staff:
    """Everybody who worked for the block's firms within the simulated months."""
    market = _Market(world, firms, path, conduct, dose, world.rng(3, block))
    for month in range(len(world.months)):
        market.go_on(month)
    return market.staff


class _Market:
    def __init__(
        self, world: World, firms: Firms, path: Path, conduct: Conduct, dose: Floats,
        rng: Generator,
    ) -> None:  # fmt: skip
        self.world, self.firms, self.path = world, firms, path
        self.conduct, self.dose, self.rng = conduct, dose, rng
        count = len(firms.number)
        self.leaves = rng.uniform(0.4, 0.95, count)  # share that goes in a collective exit
        self.moves = rng.uniform(0.25, 0.6, count)
        self.day = rng.integers(2, 18, count)
        self.season_end = _season_ends(world)
        self.idle = np.zeros(0, dtype=np.int64)
        empty = np.zeros(0, dtype=np.int64)
        days = np.zeros(0, dtype="datetime64[D]")
        self.staff = Staff(firm=empty, person=empty, kind=empty, hired=days, left=days,
                           reason=empty, season_end=empty, wage=empty,
                           pace=empty * 1.0)  # fmt: skip
        rate = np.array([trade.turnover for trade in world.trades])
        self.turnover = rate[firms.trade] / 12
        self.overtime = np.array([trade.overtime for trade in world.trades])[firms.trade]
        self.seasonal = np.array([trade.seasonal for trade in world.trades])[firms.trade]
        self.gig = np.array([trade.gig for trade in world.trades])[firms.trade]
        self.pay = np.array([trade.wage for trade in world.trades])[firms.trade]
        self.women = np.array([trade.women for trade in world.trades])[firms.trade]
        self.migrants = np.array([trade.migrants for trade in world.trades])[firms.trade]

    def go_on(self, month: int) -> None:
        """Newcomers first, then whoever leaves."""
        if month == 0:
            self._hire(np.where(self.firms.begins == 0, self.firms.size, 0), month, before=True)
        else:
            self._hire_the_missing(month)
        self._hire_for_the_season(month)
        gone = self._leave(month)
        self.idle = np.concatenate([self.idle, gone])

    # -- coming ---------------------------------------------------------------------------------

    def _hire_the_missing(self, month: int) -> None:
        firms, path = self.firms, self.path
        open_ = (firms.begins <= month) & (month <= path.closes)
        demand = self.world.demand[firms.trade, month]
        target = firms.size * np.clip(0.5 + 0.5 * demand, 0.4, 1.6)
        target = np.where(month > path.exit, 0.35 * target, target)
        core = self._counts(self.staff.season_end == NEVER)
        missing = np.maximum(0, target - core) * np.where(firms.begins == month, 0.8, 0.55)
        missing *= 1 - 0.85 * path.arrears[:, month]
        self._hire(np.floor(missing + self.rng.random(len(missing))) * open_, month)

    def _hire_for_the_season(self, month: int) -> None:
        """Once, when the season begins; they know when it ends."""
        firms = self.firms
        ends = self.season_end[firms.trade, month]
        here = (ends < NEVER) & (firms.begins <= month) & (month <= self.path.closes)
        here &= self._counts(self.staff.season_end >= month, of_season=True) == 0
        wanted = firms.size * self.seasonal * self.rng.uniform(0.5, 1.5, len(firms.size))
        self._hire(np.floor(wanted + self.rng.random(len(wanted))) * here, month, ends=ends)

    def _counts(self, which: Bools, *, of_season: bool = False) -> Ints:
        running = (self.staff.reason == RUNNING) & which
        if of_season:
            running &= self.staff.season_end < NEVER
        counts: Ints = np.bincount(self.staff.firm[running], minlength=len(self.firms.number))
        return counts

    def _hire(
        self, numbers: Floats | Ints, month: int, *, before: bool = False, ends: Ints | None = None
    ) -> None:
        firm = np.repeat(np.arange(len(self.firms.number)), np.asarray(numbers).astype(np.int64))
        if not len(firm):
            return
        count, rng, staff = len(firm), self.rng, self.staff
        new = Staff(
            firm=firm,
            person=self._people(firm, month),
            kind=self._kinds(firm, seasonal=ends is not None),
            hired=self._hired(firm, month, before=before),
            left=np.full(count, NOWHERE),
            reason=np.zeros(count, dtype=np.int64),
            season_end=np.full(count, NEVER) if ends is None else ends[firm],
            wage=self._wages(firm, month),
            pace=np.exp(rng.normal(0, 0.35, count)),
        )
        for name in COLUMNS:
            setattr(staff, name, np.concatenate([getattr(staff, name), getattr(new, name)]))

    def _people(self, firm: Ints, month: int) -> Ints:
        """Some were idle; the others are new to the market."""
        staff, rng = self.staff, self.rng
        again = min(int(rng.binomial(len(firm), REHIRED)), len(self.idle))
        known = rng.choice(self.idle, again, replace=False) if again else self.idle[:0]
        self.idle = np.setdiff1d(self.idle, known, assume_unique=True)
        new = len(firm) - again
        first = len(staff.birth_year)
        for_ = firm[again:]
        age = np.clip(rng.normal(36, 10, new), 18, 59)
        year = self.world.months[month].year
        staff.birth_year = np.concatenate([staff.birth_year, (year - age).astype(np.int64)])
        staff.woman = np.concatenate([staff.woman, rng.random(new) < self.women[for_]])
        staff.migrant = np.concatenate([staff.migrant, rng.random(new) < self.migrants[for_]])
        people: Ints = np.concatenate([known, np.arange(first, first + new)])
        return people

    def _kinds(self, firm: Ints, *, seasonal: bool) -> Ints:
        drawn = self.rng.random(len(firm))
        usual = np.select(
            [drawn < 0.05, drawn < 0.07, drawn < 0.085], [PART, RETIREE, SERVICE], FULL
        )
        usual = np.where(seasonal, FULL, usual)
        kinds: Ints = np.where(self.gig[firm], np.where(drawn < 0.75, GIG, FULL), usual)
        return kinds

    def _hired(self, firm: Ints, month: int, *, before: bool) -> Days:
        rng, first = self.rng, self.world.firsts[month]
        if not before:
            return first + rng.integers(0, self.world.month_days[month], len(firm))
        longest = self.firms.founded_before[firm] * 30
        ago = np.minimum(rng.exponential(900, len(firm)).astype(np.int64), longest)
        return first - 1 - ago

    def _wages(self, firm: Ints, month: int) -> Ints:
        level = 0.12 * self.firms.management[firm] + self.rng.normal(0, 0.25, len(firm))
        wage = np.rint(self.pay[firm] * np.exp(level) / 10) * 1000
        lowest = self.world.law.minimum[self.firms.place[firm], month]
        return np.maximum(wage.astype(np.int64), lowest)

    # -- going ----------------------------------------------------------------------------------

    def _leave(self, month: int) -> Ints:
        """Set day and reason of whoever leaves this month; answers with the people."""
        staff, rng = self.staff, self.rng
        at = np.flatnonzero(staff.reason == RUNNING)
        firm = staff.firm[at]
        reason = self._own_reasons(at, firm, month)
        reason = np.where(staff.season_end[at] <= month, SEASON_END, reason)
        drawn = rng.random(len(at))
        moving = (self.conduct.relocation[firm] == month) & (drawn < self.moves[firm])
        reason = np.where(moving, RELOCATION, reason)
        together = (self.path.exit[firm] == month) & (drawn < self.leaves[firm])
        reason = np.where(together, COLLECTIVE, reason)
        reason = np.where(self.path.closes[firm] + 1 <= month, CLOSED, reason)
        day = self._days(firm, reason, month)
        goes = (reason != RUNNING) & (day >= staff.hired[at])
        at = at[goes]
        staff.left[at], staff.reason[at] = day[goes], reason[goes]
        return staff.person[at]

    def _own_reasons(self, at: Ints, firm: Ints, month: int) -> Ints:
        """Each cause raises the rate of exits; whoever leaves, leaves for one of them."""
        staff, world = self.staff, self.world
        tenure = (world.firsts[month] - staff.hired[at]).astype(np.int64) / 30
        rate = self.turnover[firm] * np.exp(-0.25 * self.firms.culture[firm])
        rate = rate * np.where(tenure < 6, 2.0, np.where(tenure > 36, 0.65, 1.0))
        rate = rate * FEAST.get(world.months[month].month, 0.85)
        rate = rate * np.exp(-world.settings.health.dose_exits * self.dose[firm, month])
        of_arrears = rate * np.expm1(1.8 * self.path.arrears[firm, month])
        hours = self.overtime[firm] * staff.pace[at] + self.conduct.creep[firm, month]
        of_hours = rate * np.expm1(0.025 * np.clip(hours - 36, 0, 50))
        whole = rate + of_arrears + of_hours
        goes = self.rng.random(len(at)) < -np.expm1(-whole)
        which = self.rng.random(len(at)) * whole
        cause = np.where(which < of_arrears, ARREARS,
                         np.where(which < of_arrears + of_hours, OVERTIME, OWN_WISH))  # fmt: skip
        ended = (cause == OWN_WISH) & (self.rng.random(len(at)) < 0.2)
        reasons: Ints = np.where(goes, np.where(ended, CONTRACT_END, cause), RUNNING)
        return reasons

    def _days(self, firm: Ints, reason: Ints, month: int) -> Days:
        """Together within ten days, alone on any day; a closing firm's last ones at once."""
        length = self.world.month_days[month]
        day = self.rng.integers(0, length, len(firm))
        close = self.day[firm] + self.rng.integers(0, 10, len(firm))
        together = np.isin(reason, (COLLECTIVE, RELOCATION))
        day = np.where(together, np.minimum(close, length - 1), day)
        day = np.where(reason == CLOSED, np.minimum(day, 4), day)
        day = np.where(reason == SEASON_END, length - 1 - day // 6, day)
        return self.world.firsts[month] + day


def _season_ends(world: World) -> NDArray[np.int64]:
    """[K, M]: where a season runs, the month in which it ends; NEVER elsewhere."""
    ends = np.full(world.season.shape, NEVER)
    for trade in range(world.season.shape[0]):
        last = NEVER
        for month in range(world.season.shape[1] - 1, -1, -1):
            runs = world.season[trade, month] >= 1.12
            last = (month if last == NEVER else last) if runs else NEVER
            ends[trade, month] = last
    return ends
