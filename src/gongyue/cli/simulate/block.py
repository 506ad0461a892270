"""One labour market from its draws to its rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from gongyue.cli.simulate.conduct import Conduct, conduct_of
from gongyue.cli.simulate.dosing import doses_of
from gongyue.cli.simulate.firms import BLOCK, Bools, Firms, Ints, Path, firms_of, path_of
from gongyue.cli.simulate.papers import Papers, papers_of
from gongyue.cli.simulate.records import Months, month_index, months_of
from gongyue.cli.simulate.reporting import Reports, reports_of
from gongyue.cli.simulate.staff import CLOSED, COLLECTIVE, RELOCATION, SEASON_END, Staff, staff_of
from gongyue.cli.simulate.tables import TABLES
from gongyue.cli.simulate.voices import Voices, voices_of
from gongyue.cli.simulate.world import Floats, World

NUMBERS = 1 << 18  # of employments or people in one labour market, at most
TOGETHER, SHARE, MANY = 3, 0.25, 20  # what counts as many leaving at once


@dataclass(frozen=True, kw_only=True)
class Market:
    """Everything that happened in one block."""

    world: World
    block: int
    firms: Firms
    dose: Floats
    path: Path
    conduct: Conduct
    staff: Staff
    months: Months
    papers: Papers
    voices: Voices
    reports: Reports

    def number(self, index: Ints) -> Ints:
        """City-wide numbers of employments or people of this block."""
        return index + self.block * NUMBERS + 1


def market_of(world: World, block: int, count: int = BLOCK) -> Market:
    """Simulate a block; depends on nothing but seed, settings, months and its number."""
    firms = firms_of(world, block, count)
    dose = doses_of(world, firms, block)
    path = path_of(world, firms, dose)
    conduct = conduct_of(world, firms, path, block)
    staff = staff_of(world, firms, path, conduct, dose, block)
    months = months_of(world, firms, path, conduct, staff, block)
    papers = papers_of(world, firms, conduct, staff, block)
    voices = voices_of(world, path, conduct, staff, months, papers, block)
    reports = reports_of(world, firms, path, conduct, staff, months, block)
    return Market(world=world, block=block, firms=firms, dose=dose, path=path, conduct=conduct,
                  staff=staff, months=months, papers=papers, voices=voices,
                  reports=reports)  # fmt: skip


def together(market: Market) -> dict[str, Any]:
    """Firm-months in which many left at once: arrays, by true exits."""
    staff, world = market.staff, market.world
    gone = np.flatnonzero(~np.isnat(staff.left))
    month = month_index(world, staff.left[gone])
    shape = (len(market.firms.number), len(world.months))
    leaves = _counts(shape, staff.firm[gone], month)
    first = month_index(world, staff.hired)
    last = np.where(np.isnat(staff.left), len(world.months), month_index(world, staff.left))
    before = _staff_before(shape, staff.firm, staff.hired < world.firsts[0], first, last)
    many = (leaves >= TOGETHER) & (leaves >= SHARE * before) | (leaves >= MANY) & (
        leaves >= 0.1 * before
    )
    firm, when = np.nonzero(many & (before >= 5))
    where = np.full(shape, -1)
    where[firm, when] = np.arange(len(firm))
    event = where[staff.firm[gone], month]
    inside = event >= 0
    days = staff.left[gone][inside].astype(np.int64)
    first_on = np.full(len(firm), np.iinfo(np.int64).max)
    last_on = np.zeros(len(firm), dtype=np.int64)
    np.minimum.at(first_on, event[inside], days)
    np.maximum.at(last_on, event[inside], days)
    return {
        "firm": firm, "month": when, "people": leaves[firm, when], "before": before[firm, when],
        "first_on": first_on.astype("datetime64[D]"), "last_on": last_on.astype("datetime64[D]"),
        "cause": _causes(shape, staff, gone, month, (firm, when), market.path),
    }  # fmt: skip


def _counts(shape: tuple[int, int], firm: Ints, month: Ints) -> Ints:
    flat = np.bincount(firm * shape[1] + month, minlength=shape[0] * shape[1])
    return flat.reshape(shape)


def _staff_before(shape: tuple[int, int], firm: Ints, old: Bools, first: Ints, last: Ints) -> Ints:
    """People running at the beginning of each month."""
    change = np.zeros((shape[0], shape[1] + 2), dtype=np.int64)
    np.add.at(change, (firm, np.where(old, 0, first + 1)), 1)
    np.add.at(change, (firm, np.minimum(last + 1, shape[1] + 1)), -1)
    counts: Ints = change.cumsum(axis=1)[:, : shape[1]]
    return counts


def _causes(
    shape: tuple[int, int], staff: Staff, gone: Ints, month: Ints, at: tuple[Ints, Ints],
    path: Path,
) -> list[str]:  # fmt: skip
    """The reason most of them share; chance when it is none of these."""
    by = {
        code: _counts(shape, staff.firm[gone][mask], month[mask])[at]
        for code in (COLLECTIVE, RELOCATION, SEASON_END, CLOSED)
        if (mask := staff.reason[gone] == code) is not None
    }
    kinds = np.where(path.sudden[at[0]], "collapse:sudden", "collapse:arrears")
    named = {RELOCATION: "relocation", SEASON_END: "season", CLOSED: "closing"}
    causes = []
    for number in range(len(at[0])):
        most = max(by, key=lambda code: by[code][number])
        if not by[most][number]:
            causes.append("chance")
        else:
            causes.append(str(kinds[number]) if most == COLLECTIVE else named[most])
    return causes


def table(path: str, columns: dict[str, Any]) -> pa.Table:
    """Columns as the schema of that table wants them; arrays, lists or constants of text."""
    schema = TABLES[path].schema()
    arrays = [_array(columns[name], schema.field(name).type) for name in schema.names]
    return pa.table(arrays, schema=schema)


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        codes, words = values if isinstance(values, tuple) else (None, None)
        if codes is None:
            return pa.array(list(values), type=pa.string()).dictionary_encode().cast(kind)
        codes = np.asarray(codes)
        array = pa.array(codes.astype(np.int32), mask=codes < 0)
        return pa.DictionaryArray.from_arrays(array, pa.array(words)).cast(kind)
    if isinstance(values, np.ma.MaskedArray):
        return pa.array(values.data, mask=np.ma.getmaskarray(values)).cast(kind)
    return pa.array(values).cast(kind)
