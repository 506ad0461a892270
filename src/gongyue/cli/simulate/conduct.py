"""What firms do wrong, and what only looks so: windows of months, with their truth."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from gongyue.cli.simulate.firms import NEVER, Bools, Firms, Ints, Path
from gongyue.cli.simulate.world import Floats, World

GAP_MONTHS = 3
CREEP_A_MONTH, CREEP_MONTHS, CREEP_MOST = 4.0, 10, 48.0
AUTUMN = (9, 10, 11, 12)


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """Arrays [F, M] unless said otherwise. Zero, False or one where nothing happens."""

    gap: Bools  # no contributions
    gap_of_arrears: Bools  # the same, because the money is gone
    creep: Floats  # hours of overtime a person above the firm's own
    overtime_paid: Floats  # share of what is due
    minimum_paid: Floats  # base wage of the lowest paid, relative to the minimum; one: lawful
    under_base: Bools
    long_probation: Bools
    late_days: Floats  # harmless delays of pay
    batch: Bools  # [F] contributions handed in together, months later
    relocation: Ints  # [F] the month in which many leave, or NEVER
    windows: tuple[dict[str, Any], ...]  # truth/troubles, of firms


def conduct_of(world: World, firms: Firms, path: Path, block: int) -> Conduct:
    """Draw every window of a block."""
    rng, rates, bad = world.rng(2, block), world.settings.troubles, firms.misconduct()
    shape = path.arrears.shape
    book = _Book(rng, firms, path, shape)
    gap = book.spells("insurance_gap", rates.insurance_gap * bad, GAP_MONTHS, GAP_MONTHS)
    creep = book.spells("overtime_creep", rates.overtime_creep * bad, 6, CREEP_MONTHS)
    unpaid = book.spells("underpaid_overtime", rates.underpaid_overtime * bad, 6, 24)
    low = book.spells("below_minimum", rates.below_minimum * bad, 4, 18)
    base = book.spells("under_base", rates.under_base * bad, 12, NEVER)
    probation = book.spells("unlawful_probation", rates.unlawful_probation * bad, 12, NEVER)
    late, batch, moved = _harmless(world, firms, rng, book)
    return Conduct(
        gap=gap > 0,
        gap_of_arrears=_stopped(book, path),
        creep=np.minimum(creep * CREEP_A_MONTH, CREEP_MOST),
        overtime_paid=np.where(unpaid > 0, rng.uniform(0, 0.75, (shape[0], 1)), 1.0),
        minimum_paid=np.where(low > 0, rng.uniform(0.75, 0.97, (shape[0], 1)), 1.0),
        under_base=base > 0,
        long_probation=probation > 0,
        late_days=late,
        batch=batch,
        relocation=moved,
        windows=tuple(book.windows),
    )


class _Book:
    """Draws spells and keeps their truth."""

    def __init__(self, rng: Generator, firms: Firms, path: Path, shape: tuple[int, int]) -> None:
        self.rng, self.firms, self.path, self.shape = rng, firms, path, shape
        self.windows: list[dict[str, Any]] = []

    def spells(self, kind: str, yearly: Floats, shortest: int, longest: int) -> Floats:
        """[F, M]: 0 outside, 1, 2, 3 … from the first month of a spell. At most one a firm.

        Whoever could have begun before the first month may be in the middle of a spell then.
        """
        count, months = self.shape
        span = max(shortest, min(longest, 4 * months))  # a short window is no shorter spell
        length = self.rng.integers(shortest, span + 1, count)
        before = np.where(self.firms.begins == 0, length, 0)
        chance = 1 - np.exp(-yearly * (months + before) / 12)
        has = self.rng.random(count) < chance
        room = months - self.firms.begins + before
        first = self.firms.begins - before + np.floor(self.rng.random(count) * room).astype(int)
        last = np.minimum(first + length - 1, self.path.closes)
        month = np.arange(months)[None, :]
        within = has[:, None] & (month >= first[:, None]) & (month <= last[:, None])
        for firm in np.flatnonzero(within.any(axis=1)):
            seen = np.flatnonzero(within[firm])
            self.note(kind, int(firm), int(seen[0]), int(seen[-1]), "conduct")
        return np.where(within, month - first[:, None] + 1, 0).astype(np.float64)

    def note(self, kind: str, firm: int, first: int, last: int, cause: str) -> None:
        """One row of truth/troubles."""
        self.windows.append(
            {"firm": int(self.firms.number[firm]), "kind": kind, "first": first, "last": last,
             "cause": cause}
        )  # fmt: skip


def _stopped(book: _Book, path: Path) -> Bools:
    """When more than a third of the arrears have built up, contributions stop too."""
    stopped: Bools = path.arrears > 0.35
    for firm in np.flatnonzero(stopped.any(axis=1)):
        seen = np.flatnonzero(stopped[firm])
        book.note("insurance_gap", int(firm), int(seen[0]), int(seen[-1]), "arrears")
    return stopped


def _harmless(
    world: World, firms: Firms, rng: Generator, book: _Book
) -> tuple[Floats, Bools, Ints]:
    """Firms that look bad: late for the season, for the bank, in batches; those that move away."""
    knobs, (count, months) = world.settings.harmless, book.shape
    calendar = np.array([day.month for day in world.months])
    builders = np.array([trade.name == "construction" for trade in world.trades])[firms.trade]
    autumn = builders & (rng.random(count) < knobs.year_end_pay)
    late = np.where(
        autumn[:, None] & np.isin(calendar, AUTUMN)[None, :], rng.uniform(15, 60, (count, 1)), 0.0
    )
    bank = rng.random(count) < knobs.bank_change
    when, days = rng.integers(0, months, count), rng.uniform(8, 22, count)
    for firm in np.flatnonzero(bank):
        late[firm, when[firm] : when[firm] + 2] += days[firm]
    for firm in np.flatnonzero(autumn):
        book.note("looks_bad:year_end_pay", int(firm), 0, months - 1, "harmless")
    for firm in np.flatnonzero(bank):
        last = int(min(when[firm] + 1, months - 1))
        book.note("looks_bad:bank_change", int(firm), int(when[firm]), last, "harmless")
    batch: Bools = rng.random(count) < knobs.batch_contributions
    for firm in np.flatnonzero(batch):
        book.note("looks_bad:batch_contributions", int(firm), 0, months - 1, "harmless")
    moves = rng.random((count, months)) < knobs.relocation / 12
    moved = np.where(moves.any(axis=1), moves.argmax(axis=1), NEVER)
    moved = np.where((moved >= firms.begins + 2) & (moved < book.path.onset), moved, NEVER)
    return late, batch, moved
