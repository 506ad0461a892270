"""The rows nobody sees, to judge by."""

from typing import Any

import numpy as np
import pyarrow as pa

from gongyue.cli.simulate.block import Market, table, together
from gongyue.cli.simulate.dosing import potential_outcomes
from gongyue.cli.simulate.firms import NEVER, Ints
from gongyue.cli.simulate.panels import by_day, case_numbers
from gongyue.cli.simulate.staff import REASONS, RUNNING
from gongyue.cli.simulate.voices import TOPICS
from gongyue.cli.simulate.world import Days, World

COLLAPSES = ("none", "arrears", "sudden", "averted")
LOOKS = ("none", "year_end_pay", "bank_change", "batch_contributions", "relocation")
WARNED = 3  # months before an exit that count as its approach
TROUBLES = 1 << 20


def truth(market: Market) -> dict[str, pa.Table]:
    """All truth of a block but the exogenous, in the order of the keys."""
    made = {
        "firms": _firms, "states": _states, "troubles": _troubles, "exits": _exits,
        "collective_exits": _collective_exits, "complaints": _complaints, "dues": _dues,
        "missing": _missing, "potential_outcomes": _outcomes,
    }  # fmt: skip
    return {
        path: table(path, make(market))
        for name, make in made.items()
        if (path := f"truth/{name}.parquet")
    }


def exogenous(world: World) -> pa.Table:
    """truth/exogenous, of the whole city."""
    trades, months = world.season.shape
    flat = {name: getattr(world, name).ravel() for name in ("season", "shock", "demand")}
    return table("truth/exogenous.parquet", {
        "industry": (np.repeat(np.arange(trades), months), [one.name for one in world.trades]),
        "month": np.tile(world.firsts, trades),
        "campaign": np.tile(world.campaign, trades),
        **flat,
    })  # fmt: skip


def month_or_none(world: World, months: Ints) -> Days:
    """First days of months of the simulation or after it; NaT for NEVER and -1."""
    first = world.firsts[0].astype("datetime64[M]")
    known = (months >= 0) & (months < NEVER)
    days = (first + np.where(known, months, 0)).astype("datetime64[D]")
    return np.where(known, days, np.datetime64("NaT"))


def _firms(m: Market) -> dict[str, Any]:
    path, conduct = m.path, m.conduct
    onset = path.onset < NEVER
    fate = np.select([onset & (path.averted < NEVER), onset & path.sudden, onset], [3, 2, 1], 0)
    late, batch = conduct.late_days.any(axis=1), conduct.batch
    builders = np.array([one.name == "construction" for one in m.world.trades])[m.firms.trade]
    looks = np.select([conduct.relocation < NEVER, late & builders, late, batch], [4, 1, 2, 3], 0)
    return {
        "firm_id": m.firms.number, "management": m.firms.management, "culture": m.firms.culture,
        "quality": m.firms.quality, "buffer": m.firms.buffer, "size": m.firms.size,
        "collapse": (fate, list(COLLAPSES)), "onset": month_or_none(m.world, path.onset),
        "exit": month_or_none(m.world, path.exit), "closes": path.closes < NEVER,
        "looks_bad": (looks, list(LOOKS)),
    }  # fmt: skip


def _states(m: Market) -> dict[str, Any]:
    firms, months = m.path.health.shape
    ahead = m.path.exit[:, None] - np.arange(months)[None, :]
    open_ = (np.arange(months)[None, :] >= m.firms.begins[:, None]) & (
        np.arange(months)[None, :] <= m.path.closes[:, None]
    )
    return {
        "firm_id": np.repeat(m.firms.number, months)[open_.ravel()],
        "month": np.tile(m.world.firsts, firms)[open_.ravel()],
        "health": m.path.health[open_], "arrears": m.path.arrears[open_],
        "creep": m.conduct.creep[open_],
        "exit_within_3": ((ahead >= 0) & (ahead < WARNED))[open_], "dose": m.dose[open_],
    }  # fmt: skip


def _troubles(m: Market) -> dict[str, Any]:
    of_firms = [{**row, "employment": -1} for row in m.conduct.windows]
    of_people = [
        {**row, "firm": int(m.firms.number[m.staff.firm[row["employment"]]])}
        for row in m.papers.windows
    ]
    rows = sorted(
        of_firms + of_people,
        key=lambda row: (row["firm"], row["first"], row["kind"], row["employment"]),
    )
    employment = np.array([row["employment"] for row in rows], dtype=np.int64)
    return {
        "trouble_id": np.arange(len(rows)) + m.block * TROUBLES + 1,
        "firm_id": np.array([row["firm"] for row in rows], dtype=np.int64),
        "employment_id": np.ma.array(m.number(employment), mask=employment < 0),
        "kind": [row["kind"] for row in rows],
        "first_month": m.world.firsts[np.array([row["first"] for row in rows], dtype=np.int64)],
        "last_month": m.world.firsts[np.array([row["last"] for row in rows], dtype=np.int64)],
        "cause": [row["cause"] for row in rows],
        "is_trouble": [not row["kind"].startswith("looks_bad:") for row in rows],
    }


def _exits(m: Market) -> dict[str, Any]:
    gone = np.flatnonzero(m.staff.reason != RUNNING)
    return {
        "employment_id": m.number(gone),
        "left_on": m.staff.left[gone],
        "reason": (m.staff.reason[gone], list(REASONS)),
    }


def _collective_exits(m: Market) -> dict[str, Any]:
    events = together(m)
    return {
        "firm_id": m.firms.number[events["firm"]],
        "month": m.world.firsts[events["month"]],
        "people": events["people"],
        "cause": events["cause"],
    }


def _complaints(m: Market) -> dict[str, Any]:
    voices, order = m.voices, by_day(m)
    return {
        "complaint_id": case_numbers(m),
        "is_true": voices.true[order],
        "topic": (np.where(voices.true, voices.topic, -1)[order], list(TOPICS)),
        "employment_id": m.number(voices.employment[order]),
    }


def _dues(m: Market) -> dict[str, Any]:
    months = m.months
    return {
        "employment_id": m.number(months.employment),
        "month": m.world.firsts[months.month],
        "overtime_due": np.where(months.gig, 0, months.overtime_due),
        "lawful_base": months.lawful_base,
        "is_reported": m.reports.seen,
        "is_insured": months.insured,
    }


def _missing(m: Market) -> dict[str, Any]:
    firm, month = np.nonzero(m.reports.missing)
    return {
        "firm_id": m.firms.number[firm],
        "month": m.world.firsts[month],
        "chance": m.reports.chance[firm, month],
        "in_trouble": m.reports.in_trouble[firm, month],
    }


def _outcomes(m: Market) -> dict[str, Any]:
    columns = potential_outcomes(m.world, m.firms)
    return {**columns, "exit": month_or_none(m.world, columns["exit"])}
