"""A flexible worker's own payment: Social Insurance Law 10, 12, 23, 60."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.social import ACT


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, ACT, "the Social Insurance Law")
    low = law.figure("contribution.floor", facts.place, month)
    high = law.figure("contribution.cap", facts.place, month)
    require(low <= facts.chosen_base <= high, "the base lies outside the limits")
    base = fen(facts.chosen_base)
    pension = share(law, facts, base, "flexible.pension_rate")
    account = share(law, facts, base, "flexible.account_rate")
    parts = {"base": base, "pension": pension, "account": account, "pool": pension - account}
    medical = Fraction(0)
    if law.maybe("flexible.medical_rate", facts.place, month) is not None:
        medical = parts["medical"] = share(law, facts, base, "flexible.medical_rate")
    total = pension + medical
    return Answer(total, None, parts | {"monthly": total, "yearly": total * 12})


def share(law: Figures, facts: Any, base: Fraction, name: str) -> Fraction:
    return fen(base * law.figure(name, facts.place, facts.month.replace(day=1)))
