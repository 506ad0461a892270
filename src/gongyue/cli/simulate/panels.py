"""The rows everybody may see."""

from typing import Any

import numpy as np
import pyarrow as pa

from gongyue.cli.simulate.block import NUMBERS, Market, table, together
from gongyue.cli.simulate.firms import NEVER, Bools, Ints
from gongyue.cli.simulate.reporting import DECLARED
from gongyue.cli.simulate.staff import KINDS, RUNNING
from gongyue.cli.simulate.voices import OUTCOMES, TOPICS
from gongyue.cli.simulate.world import Days

BANDS, EDGES = ("1-9", "10-19", "20-49", "50-199", "200+"), (10, 20, 50, 200)
CASES = 1 << 18
CLOSING_IS_SEEN_AFTER = 60  # days


def panels(market: Market) -> dict[str, pa.Table]:
    """All panels of a block, in the order of their keys."""
    made = {
        "firms": _firms, "people": _people, "employments": _employments, "contracts": _contracts,
        "hours": _hours, "pay": _pay, "contributions": _contributions, "gigs": _gigs,
        "exits": _exits, "collective_exits": _collective_exits, "complaints": _complaints,
        "disputes": _disputes, "interventions": _interventions,
    }  # fmt: skip
    return {
        path: table(path, make(market))
        for name, make in made.items()
        if (path := f"panels/{name}.parquet")
    }


def _firms(m: Market) -> dict[str, Any]:
    firms, world = m.firms, m.world
    begins = world.firsts[firms.begins].astype("datetime64[M]")
    registered = (begins - firms.founded_before).astype("datetime64[D]")
    closes = np.where(m.path.closes + 1 < len(world.months), m.path.closes + 1, -1)
    closed = world.firsts[closes] + CLOSING_IS_SEEN_AFTER
    closed = np.where((closes < 0) | (closed > world.ends_on), np.datetime64("NaT"), closed)
    return {
        "firm_id": firms.number,
        "industry": (firms.trade, [trade.name for trade in world.trades]),
        "place": (firms.place, list(world.places)),
        "registered_on": registered,
        "size_band": (np.digitize(firms.size, EDGES), list(BANDS)),
        "pay_day": firms.pay_day,
        "closed_on": closed,
    }


def _people(m: Market) -> dict[str, Any]:
    staff = m.staff
    return {
        "person_id": m.number(np.arange(len(staff.birth_year))),
        "birth_year": staff.birth_year,
        "sex": (staff.woman.astype(int), ["M", "F"]),
        "is_migrant": staff.migrant,
    }


def _employments(m: Market) -> dict[str, Any]:
    staff = m.staff
    declared = ~np.isnat(m.reports.declared_on)
    return {
        "employment_id": m.number(np.arange(len(staff.firm))),
        "person_id": m.number(staff.person),
        "firm_id": m.firms.number[staff.firm],
        "kind": (staff.kind, list(KINDS)),
        "is_seasonal": staff.season_end < NEVER,
        "hired_on": staff.hired,
        "left_on": np.where(declared, staff.left, np.datetime64("NaT")),
    }


def _contracts(m: Market) -> dict[str, Any]:
    papers = m.papers
    order = np.lexsort((papers.first.astype(np.int64), papers.employment))
    return {
        "contract_id": np.arange(len(order)) + m.block * NUMBERS + 1,
        "employment_id": m.number(papers.employment[order]),
        "signed_on": papers.signed[order],
        "first_on": papers.first[order],
        "last_on": papers.last[order],
        "probation_last_on": papers.probation_last[order],
        "wage": papers.wage[order],
        "probation_wage": np.ma.masked_equal(papers.probation_wage[order], 0),
    }


def _hours(m: Market) -> dict[str, Any]:
    months, reports = m.months, m.reports
    seen = reports.hours_seen & ~months.gig
    return {
        **_keys(m, seen),
        "days_due": months.days_due[seen],
        "days_worked": months.days_worked[seen],
        "overtime_workday": months.workday[seen],
        "overtime_restday": months.restday[seen],
        "overtime_holiday": months.holiday[seen],
        "reported_on": reports.hours_on[seen],
    }


def _pay(m: Market) -> dict[str, Any]:
    months = m.months
    seen = m.reports.seen & ~months.gig
    return {
        **_keys(m, seen),
        "base": months.base[seen],
        "overtime_pay": months.overtime_paid[seen],
        "gross": months.gross[seen],
        "own_insurance": months.own_insurance[seen],
        "net": months.net[seen],
        "due_on": months.due_on[seen],
        "paid": months.paid[seen],
        "paid_on": months.paid_on[seen],
        "reported_on": m.reports.pay_on[seen],
    }


