"""How the truth reaches the panels: late, with gaps that are no accident, and under other names."""

from dataclasses import dataclass

import numpy as np

from gongyue.cli.simulate.conduct import Conduct
from gongyue.cli.simulate.firms import Bools, Firms, Ints, Path
from gongyue.cli.simulate.records import Months
from gongyue.cli.simulate.staff import (
    ARREARS,
    CLOSED,
    COLLECTIVE,
    CONTRACT_END,
    OVERTIME,
    OWN_WISH,
    RELOCATION,
    RUNNING,
    SEASON_END,
    Staff,
)
from gongyue.cli.simulate.world import Days, Floats, World

DECLARED = ("own_wish", "contract_end", "season_end", "dismissed", "redundancy")
# What a firm says of a true reason, when it says it rightly.
SAYS = {OWN_WISH: 0, ARREARS: 0, OVERTIME: 0, CONTRACT_END: 1, SEASON_END: 2, COLLECTIVE: 4,
        RELOCATION: 4, CLOSED: 4, RUNNING: 0}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reports:
    """What is reported, and when."""

    hours_on: Days  # [R]
    pay_on: Days  # [R]
    hours_seen: Bools  # [R] reached the panels within the window
    seen: Bools  # [R] the same of pay
    missing: Bools  # [F, M]
    chance: Floats  # [F, M]
    in_trouble: Floats  # [F, M]
    declared_on: Days  # [E] NaT: not declared within the window
    declared: Ints  # [E]


def reports_of(  # noqa: PLR0913 - reporting depends on all of it
    world: World, firms: Firms, path: Path, conduct: Conduct, staff: Staff, months: Months,
    block: int,
) -> Reports:  # fmt: skip
    """Draw delays, gaps and words."""
    rng, knobs = world.rng(7, block), world.settings.reporting
    bad = np.clip(path.arrears + conduct.gap * 0.4 + (conduct.overtime_paid < 1) * 0.2, 0, 1.5)
    odds = knobs.missing_when_bad * bad - 0.6 * firms.quality[:, None]
    chance = np.clip(knobs.missing_months * np.exp(odds - 0.18), 0, 0.9)
    missing = rng.random(chance.shape) < chance
    slow = knobs.delay_days * np.exp(-0.35 * firms.quality)
    delay = slow[:, None] * np.exp(rng.normal(0, knobs.delay_spread, chance.shape))
    delay = np.rint(delay).astype(np.int64)[months.firm, months.month]
    ends = world.firsts[months.month] + world.month_days[months.month]
    hours_on, pay_on = ends + delay, months.due_on + delay
    lost = rng.random(len(months.month)) < knobs.missing_rows
    told = ~missing[months.firm, months.month] & ~lost
    # Work by order is reported with its hours.
    seen = told & (np.where(months.gig, hours_on, pay_on) <= world.ends_on)
    declared_on, declared = _exits(world, firms, staff, rng)
    return Reports(hours_on=hours_on, pay_on=pay_on, seen=seen,
                   hours_seen=told & (hours_on <= world.ends_on), missing=missing, chance=chance,
                   in_trouble=bad, declared_on=declared_on, declared=declared)  # fmt: skip


def _exits(world: World, firms: Firms, staff: Staff, rng: np.random.Generator) -> tuple[Days, Ints]:
    knobs, count = world.settings.reporting, len(staff.firm)
    slow = knobs.delay_days * np.exp(-0.35 * firms.quality[staff.firm])
    delay = np.rint(slow * np.exp(rng.normal(0, knobs.delay_spread, count))).astype(np.int64)
    on = staff.left + delay
    on = np.where(np.isnat(staff.left) | (on > world.ends_on), np.datetime64("NaT"), on)
    right = np.array([SAYS[reason] for reason in range(len(SAYS))])[staff.reason]
    wrong = rng.random(count) < knobs.wrong_reason
    # Firms rather say that people wished to go.
    other = rng.choice(len(DECLARED), count, p=(0.6, 0.2, 0.02, 0.15, 0.03))
    return on, np.where(wrong, other, right)
