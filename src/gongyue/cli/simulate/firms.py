"""Firms: what they are, what nobody sees of them, and whether and when they collapse.

All draws of a block are made once, before any path is followed. The same draws under another dose
of help give the counterfactual of the very same firms.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from gongyue.cli.simulate.world import Floats, World

BLOCK = 64  # firms of one labour market; people move inside it. Never changes with the batch.
NEVER = 10_000  # a month that does not come
FOUNDED_LATER = 0.08
DIES = 0.6  # share of firms that close after a collective exit
DOSES = (0.0, 0.5, 1.0)
MEAN_OF_CULTURE = np.exp(0.18)  # of exp(-0.6 culture)

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Uniforms and normals of a block; [F, M] where they differ by month."""

    onset: Floats
    sudden: Floats
    lead: Floats
    averted: Floats
    noise: Floats
    dies: Floats


@dataclass(frozen=True, kw_only=True)
class Firms:
    """Arrays [F]. Management, culture, quality and buffer are normal, hidden, and correlated."""

    number: Ints
    trade: Ints
    place: Ints
    size: Ints
    begins: Ints  # month of the simulation in which they begin; 0 for those already there
    founded_before: Ints  # months before the simulation
    management: Floats
    culture: Floats
    quality: Floats  # of reporting
    buffer: Floats
    pay_day: Ints
    draws: Draws

    def misconduct(self) -> Floats:
        """A factor with mean one: how much likelier than average they break rules."""
        factor: Floats = np.exp(-0.6 * self.culture) / MEAN_OF_CULTURE
        return factor


@dataclass(frozen=True, kw_only=True)
class Path:
    """What becomes of the firms under one dose. Months are NEVER where it does not happen."""

    health: Floats  # [F, M]
    arrears: Floats  # [F, M] 0…1: how far they have built up
    onset: Ints
    exit: Ints  # month of the collective exit
    sudden: Bools  # no precursor
    averted: Ints
    closes: Ints  # the month after which there is no firm


def firms_of(world: World, block: int, count: int) -> Firms:
    """The firms numbered from block × BLOCK + 1 on; `count` of them, the rest is not drawn away."""
    rng, months = world.rng(1, block), len(world.months)
    size = world.settings.size
    trade = rng.choice(len(world.trades), BLOCK, p=world.weights)
    place = rng.choice(len(world.places), BLOCK, p=world.place_weights)
    scale = np.array([world.trades[k].size for k in range(len(world.trades))])[trade]
    people = size.median * scale * np.exp(rng.normal(0, size.sigma, BLOCK))
    management, own = rng.normal(size=BLOCK), rng.normal(size=(3, BLOCK))
    culture = 0.4 * management + np.sqrt(1 - 0.16) * own[0]
    quality = 0.35 * culture + 0.2 * _standard(np.log(people)) + 0.85 * own[1]
    later = rng.random(BLOCK) < FOUNDED_LATER
    firms = Firms(
        number=np.arange(BLOCK) + block * BLOCK + 1,
        trade=trade,
        place=place,
        size=np.clip(np.rint(people), size.smallest, size.largest).astype(np.int64),
        begins=np.where(later, rng.integers(0, months, BLOCK), 0),
        founded_before=np.where(later, 0, 1 + rng.exponential(90, BLOCK).astype(np.int64)),
        management=management,
        culture=culture,
        quality=quality,
        buffer=own[2],
        pay_day=rng.choice([5, 8, 10, 15, 20, 25], BLOCK, p=[0.1, 0.1, 0.35, 0.3, 0.1, 0.05]),
        draws=_draws(rng, months),
    )
    return _first(firms, count)


