"""Severance: Labour Contract Law 46, 47, 71, 97.3; Regulation 10, 12, 20, 22, 27; for service
before 2008 the measures of 1994 (No. 481), Articles 5 and 7."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, last_day
from tests.law.second.reading import (
    LABOUR_CONTRACT_LAW,
    REGULATION,
    Answer,
    Figures,
    Refuse,
    fen,
    in_force,
    require,
)

ARTICLE_40 = {"medical_period_over", "incompetence", "changed_circumstances"}
NOT_DUE = {
    "mutual_worker": "46.2: the worker asked for it",
    "resignation": "37, not in 46",
    "worker_fault": "39, not in 46",
    "expiry_renewal_refused": "46.5",
    "retirement": "44.2, not in 46.6",
    "death": "44.3, not in 46.6",
    "part_time": "71",
    "public_welfare_post": "Regulation 12",
}
OLD_RULES_PAY = {"mutual_employer", "incompetence"}  # No. 481: 5 and 7, twelve months at most
OLD_RULES_PAY_NOT = {"expiry"}


def opinion(facts: Any, law: Figures) -> Answer:
    begun = first_day(facts)
    in_force(facts.ended_on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    if facts.ground in ("task_completed", "public_welfare_post"):
        in_force(facts.ended_on, REGULATION, "the Regulation")
    if facts.last_month_wage is not None:
        require(facts.ground in ARTICLE_40, "pay in lieu of notice is for Article 40 alone")
    if facts.ground in NOT_DUE:
        return Answer(Fraction(0), "not_due", {"due": False})
    old = old_months(begun, facts.ground)
    years = years_of(max(begun, LABOUR_CONTRACT_LAW), facts.ended_on)
    parts = {"due": True, "service_years": years, "old_months": Fraction(old)}
    base = monthly(facts, law)
    if base is None:
        return Answer(None, "due", parts)
    wage, capped = base
    paid = min(years, Fraction(12)) if capped else years
    parts |= {"capped": capped, "monthly_base": wage, "paid_years": paid}
    extra = facts.last_month_wage or Fraction(0)
    return Answer(fen(wage * paid + uncapped(facts, law) * old + extra), "due", parts)


def first_day(facts: Any) -> date:
    """Regulation 10: the years at the firm before count, unless paid for then."""
    require(facts.started_on <= facts.ended_on, "ends before it begins")
    begun: date = facts.started_on
    if facts.earlier_started_on is None:
        return begun
    require(facts.earlier_started_on <= begun, "the firm before comes first")
    return begun if facts.earlier_was_paid else min(begun, facts.earlier_started_on)


def years_of(first: date, last: date) -> Fraction:
    """47.1: a month a year; from six months on a whole one, below half."""
    years = Fraction(0)
    while last_day(first, 12) <= last and first <= last:
        years, first = years + 1, last_day(first, 12) + DAY
    if first > last:
        return years
    return years + (1 if last_day(first, 6) <= last else Fraction(1, 2))


def old_months(begun: date, ground: str) -> int:
    """97.3: what the rules of then gave for service before 2008."""
    if begun >= LABOUR_CONTRACT_LAW or ground in OLD_RULES_PAY_NOT:
        return 0
    if ground not in OLD_RULES_PAY:
        raise Refuse("what the rules before 2008 gave is not modelled")
    years = 0
    while begun < LABOUR_CONTRACT_LAW:  # a part of a year counts as a year
        years, begun = years + 1, last_day(begun, 12) + DAY
    return min(years, 12)


def uncapped(facts: Any, law: Figures) -> Fraction:
    """Regulation 27: never below the minimum wage of the place."""
    least = law.maybe("minimum_wage.monthly", facts.place, facts.ended_on) or Fraction(0)
    return max(facts.average_wage, least)


def monthly(facts: Any, law: Figures) -> tuple[Fraction, bool] | None:
    """47.2: strictly above three times the local average the threefold is paid. None: not known."""
    wage, average = uncapped(facts, law), facts.local_average_wage
    if average is None:
        average = law.maybe("average_wage.monthly", facts.place, facts.ended_on)
    if average is not None:
        return (3 * average, True) if wage > 3 * average else (wage, False)
    if facts.below_ceiling:
        return wage, False
    least = law.maybe("minimum_wage.monthly", facts.place, facts.ended_on)
    if least is not None and wage <= 3 * least:
        return wage, False  # no average lies below the minimum
    require(law.rows("average_wage.monthly", facts.place) is not None, "no average of this place")
    return None
