"""Everything due at the end: Labour Contract Law 46, 48, 50.2, 82, 85, 87; Regulation 25. The
parts by the opinions on the parts; here only which of them belong together."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from tests.law.second.dismissal_damages import opinion as of_damages
from tests.law.second.double_wage import opinion as of_double_wage
from tests.law.second.late_payment_damages import opinion as of_late_payment
from tests.law.second.reading import (
    LABOUR_CONTRACT_LAW,
    Answer,
    Figures,
    Refuse,
    fen,
    in_force,
    require,
)
from tests.law.second.severance import ARTICLE_40
from tests.law.second.severance import opinion as of_severance
from tests.law.second.unused_leave_pay import opinion as of_leave

FAULT = ("probation_failed", "worker_fault")  # 39: no protection of 42 stands against it
STEPS = (*FAULT, "medical_period_over", "incompetence", "changed_circumstances", "redundancy")
Amount = Fraction | None


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.started_on <= facts.ended_on, "ends before it begins")
    check(facts)
    in_force(facts.ended_on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    least, most = ending(facts, law)
    for low, high in owed(facts, law):
        least, most = plus(least, low), plus(most, high)
    known = least is not None and most is not None
    return Answer(least if known else None, verdict(facts, law))


def check(facts: Any) -> None:
    late = facts.contract == "late"
    require(not late or facts.signed_on is not None, "which day it was signed")
    require(not late or facts.signed_on >= facts.started_on, "signed before the work")
    ordered = facts.ordered_to_pay_by
    require(ordered is None or ordered >= facts.started_on, "ordered before the work")


def verdict(facts: Any, law: Figures) -> str:
    """Something is due as soon as one item is, known or not in the whole."""
    found = [high for _, high in owed(facts, law)]
    found += list(ending(facts, law))
    return "due" if any(found) else "not_due"


def ending(facts: Any, law: Figures) -> tuple[Amount, Amount]:
    """The least and the most of severance or damages."""
    lawful, unlawful = allowed(facts)
    amounts = []
    if lawful:
        amounts.append(told(lambda: of_severance(grounded(facts), law)))
    if unlawful:
        amounts.append(told(lambda: of_damages(merged(facts), law)))
    if None in amounts:
        known = [amount for amount in amounts if amount]
        return None, max(known) if known else None
    known = [amount for amount in amounts if amount is not None]
    return min(known), max(known)


def allowed(facts: Any) -> tuple[bool, bool]:
    """Whether it may have been lawful, and whether it may have been unlawful."""
    shielded = facts.protection != "none" and facts.ending not in FAULT
    if facts.ending == "no_reason":
        return False, True
    if facts.ending == "expiry":
        return not shielded, shielded or facts.fixed_terms >= 2
    if facts.ending not in STEPS:
        return True, False
    if shielded or facts.steps_were_taken is False:
        return False, True
    return True, facts.steps_were_taken is None


def grounded(facts: Any) -> SimpleNamespace:
    ground = "worker_fault" if facts.ending == "probation_failed" else facts.ending
    notice = facts.last_month_wage if ground in ARTICLE_40 else None
    return merged(facts, ground=ground, last_month_wage=notice)


def merged(facts: Any, **other: Any) -> SimpleNamespace:
    moved = {"earlier_started_on": None, "earlier_was_paid": False}
    return SimpleNamespace(**{**vars(facts), **moved, **other})


def owed(facts: Any, law: Figures) -> list[tuple[Amount, Amount]]:
    """What was earned and not paid."""
    found: list[tuple[Amount, Amount]] = [(fen(facts.unpaid_wages),) * 2]
    found.append((fen(facts.unpaid_overtime),) * 2)
    if facts.unused_leave_days:
        found.append((leave(facts, law),) * 2)
    found.append(late(facts, law))
    if facts.contract != "in_time" and facts.ending != "part_time":
        found.append((told(lambda: of_double_wage(unsigned(facts), law)),) * 2)
    return found


def leave(facts: Any, law: Figures) -> Amount:
    base = facts.wage_without_overtime
    wage = facts.average_wage if base is None else base
    asked = merged(facts, on=facts.ended_on, average_wage=wage, days=facts.unused_leave_days)
    return told(lambda: of_leave(asked, law))


def late(facts: Any, law: Figures) -> tuple[Amount, Amount]:
    """85: half as much again to twice as much, once an order ran out."""
    owing = facts.unpaid_wages + facts.unpaid_overtime
    if not owing or facts.ordered_to_pay_by is None:
        return Fraction(0), Fraction(0)
    day = facts.ordered_to_pay_by
    asked = merged(facts, on=day + timedelta(days=1), owed="wages", was_ordered=True, pay_by=day,
                   amount=owing)  # fmt: skip
    least = told(lambda: of_late_payment(asked, law))
    return least, None if least is None else fen(owing)


def unsigned(facts: Any) -> SimpleNamespace:
    signed = facts.signed_on if facts.contract == "late" else None
    return merged(facts, on=facts.ended_on, signed_on=signed, monthly_wage=facts.average_wage,
                  because="employer")  # fmt: skip


def told(ask: Callable[[], Answer]) -> Amount:
    """The amount of a part; None where that opinion has none."""
    try:
        return ask().amount
    except Refuse:
        return None


def plus(sum_: Amount, other: Amount) -> Amount:
    return None if sum_ is None or other is None else sum_ + other
