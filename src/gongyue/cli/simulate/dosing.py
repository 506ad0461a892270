"""Interventions: who is helped from when on, and what would have become of the same firms."""

from typing import Any

import numpy as np

from gongyue.cli.simulate.firms import DOSES, Firms, path_of
from gongyue.cli.simulate.world import Floats, World


def doses_of(world: World, firms: Firms, block: int) -> Floats:
    """[F, M]; zero everywhere unless the settings intervene.

    `by_signal`: those go first who, without help, had most arrears in the three months before,
    seen through noise. Whoever compares helped firms with others then compares bad with good.
    """
    knobs, shape = world.settings.intervention, (len(firms.number), len(world.months))
    dose = np.zeros(shape)
    if not knobs.share or knobs.month >= shape[1]:
        return dose
    rng = world.rng(8, block)
    drawn = rng.random(shape[0])
    if knobs.assignment == "by_signal":
        before = path_of(world, firms, dose).arrears[:, max(0, knobs.month - 3) : knobs.month]
        signal = before.mean(axis=1) + rng.normal(0, 0.15, shape[0])
        drawn = np.argsort(np.argsort(-signal)) / shape[0]
    dose[drawn < knobs.share, knobs.month :] = knobs.dose
    return dose


def potential_outcomes(world: World, firms: Firms) -> dict[str, Any]:
    """Every firm under every dose of DOSES for everybody: same draws, another dose."""
    months = len(world.months)
    begin = min(world.settings.intervention.month, months)
    wage = np.array([trade.wage for trade in world.trades])[firms.trade] * 100
    parts = []
    for dose in DOSES:
        given = np.zeros((len(firms.number), months))
        given[:, begin:] = dose
        path = path_of(world, firms, given)
        after = months - begin
        rate = np.exp(-world.settings.health.dose_exits * dose)
        parts.append({
            "firm_id": firms.number,
            "dose": np.full(len(firms.number), dose),
            "collapses": path.exit < months,
            "exit": np.where(path.exit < months, path.exit, -1),
            "arrears": np.rint(path.arrears.sum(axis=1) * firms.size * wage).astype(np.int64),
            "exit_rate": np.full(len(firms.number), (begin + after * rate) / months),
        })  # fmt: skip
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((columns["dose"], columns["firm_id"]))
    return {name: values[order] for name, values in columns.items()}
