"""Contracts: lawful by default, with the ways in which firms and people slip."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gongyue.cli.simulate.conduct import Conduct
from gongyue.cli.simulate.firms import NEVER, Bools, Firms, Ints
from gongyue.cli.simulate.records import month_index
from gongyue.cli.simulate.staff import GIG, PART, RETIREE, SERVICE, Staff
from gongyue.cli.simulate.world import Days, World

TERMS, TERM_SHARES = (12, 24, 36), (0.3, 0.15, 0.55)
# Months of probation: at most 2, 2 and 6 by Article 19 of the Labour Contract Law; 3 is customary.
PROBATION = {12: 2, 24: 2, 36: 3}
OLDEST_TERMS = 12


@dataclass(frozen=True, kw_only=True)
class Papers:
    """Arrays [C], one entry a contract; and [E] who has none at all."""

    employment: Ints
    first: Days
    last: Days  # NaT: open-ended
    signed: Days
    probation_last: Days  # NaT: none
    wage: Ints
    probation_wage: Ints
    none: Bools  # [E]
    windows: tuple[dict[str, Any], ...]  # truth/troubles, of people: employment and months


def papers_of(world: World, firms: Firms, conduct: Conduct, staff: Staff, block: int) -> Papers:
    """Contracts of everybody who should have one."""
    rng, rates = world.rng(5, block), world.settings.troubles
    count = len(staff.firm)
    bad = firms.misconduct()[staff.firm]
    needs = ~np.isin(staff.kind, (GIG, SERVICE, RETIREE))
    none = needs & (rng.random(count) < rates.no_contract * bad) & (staff.kind != PART)
    term = rng.choice(TERMS, count, p=TERM_SHARES)
    seasonal = staff.season_end < NEVER
    begin = month_index(world, staff.hired)
    long = conduct.long_probation[staff.firm, begin] & ~seasonal & (staff.kind != PART)
    late = rng.random(count) < rates.late_contract * bad
    signed_after = np.where(late, rng.integers(45, 240, count), rng.integers(0, 25, count))
    lapse_at = rng.geometric(np.clip(rates.contract_lapse * bad, 1e-6, 0.9))
    rows: dict[str, list[Any]] = {name: [] for name in ("e", "first", "last", "signed", "prob")}
    last_day, windows = world.ends_on, list[dict[str, Any]]()
    left = np.where(np.isnat(staff.left), last_day, staff.left)
    # From the second month on: the first one is allowed.
    _note_people(world, "no_contract", none, staff.hired + 31, left, windows)
    first = staff.hired.copy()
    going = np.flatnonzero(needs & ~none)
    for turn in range(1, OLDEST_TERMS):
        if not len(going):
            break
        months = term[going]
        until = _after(first[going], months)
        until = np.where(seasonal[going], left[going], until)
        open_ended = (turn >= 3) & ~seasonal[going]
        signed = first[going] + (signed_after[going] if turn == 1 else -5)
        kept = signed <= left[going]
        probation = _probation(first[going], months, long[going], turn == 1, seasonal[going])
        for name, values in (
            ("e", going), ("first", first[going]), ("signed", signed), ("prob", probation),
            ("last", np.where(open_ended, np.datetime64("NaT"), until)),
        ):  # fmt: skip
            rows[name].append(values[kept])
        ends = ~open_ended & (until < left[going])
        lapsed = ends & (lapse_at[going] == turn) & (until >= world.firsts[0])
        _note(world, "contract_lapse", going[lapsed], until[lapsed] + 1, left[going][lapsed],
              windows)  # fmt: skip
        first[going] = until + 1
        going = going[ends & ~lapsed]
    has = needs & ~none
    until = np.minimum(staff.hired + signed_after - 1, left)
    _note_people(world, "late_contract", has & late, staff.hired + 31, until, windows)
    too_long = has & long & (term < 36)
    until = np.minimum(_after(staff.hired, np.full(count, 6)), left)
    _note_people(world, "unlawful_probation", too_long, staff.hired + 62, until, windows)
    return _papers(world, staff, rows, none, windows)


def _papers(
    world: World, staff: Staff, rows: dict[str, list[Any]], none: Bools,
    windows: list[dict[str, Any]],
) -> Papers:  # fmt: skip
    joined = {name: np.concatenate(parts) for name, parts in rows.items()}
    # Signed before the first month and over: nobody keeps those in today's tables.
    live = np.isnat(joined["last"]) | (joined["last"] >= world.firsts[0])
    live &= joined["signed"] <= world.ends_on
    joined = {name: values[live] for name, values in joined.items()}
    wage = staff.wage[joined["e"]]
    low = world.law.minimum.min()
    on_probation = np.maximum(np.rint(wage * 0.85), np.minimum(wage, low)).astype(np.int64)
    return Papers(
        employment=joined["e"], first=joined["first"], last=joined["last"],
        signed=joined["signed"], probation_last=joined["prob"], wage=wage,
        probation_wage=np.where(np.isnat(joined["prob"]), 0, on_probation), none=none,
        windows=tuple(windows),
    )  # fmt: skip


def _after(first: Days, months: Ints) -> Days:
    """The last day of a term of whole months."""
    month = first.astype("datetime64[M]")
    day = (first - month.astype("datetime64[D]")).astype(np.int64)
    return (month + months).astype("datetime64[D]") + np.minimum(day, 27) - 1


def _probation(first: Days, months: Ints, long: Bools, is_first: bool, seasonal: Bools) -> Days:
    if not is_first:
        return np.full(len(first), np.datetime64("NaT", "D"))
    lawful = np.vectorize(PROBATION.get, otypes=[np.int64])(months)
    length = np.where(long & (months < 36), 6, lawful)
    ends = _after(first, length)
    return np.where(seasonal, np.datetime64("NaT"), ends)


def _note(
    world: World, kind: str, employments: Ints, first: Days, last: Days,
    windows: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Truth of people, where any of it is inside the simulated months."""
    for employment, begin, end in zip(employments, first, last, strict=True):
        begin = max(begin, world.firsts[0])
        if begin <= min(end, world.ends_on):
            span = month_index(world, np.array([begin, end]))
            windows.append({"employment": int(employment), "kind": kind, "first": int(span[0]),
                            "last": int(span[1]), "cause": "conduct"})  # fmt: skip


def _note_people(
    world: World, kind: str, which: Bools, first: Days, last: Days,
    windows: list[dict[str, Any]],
) -> None:  # fmt: skip
    at = np.flatnonzero(which)
    _note(world, kind, at, first[at], last[at], windows)