def _contributions(m: Market) -> dict[str, Any]:
    months, law = m.months, m.world.law
    seen = months.insured & (months.insurance_paid_on <= m.world.ends_on)
    base = months.insurance_base[seen]
    return {
        **_keys(m, seen),
        "base": base,
        "employer": np.rint(base * law.employer_rate).astype(np.int64),
        "own": np.rint(base * law.own_rate).astype(np.int64),
        "paid_on": months.insurance_paid_on[seen],
    }


def _gigs(m: Market) -> dict[str, Any]:
    months = m.months
    seen = m.reports.seen & months.gig
    return {
        **_keys(m, seen),
        "orders": months.orders[seen],
        "online": months.online[seen],
        "income": months.net[seen],
        "paid_on": months.paid_on[seen],
        "reported_on": m.reports.hours_on[seen],
    }


def _keys(m: Market, seen: Bools) -> dict[str, Any]:
    return {
        "employment_id": m.number(m.months.employment[seen]),
        "month": m.world.firsts[m.months.month[seen]],
    }


def _exits(m: Market) -> dict[str, Any]:
    staff, reports = m.staff, m.reports
    gone = np.flatnonzero((staff.reason != RUNNING) & ~np.isnat(reports.declared_on))
    return {
        "employment_id": m.number(gone),
        "left_on": staff.left[gone],
        "declared_reason": (reports.declared[gone], list(DECLARED)),
        "declared_on": reports.declared_on[gone],
    }


def _collective_exits(m: Market) -> dict[str, Any]:
    events = together(m)
    recorded = events["last_on"] + 10
    seen = recorded <= m.world.ends_on
    return {
        "firm_id": m.firms.number[events["firm"][seen]],
        "month": m.world.firsts[events["month"][seen]],
        "first_on": events["first_on"][seen],
        "last_on": events["last_on"][seen],
        "people": events["people"][seen],
        "staff_before": events["before"][seen],
        "recorded_on": recorded[seen],
    }


def _complaints(m: Market) -> dict[str, Any]:
    voices, order = m.voices, by_day(m)
    person = m.number(m.staff.person[voices.employment])
    return {
        "complaint_id": case_numbers(m),
        "firm_id": m.firms.number[voices.firm][order],
        "person_id": np.ma.array(person, mask=voices.anonymous)[order],
        "filed_on": voices.filed[order],
        "topic": (voices.filed_as[order], list(TOPICS)),
    }


def _disputes(m: Market) -> dict[str, Any]:
    voices = m.voices
    rank = np.empty(len(voices.firm), dtype=np.int64)
    rank[by_day(m)] = np.arange(len(rank))
    order = np.argsort(voices.dispute_filed, kind="stable")
    about: Ints = voices.disputed[order]
    closed: Days = voices.closed[order]
    pending = np.isnat(closed)
    return {
        "dispute_id": np.arange(len(order)) + m.block * CASES + 1,
        "complaint_id": rank[about] + m.block * CASES + 1,
        "firm_id": m.firms.number[voices.firm[about]],
        "person_id": m.number(m.staff.person[voices.employment[about]]),
        "filed_on": voices.dispute_filed[order],
        "claimed": voices.claimed[order],
        "closed_on": closed,
        "outcome": (np.where(pending, -1, voices.outcome[order]), list(OUTCOMES)),
        "awarded": np.ma.array(voices.awarded[order], mask=pending),
    }


def _interventions(m: Market) -> dict[str, Any]:
    helped = np.flatnonzero(m.dose.any(axis=1))
    begin = (m.dose[helped] > 0).argmax(axis=1) if len(helped) else np.zeros(0, dtype=np.int64)
    return {
        "firm_id": m.firms.number[helped],
        "from_month": m.world.firsts[begin],
        "dose": m.dose[helped].max(axis=1) if len(helped) else np.zeros(0),
    }


def by_day(m: Market) -> Ints:
    """Complaints in the order in which they came in: the number says nothing else."""
    order: Ints = np.argsort(m.voices.filed, kind="stable")
    return order


def case_numbers(m: Market) -> Ints:
    """Numbers of the complaints, in that order."""
    return np.arange(len(m.voices.filed)) + m.block * CASES + 1
