"""Hours, pay and contributions of each person and month: what is due, what happened, and when."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from gongyue.cli.simulate.conduct import Conduct
from gongyue.cli.simulate.firms import Bools, Firms, Ints, Path
from gongyue.cli.simulate.staff import FULL, GIG, PART, Staff
from gongyue.cli.simulate.world import Days, Floats, World

RAISE = 0.035  # a year, each January
MONTH_HOURS = 21.75 * 8
MULTIPLES = (1.5, 2.0, 3.0)
SPLIT = (0.62, 0.36, 0.02)  # of overtime: workdays, rest days, holidays
HIDDEN_DAYS = 75  # by how much full arrears delay what is paid at all
UNPAID = 0.55  # share of wages not paid at all under full arrears


@dataclass(frozen=True, kw_only=True)
class Months:
    """Arrays [R], one entry an employment and month; money in fen, time in minutes."""

    employment: Ints
    month: Ints
    firm: Ints
    gig: Bools
    days_due: Ints
    days_worked: Ints
    workday: Ints
    restday: Ints
    holiday: Ints
    agreed: Ints
    base: Ints
    overtime_due: Ints
    overtime_paid: Ints
    own_insurance: Ints
    gross: Ints
    net: Ints
    due_on: Days
    paid_on: Days  # NaT: never
    paid: Ints
    below_minimum: Bools
    insured: Bools  # contributions were made
    owed_insurance: Bools  # and were owed
    insurance_base: Ints
    lawful_base: Ints
    insurance_paid_on: Days
    orders: Ints
    online: Ints  # minutes


def months_of(
    world: World, firms: Firms, path: Path, conduct: Conduct, staff: Staff, block: int
) -> Months:
    """Every month of every employment of the block."""
    rng = world.rng(4, block)
    employment, month = _expanded(world, staff)
    firm = staff.firm[employment]
    gig = staff.kind[employment] == GIG
    share = _share_employed(world, staff, employment, month)
    due, worked = _days(world, rng, month, share)
    minutes = _overtime(world, rng, firms, conduct, staff, (employment, month, firm, share))
    agreed, base, due_extra, paid_extra = _amounts(
        world, firms, conduct, staff, (employment, month, firm), (due, worked), minutes
    )
    below = agreed < world.law.minimum[firms.place[firm], month] * _part(staff, employment)
    owed, insured, insurance_base, lawful = _insurance(
        world, conduct, staff, (employment, month, firm), agreed
    )
    own = np.where(insured, np.rint(insurance_base * world.law.own_rate), 0).astype(np.int64)
    gross = base + paid_extra
    own = np.minimum(own, gross)
    orders, online = _rides(world, rng, month, firm, gig, share)
    income = np.where(gig, orders * rng.integers(480, 760, len(orders)), 0)
    gross, net = np.where(gig, income, gross), np.where(gig, income, gross - own)
    due_on = _due(world, firms, month, firm)
    paid_on, paid = _payment(world, rng, path, conduct, (month, firm), due_on, net)
    return Months(
        employment=employment, month=month, firm=firm, gig=gig, days_due=due, days_worked=worked,
        workday=minutes[0], restday=minutes[1], holiday=minutes[2], agreed=agreed, base=base,
        overtime_due=due_extra, overtime_paid=paid_extra, own_insurance=own, gross=gross, net=net,
        due_on=due_on, paid_on=paid_on, paid=paid,
        below_minimum=below, insured=insured, owed_insurance=owed,
        insurance_base=insurance_base, lawful_base=lawful,
        insurance_paid_on=_handed_in(world, rng, conduct, month, firm), orders=orders,
        online=online,
    )  # fmt: skip


def _expanded(world: World, staff: Staff) -> tuple[Ints, Ints]:
    """(employment, month) of every month in which somebody worked a day."""
    begin = month_index(world, staff.hired)
    last = len(world.months) - 1
    end = np.where(np.isnat(staff.left), last, month_index(world, staff.left))
    length = np.maximum(end - begin + 1, 0)
    employment = np.repeat(np.arange(len(begin)), length)
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return employment, begin[employment] + offset


def month_index(world: World, days: Days) -> Ints:
    """The month of the simulation a day is in; 0 for all days before it."""
    index: Ints = np.searchsorted(world.firsts, days, side="right") - 1
    return np.maximum(index, 0)


def _share_employed(world: World, staff: Staff, employment: Ints, month: Ints) -> Floats:
    first, days = world.firsts[month], world.month_days[month]
    begin = np.maximum(staff.hired[employment], first)
    left = staff.left[employment]
    end = np.where(np.isnat(left), first + days - 1, np.minimum(left, first + days - 1))
    share: Floats = ((end - begin).astype(np.int64) + 1) / days
    return np.clip(share, 0, 1)


def _days(world: World, rng: Generator, month: Ints, share: Floats) -> tuple[Ints, Ints]:
    due = np.rint(world.workdays[month] * share).astype(np.int64)
    worked = np.maximum(due - rng.poisson(0.35 * share), 0)
    return due, worked


def _overtime(
    world: World, rng: Generator, firms: Firms, conduct: Conduct, staff: Staff,
    rows: tuple[Ints, Ints, Ints, Floats],
) -> tuple[Ints, Ints, Ints]:  # fmt: skip
    employment, month, firm, share = rows
    usual = np.array([trade.overtime for trade in world.trades])[firms.trade[firm]]
    demand = world.demand[firms.trade[firm], month]
    hours = usual * demand**1.2 * staff.pace[employment]
    hours = hours * np.exp(rng.normal(0, 0.25, len(month))) + conduct.creep[firm, month]
    drift = world.settings.drift
    hours = hours * np.where(month >= drift.month, drift.overtime, 1.0) * share
    kind = staff.kind[employment]
    hours = np.where((kind == GIG) | (kind == PART), 0.0, hours)
    parts = [np.rint(hours * part * 2).astype(np.int64) * 30 for part in SPLIT]
    return parts[0], parts[1], parts[2]


def _amounts(  # noqa: PLR0913 - what pay depends on
    world: World, firms: Firms, conduct: Conduct, staff: Staff,
    rows: tuple[Ints, Ints, Ints], days: tuple[Ints, Ints], minutes: tuple[Ints, Ints, Ints],
) -> tuple[Ints, Ints, Ints, Ints]:  # fmt: skip
    """Agreed wage, base paid for the days worked, overtime pay due and paid; in fen."""
    employment, month, firm = rows
    year = np.array([day.year for day in world.months])
    joined = np.maximum(staff.hired[employment], world.firsts[0]).astype("datetime64[Y]")
    years = year[month] - (joined.astype(np.int64) + 1970)
    minimum = world.law.minimum[firms.place[firm], month]
    wage = np.maximum(np.rint(staff.wage[employment] * (1 + RAISE) ** years), minimum)
    cut = conduct.minimum_paid[firm, month]
    # Only the lowest paid are cut; the others are above the minimum anyway.
    wage = np.where((cut < 1) & (wage < 1.35 * minimum), np.rint(minimum * cut), wage)
    agreed = np.rint(wage * _part(staff, employment)).astype(np.int64)
    base = np.rint(agreed * days[1] / np.maximum(days[0], 1)).astype(np.int64)
    hourly = agreed / MONTH_HOURS
    worth = sum(hourly * m / 60 * rate for m, rate in zip(minutes, MULTIPLES, strict=True))
    due = np.rint(worth).astype(np.int64)
    paid = np.rint(due * conduct.overtime_paid[firm, month]).astype(np.int64)
    return agreed, base, due, paid


def _part(staff: Staff, employment: Ints) -> Floats:
    """Whoever works part time works half."""
    share: Floats = np.where(staff.kind[employment] == PART, 0.5, 1.0)
    return share


def _insurance(
    world: World, conduct: Conduct, staff: Staff, rows: tuple[Ints, Ints, Ints], agreed: Ints
) -> tuple[Bools, Bools, Ints, Ints]:
    """Owed, made, the base used and the lawful one. Owed from the month after the first day on,
    at the latest: registration has thirty days."""
    employment, month, firm = rows
    owed = (staff.kind[employment] == FULL) & (staff.hired[employment] <= world.firsts[month] + 14)
    made = owed & ~conduct.gap[firm, month] & ~conduct.gap_of_arrears[firm, month]
    lawful = np.clip(agreed, world.law.floor[month], world.law.cap[month])
    base = np.where(conduct.under_base[firm, month], world.law.floor[month], lawful)
    return owed, made, np.where(made, base, 0), np.where(owed, lawful, 0)


def _rides(
    world: World, rng: Generator, month: Ints, firm: Ints, gig: Bools, share: Floats
) -> tuple[Ints, Ints]:
    """Orders and minutes online of whoever works by order."""
    orders = np.zeros(len(month), dtype=np.int64)
    count = int(gig.sum())
    orders[gig] = rng.poisson(620 * share[gig] * rng.gamma(4, 0.25, count))
    online = np.where(gig, orders * rng.integers(19, 30, len(month)), 0)
    return orders, online


def _due(world: World, firms: Firms, month: Ints, firm: Ints) -> Days:
    """The firm's pay day of the month that follows."""
    return world.firsts[month] + world.month_days[month] + firms.pay_day[firm] - 1


