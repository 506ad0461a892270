"""Complaints and disputes: who speaks up, about what, and whether it is true."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from gongyue.cli.simulate.conduct import Conduct
from gongyue.cli.simulate.firms import Bools, Ints, Path
from gongyue.cli.simulate.papers import Papers
from gongyue.cli.simulate.records import Months
from gongyue.cli.simulate.staff import OWN_WISH, Staff
from gongyue.cli.simulate.world import Days, Floats, World

TOPICS = ("arrears", "overtime", "insurance", "contract", "minimum_wage")
# How much each trouble moves somebody to complain, at its fullest.
WEIGHTS = (1.0, 0.35, 0.3, 0.25, 0.5)
OUTCOMES = ("award", "settled", "withdrawn", "rejected")
TRUE_SHARES, FALSE_SHARES = (0.45, 0.35, 0.15, 0.05), (0.05, 0.1, 0.35, 0.5)
LEAVERS_SPEAK = 6.0  # times as many false complaints from whoever left in that month


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Arrays [N], one entry a complaint, in random order; disputes are [D]."""

    employment: Ints
    firm: Ints
    month: Ints
    filed: Days
    topic: Ints
    filed_as: Ints
    anonymous: Bools
    true: Bools
    disputed: Ints  # [D] which complaint
    dispute_filed: Days
    claimed: Ints  # fen
    outcome: Ints
    closed: Days  # NaT: pending
    awarded: Ints


def voices_of(  # noqa: PLR0913 - complaints come from everything else
    world: World, path: Path, conduct: Conduct, staff: Staff, months: Months, papers: Papers,
    block: int,
) -> Voices:  # fmt: skip
    """Draw them for every person and month."""
    rng, knobs = world.rng(6, block), world.settings.voices
    troubles = _troubles(path, conduct, months, papers)
    pressure = troubles @ np.array(WEIGHTS)
    speak = knobs.propensity * (1 + world.campaign[months.month])
    speak = speak * np.where(months.month >= world.settings.drift.month,
                             world.settings.drift.complaints, 1.0)  # fmt: skip
    angry = _left_in(world, staff, months)
    true = rng.random(len(pressure)) < -np.expm1(-speak * pressure)
    wrong = knobs.false_complaints * np.where(angry, LEAVERS_SPEAK, 1.0)
    false = ~true & (rng.random(len(pressure)) < wrong)
    rows = rng.permutation(np.flatnonzero(true | false))
    topic = _topics(rng, troubles[rows], true[rows])
    filed = world.firsts[months.month[rows]] + world.month_days[months.month[rows]]
    filed = filed + rng.geometric(1 / 18, len(rows))
    noisy = rng.random(len(rows)) < world.settings.reporting.wrong_topic
    seen = filed <= world.ends_on
    rows, topic, filed, noisy = rows[seen], topic[seen], filed[seen], noisy[seen]
    disputes = _disputes(world, rng, months, rows, filed, true[rows])
    return Voices(
        employment=months.employment[rows], firm=months.firm[rows], month=months.month[rows],
        filed=filed, topic=topic,
        filed_as=np.where(noisy, rng.integers(0, len(TOPICS), len(rows)), topic),
        anonymous=rng.random(len(rows)) < knobs.anonymous, true=true[rows], **disputes,
    )  # fmt: skip


def _troubles(path: Path, conduct: Conduct, months: Months, papers: Papers) -> Floats:
    """[R, topics] how much of each there is, 0…1."""
    firm, month = months.firm, months.month
    without = ~months.gig
    short = months.overtime_due - months.overtime_paid
    over = np.clip(conduct.creep[firm, month] / 40, 0, 1)
    unpaid = np.clip(short / 60_000, 0, 1)
    missing = months.owed_insurance & ~months.insured
    return np.column_stack([
        path.arrears[firm, month],
        np.maximum(over, unpaid) * without,
        missing * 1.0,
        papers.none[months.employment] * 0.5,
        months.below_minimum * without * 1.0,
    ])  # fmt: skip


def _left_in(world: World, staff: Staff, months: Months) -> Bools:
    left = staff.left[months.employment].astype("datetime64[M]")
    here = world.firsts[months.month].astype("datetime64[M]")
    own: Bools = (left == here) & (staff.reason[months.employment] == OWN_WISH)
    return own


def _topics(rng: Generator, troubles: Floats, true: Bools) -> Ints:
    """What weighs most, or anything where there is nothing."""
    weighed = troubles * np.array(WEIGHTS) * rng.uniform(0.6, 1.4, troubles.shape)
    anything = rng.choice(len(TOPICS), len(true), p=(0.4, 0.2, 0.15, 0.15, 0.1))
    topics: Ints = np.where(true, weighed.argmax(axis=1), anything)
    return topics


def _disputes(
    world: World, rng: Generator, months: Months, rows: Ints, filed: Days, true: Bools
) -> dict[str, np.ndarray]:
    share = np.where(true, world.settings.voices.to_dispute, 0.08)
    begun = filed + rng.integers(5, 40, len(rows))
    at = np.flatnonzero((rng.random(len(rows)) < share) & (begun <= world.ends_on))
    wage = months.agreed[rows[at]]
    claimed = np.rint(wage * rng.uniform(0.5, 6, len(at))).astype(np.int64)
    true_outcome = rng.choice(len(OUTCOMES), len(at), p=TRUE_SHARES)
    false_outcome = rng.choice(len(OUTCOMES), len(at), p=FALSE_SHARES)
    outcome = np.where(true[at], true_outcome, false_outcome)
    closed = begun[at] + rng.integers(12, 75, len(at))
    closed = np.where(closed <= world.ends_on, closed, np.datetime64("NaT"))
    granted = np.isin(outcome, (0, 1)) & ~np.isnat(closed)
    awarded = np.where(granted, np.rint(claimed * rng.uniform(0.3, 0.95, len(at))), 0)
    return {
        "disputed": at, "dispute_filed": begun[at], "claimed": claimed, "outcome": outcome,
        "closed": closed, "awarded": awarded.astype(np.int64),
    }  # fmt: skip