def path_of(world: World, firms: Firms, dose: Floats) -> Path:
    """Follow health and collapse month by month under a dose [F, M]."""
    settings, draws = world.settings, firms.draws
    health = _health(world, firms, dose)
    count, months = health.shape
    state = {name: np.full(count, NEVER) for name in ("onset", "exit", "averted")}
    sudden = draws.sudden < settings.collapse.without_precursor
    lead = settings.collapse.lead_months + settings.collapse.lead_sd * draws.lead
    lead = np.maximum(2, np.rint(lead)).astype(np.int64)
    chance = settings.collapse.rate / 12 * np.exp(-settings.collapse.slope * health)
    for month in range(months):
        begins = (state["onset"] == NEVER) & (firms.begins + 3 <= month)
        begins &= draws.onset[:, month] < chance[:, month]
        state["onset"][begins] = month
        state["exit"][begins] = month + np.where(sudden, 0, lead)[begins]
        building = (state["onset"] <= month) & (month < state["exit"]) & ~sudden
        saved = draws.averted[:, month] < settings.collapse.averted * dose[:, month]
        saved &= building & (state["averted"] == NEVER)
        state["averted"][saved] = month
        state["exit"][saved] = NEVER
    closes = np.where(draws.dies < DIES, state["exit"], NEVER)
    arrears = _arrears(firms, state, lead, sudden, months)
    # Wages that are not paid show in the means of the firm, too.
    return Path(health=health - 1.5 * arrears, arrears=arrears, sudden=sudden, closes=closes,
                **state)  # fmt: skip


def _health(world: World, firms: Firms, dose: Floats) -> Floats:
    """h(t) = p h(t-1) + (1-p)(0.5 management + 0.4 buffer + help + 2 w log demand) + noise."""
    knobs = world.settings.health
    calm = np.log(world.demand / world.season)[firms.trade]
    rest = 0.5 * firms.management + 0.4 * firms.buffer
    health = np.empty((len(firms.number), len(world.months)))
    last = rest
    for month in range(len(world.months)):
        pull = (1 - knobs.persistence) * (rest + knobs.dose * dose[:, month])
        push = 2 * (1 - knobs.persistence) * knobs.demand * calm[:, month]
        last = knobs.persistence * last + pull + push + knobs.noise * firms.draws.noise[:, month]
        health[:, month] = last
    return health


def _arrears(
    firms: Firms, state: dict[str, Ints], lead: Ints, sudden: Bools, months: int
) -> Floats:
    """Rising over the lead, full at the exit; two months to be made good when averted."""
    month = np.arange(months)[None, :]
    onset, averted = state["onset"][:, None], state["averted"][:, None]
    after = month - onset + 1
    rising = np.clip(after / lead[:, None], 0, 1) ** 1.3
    end = np.minimum(averted, onset + lead[:, None])
    built = np.where((month >= onset) & (month <= end), rising, 0.0)
    at_end = np.clip((end - onset + 1) / lead[:, None], 0, 1) ** 1.3
    fading = np.where((month > end) & (month <= end + 2), at_end * (1 - (month - end) / 3), 0.0)
    built = np.where(onset < NEVER, built + fading, 0.0)
    built[sudden] = 0.0
    return built


def _draws(rng: Generator, months: int) -> Draws:
    return Draws(
        onset=rng.random((BLOCK, months)),
        sudden=rng.random(BLOCK),
        lead=rng.normal(0, 1, BLOCK),
        averted=rng.random((BLOCK, months)),
        noise=rng.normal(size=(BLOCK, months)),
        dies=rng.random(BLOCK),
    )


def _first(firms: Firms, count: int) -> Firms:
    """Only the first of a last, incomplete block; they are the same as in a complete one."""
    drawn = {one.name: getattr(firms.draws, one.name)[:count] for one in fields(Draws)}
    own = {one.name: getattr(firms, one.name) for one in fields(Firms) if one.name != "draws"}
    return Firms(**{name: row[:count] for name, row in own.items()}, draws=Draws(**drawn))


def _standard(values: Floats) -> Floats:
    spread = values.std()
    standard: Floats = (values - values.mean()) / (spread or 1.0)
    return standard