def _payment(  # noqa: PLR0913 - what a payment depends on
    world: World, rng: Generator, path: Path, conduct: Conduct, rows: tuple[Ints, Ints],
    due_on: Days, net: Ints,
) -> tuple[Days, Ints]:  # fmt: skip
    """Day and amount paid. Arrears delay most of it and leave part of it unpaid for good."""
    month, firm = rows
    arrears = path.arrears[firm, month]
    drift = world.settings.drift
    shown = np.where(month >= drift.month, drift.arrears_shown, 1.0)
    delay = rng.geometric(0.75, len(month)) - 1 + conduct.late_days[firm, month]
    delay = delay + arrears * HIDDEN_DAYS * shown * rng.uniform(0.4, 1.3, len(month))
    # Whoever pays the building season late pays it before the feast.
    ever = rng.random(len(month)) >= UNPAID * arrears
    partly = rng.random(len(month)) < 0.3 * arrears
    paid = np.where(partly, np.rint(net * rng.uniform(0.3, 0.9, len(month))), net)
    paid_on = due_on + np.rint(delay).astype(np.int64)
    seen = ever & (paid_on <= world.ends_on)
    return np.where(seen, paid_on, np.datetime64("NaT")), np.where(seen, paid, 0).astype(np.int64)


def _handed_in(world: World, rng: Generator, conduct: Conduct, month: Ints, firm: Ints) -> Days:
    """Within the month that follows; batches come two or three months later."""
    usual = rng.integers(1, 25, len(month))
    late = np.where(conduct.batch[firm], (2 - month % 3) * 30 + 35, 0)
    return world.firsts[month] + world.month_days[month] + usual + late
